package org.wvtoolkit.text.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Units that context windows never cross during training. */
public enum Sentences {
    /** A line of the text. */
    LINE("each line"),
    /** A paragraph between blank lines, whose lines are joined. For formats with one paragraph per line, that line. */
    PARAGRAPH("each paragraph, separated by blank lines"),
    /** A file, article or record. */
    DOCUMENT("each file, article or record"),
    /** A sentence within a paragraph, by Unicode's rules (UAX #29) with English abbreviations. */
    ICU("each sentence within a paragraph by Unicode's rules, whatever the line breaks");

    private final String description;

    Sentences(String description) {
        this.description = description;
    }

    /**
     * Returns the name used by options and model metadata.
     *
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns a description.
     *
     * @return one line
     */
    public String description() {
        return description;
    }

    /**
     * Returns the unit with a name.
     *
     * @param label the name, case-insensitive
     * @return the unit
     * @throws IllegalArgumentException if there is no such unit; the message lists the names
     */
    public static Sentences named(String label) {
        return Arrays.stream(values())
                .filter(unit -> unit.name().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of sentence: " + label + "; there are "
                        + Arrays.stream(values()).map(Sentences::label).collect(Collectors.joining(", "))));
    }

    /**
     * Replaces line ends that do not end a context by spaces, in place.
     *
     * @param bytes UTF-8 text
     * @param from the start of the document or part of it
     * @param to the end
     * @param lineIsParagraph whether the format has one paragraph per line
     * @param continuesLine whether the first line is the rest of a divided line
     */
    void joinLines(byte[] bytes, int from, int to, boolean lineIsParagraph, boolean continuesLine) {
        if (this == LINE || (this != DOCUMENT && lineIsParagraph)) {
            return;
        }
        boolean blank = !continuesLine;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (!BlockBoundaries.isLineEnd(b)) {
                blank &= BlockBoundaries.isWhitespace(b);
            } else if (b == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
                bytes[at] = ' '; // one line end, not two
            } else {
                if (this == DOCUMENT || !blank) {
                    bytes[at] = ' ';
                }
                blank = true;
            }
        }
    }
}
