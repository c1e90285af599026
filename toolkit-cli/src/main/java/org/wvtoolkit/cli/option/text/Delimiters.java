package org.wvtoolkit.cli.option.text;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.option.InvalidOptionException;

/** Values of the option {@code --delimiter}. */
final class Delimiters {
    private Delimiters() {}

    /**
     * Parses a delimiter.
     *
     * @param text one character, {@code tab} or {@code \\t}; may be null
     * @return the character; null without a text
     * @throws InvalidOptionException if the text is anything else
     */
    static @Nullable Character parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.equals("\\t") || text.equalsIgnoreCase("tab") ? "\t" : text;
        if (plain.length() != 1) {
            throw new InvalidOptionException("delimiter", "\"" + text + "\"", "must be one character, or tab");
        }
        return plain.charAt(0);
    }
}
