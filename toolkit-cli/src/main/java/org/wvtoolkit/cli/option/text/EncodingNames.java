package org.wvtoolkit.cli.option.text;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Lookup of character encodings by the value of {@code --encoding}. */
final class EncodingNames {
    private EncodingNames() {}

    /**
     * Finds an encoding.
     *
     * @param name its name; may be null
     * @return the encoding; null without a name
     * @throws IllegalArgumentException if there is no encoding of that name
     */
    static @Nullable Charset find(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            // Charset.forName reports a malformed and an unknown name by two subclasses.
            throw new IllegalArgumentException(
                    "unknown encoding: " + name + "; try UTF-16LE, windows-1252, ISO-8859-2, KOI8-R, GB18030, Big5,"
                            + " Shift_JIS, EUC-JP or EUC-KR",
                    unknown);
        }
    }
}
