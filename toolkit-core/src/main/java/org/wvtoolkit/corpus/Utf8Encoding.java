package org.wvtoolkit.corpus;

import java.nio.charset.StandardCharsets;

/**
 * Conversion of strings to valid UTF-8, which counts unpaired surrogates. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Utf8Encoding {
    private long malformed;

    /** Creates an encoding that has counted nothing. */
    public Utf8Encoding() {}

    /**
     * Encodes a text. Unpaired surrogates are replaced by U+FFFD and counted.
     *
     * @param text any text
     * @return valid UTF-8
     */
    public byte[] encode(String text) {
        int unpaired = 0;
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (isPair(text, at)) {
                    at++;
                } else {
                    unpaired++;
                }
            }
        }
        if (unpaired == 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        malformed += unpaired;
        StringBuilder repaired = new StringBuilder(text);
        for (int at = 0; at < text.length(); at++) {
            if (isPair(text, at)) {
                at++;
            } else if (Character.isSurrogate(text.charAt(at))) {
                repaired.setCharAt(at, '\uFFFD');
            }
        }
        return repaired.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /**
     * Returns the number of unpaired surrogates that were replaced.
     *
     * @return at least 0
     */
    public long malformed() {
        return malformed;
    }
}
