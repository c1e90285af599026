package org.wvtoolkit.format.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a file of vectors. */
public enum Fault {
    /** It cannot be opened at all. */
    UNREADABLE("unreadable", null),
    /** The first line and the rest of the file, or the file of words and that of values, differ over how many words there are. */
    WRONG_COUNT("wrong count", "counted anew"),
    /** The file ends before all of its vectors have come. */
    CUT_SHORT("cut short", "what came whole is kept"),
    /** Something follows the last vector. */
    TRAILING_BYTES("trailing bytes", "left out"),
    /** A line of text is not a word with as many values as there should be. */
    BAD_LINE("bad line", "left out"),
    /** A value is no number, or infinite. */
    BAD_VALUE("bad value", "the word is left out"),
    /** A word comes again. */
    REPEATED_WORD("repeated word", "the first vector is kept"),
    /** A word is empty. */
    EMPTY_WORD("empty word", "left out"),
    /** A word is not valid UTF-8. */
    INVALID_UTF8("invalid UTF-8", "each bad sequence becomes U+FFFD"),
    /** A word holds whitespace or control characters of ASCII, which most formats cannot hold. */
    SPACE_IN_WORD("space in a word", "each becomes _"),
    /** A stored norm is not that of its vector. */
    WRONG_NORM("wrong norm", "computed anew"),
    /** The stored order of words is not sorted, so that looking a word up must sort them first. */
    WRONG_ORDER("wrong order", "sorted anew");

    private final String text;
    private final @Nullable String repair;

    Fault(String text, @Nullable String repair) {
        this.text = text;
        this.repair = repair;
    }

    /**
     * What a repair does about it.
     *
     * @return a short phrase, or empty if nothing can be done
     */
    public Optional<String> repair() {
        return Optional.ofNullable(repair);
    }

    /** A short name for a person. */
    @Override
    public String toString() {
        return text;
    }
}
