package org.wvtoolkit.format.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kind of defect in a vector file. */
public enum Fault {
    /** The file cannot be opened. */
    UNREADABLE("unreadable", null),
    /**
     * The word count in the header differs from the number of rows, or the word file and the value
     * file have different numbers of entries.
     */
    WRONG_COUNT("wrong count", "recounted"),
    /** The file ends before the last vector. */
    CUT_SHORT("cut short", "complete vectors are kept"),
    /** Bytes follow the last vector. */
    TRAILING_BYTES("trailing bytes", "removed"),
    /** A text line does not consist of a word and the expected number of values. */
    BAD_LINE("bad line", "removed"),
    /** A value is not a number or not finite. */
    BAD_VALUE("bad value", "the word is removed"),
    /** A word occurs more than once. */
    REPEATED_WORD("repeated word", "the first vector is kept"),
    /** A word is empty. */
    EMPTY_WORD("empty word", "removed"),
    /** A word is not valid UTF-8. */
    INVALID_UTF8("invalid UTF-8", "each invalid sequence becomes U+FFFD"),
    /** A word contains ASCII whitespace or control characters, which most formats do not allow. */
    SPACE_IN_WORD("space or control character in a word", "each becomes _"),
    /** A stored norm differs from the norm of its vector. */
    WRONG_NORM("wrong norm", "recomputed"),
    /** A value of a context vector, which only continued training reads, is not finite. */
    BAD_CONTEXT("bad context vector", "all context vectors are removed"),
    /** The stored word order is not sorted, so that every look-up must sort the words first. */
    WRONG_ORDER("wrong order", "sorted again");

    private final String text;
    private final @Nullable String repair;

    Fault(String text, @Nullable String repair) {
        this.text = text;
        this.repair = repair;
    }

    /**
     * Returns the action that a repair takes.
     *
     * @return a short phrase, or empty if the defect cannot be repaired
     */
    public Optional<String> repair() {
        return Optional.ofNullable(repair);
    }

    /** Returns a short, readable name. */
    @Override
    public String toString() {
        return text;
    }
}
