package org.wvtoolkit.text.format;

import org.jspecify.annotations.Nullable;

/**
 * Position of the prose in one file, or in files with the same layout. Immutable and thread-safe:
 * the reading thread divides text, and each worker creates an extractor. Equal layouts may share
 * extractors.
 */
public interface TextLayout {
    /** Result of {@link #afterLastRecord} for text that can be divided at any line. */
    int AT_LINES = -1;

    /** Creates an extractor for one worker. */
    ProseExtractor newExtractor();

    /** Returns whether files with equal layouts may share a block, each followed by a line end. */
    default boolean sharesBlocks() {
        return false;
    }

    /**
     * Returns the position at which to divide text that begins with a record.
     *
     * @param bytes the text
     * @param length the length of the text in bytes
     * @return the position after the last complete record, 0 if there is none, or {@link #AT_LINES}
     *     if records are irrelevant
     */
    default int afterLastRecord(byte[] bytes, int length) {
        return AT_LINES;
    }

    /**
     * Returns whether complete records of a truncated file are kept. Otherwise truncation is an
     * error.
     *
     * @return true if complete records are kept
     */
    default boolean keepsCompleteRecords() {
        return false;
    }

    /**
     * Describes an incomplete end of a file.
     *
     * @param rest the bytes after the last complete record
     * @param length the number of these bytes
     * @return for example "in the middle of a page"; null if the end is complete
     */
    default @Nullable String missingAtEnd(byte[] rest, int length) {
        return null;
    }

    /** Returns whether the text can declare its encoding, which the extractor then decodes. */
    default boolean isInEncodingOfItsOwn() {
        return false;
    }

    /** Returns the maximum length of a record in bytes. */
    default int longestRecord() {
        return 1 << 24; // Wikipedia's articles have 2 MiB at most
    }

    /** Returns the term for a record in messages, with its article. */
    default String record() {
        return "a record";
    }
}
