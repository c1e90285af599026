package org.wvtoolkit.text.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What bounds a context: no window of training reaches over the end of a sentence. */
public enum Sentences {
    /** A line of the text. */
    LINE("a line is a sentence"),
    /** What blank lines bound; lines within it are joined. Where a format has a paragraph a line, that line. */
    PARAGRAPH("a paragraph is one: what blank lines bound"),
    /** All of a file, an article, a record. */
    DOCUMENT("a whole file, article or record is one"),
    /** A paragraph, split where Unicode's rules (UAX #29, with English abbreviations) see a sentence end. */
    ICU("found by Unicode's rules within paragraphs, for text without line breaks or with hard ones");

    private final String description;

    Sentences(String description) {
        this.description = description;
    }

    /**
     * The name that the command line and models have.
     *
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What it is.
     *
     * @return one line for a person
     */
    public String description() {
        return description;
    }

    /**
     * Finds one by its label.
     *
     * @param label its name, in any case
     * @return the unit
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Sentences named(String label) {
        return Arrays.stream(values())
                .filter(unit -> unit.name().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of sentence: " + label + "; there are "
                        + Arrays.stream(values()).map(Sentences::label).collect(Collectors.joining(", "))));
    }

    /**
     * Turns the line ends of a document, or of a part of it, that end no context into spaces, in place.
     *
     * @param bytes text in UTF-8
     * @param from where the document begins
     * @param to where it ends
     * @param lineIsParagraph whether the format has a paragraph a line
     * @param continuesLine whether the first line is the rest of one
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
