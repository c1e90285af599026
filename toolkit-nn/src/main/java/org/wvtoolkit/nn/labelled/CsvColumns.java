package org.wvtoolkit.nn.labelled;

import org.jspecify.annotations.Nullable;

/**
 * The columns of labelled CSV.
 *
 * @param label the column of labels: its name in the header row, or its number, from 1
 * @param text the column of texts, likewise
 * @param delimiter the character between columns; null for comma, semicolon or tab, whichever is most frequent in the
 *     header row
 */
public record CsvColumns(
        String label, String text, @Nullable Character delimiter) {
    /** Rejects characters that CSV uses otherwise. */
    public CsvColumns {
        if (delimiter != null && (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter >= 0x80)) {
            throw new IllegalArgumentException(
                    "a delimiter must be an ASCII character other than quotes and line breaks: " + delimiter);
        }
    }

    /**
     * Returns the default columns.
     *
     * @return {@code label} and {@code text}, with a detected delimiter
     */
    public static CsvColumns defaults() {
        return new CsvColumns("label", "text", null);
    }
}
