package org.wvtoolkit.format;

import java.io.IOException;
import java.util.Arrays;

/** The word that is being read. Confined to a thread. */
final class WordBuffer {
    /** A longer word than this is a sign that the file is something else. */
    static final int MAX_BYTES = 1 << 20;

    private final VectorInput input;
    private byte[] bytes = new byte[64];
    private int length;

    WordBuffer(VectorInput input) {
        this.input = input;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void append(int b) throws IOException {
        if (length == bytes.length) {
            if (length == MAX_BYTES) {
                throw input.malformed(
                        input.position() - length, "a word of more than " + MAX_BYTES + " bytes, without a space");
            }
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) b;
    }

    /** Reads a word and the space behind it. */
    void readUpToSpace() throws IOException {
        clear();
        for (int b = input.read(); b != ' '; b = input.read()) {
            if (b < 0) {
                throw input.malformed(input.size(), "the file ends where a word should be");
            }
            append(b);
        }
    }
}
