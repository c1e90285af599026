package org.wvtoolkit.text.format;

import org.jspecify.annotations.Nullable;

/**
 * How prose lies in one file, or in all files of a kind that need not be told apart. Immutable and safe for concurrent use: the reading thread
 * asks where to cut, the workers each make an extractor. Layouts that are equal may share extractors.
 */
public interface TextLayout {
    /** What {@link #afterLastRecord} says of text that may be cut at any line. */
    int AT_LINES = -1;

    /** The means of one worker to leave the prose of a block. */
    ProseExtractor newExtractor();

    /** Whether files of equal layouts may lie in one block, each ended by a line end. */
    default boolean sharesBlocks() {
        return false;
    }

    /**
     * Where to cut text that begins with a record.
     *
     * @param bytes the text
     * @param length its bytes
     * @return behind the last complete record, 0 if there is none, or {@link #AT_LINES} if records do not matter
     */
    default int afterLastRecord(byte[] bytes, int length) {
        return AT_LINES;
    }

    /**
     * What lies in a file whose data break off: an error, or, where records bear their own ends, all that are complete.
     *
     * @return true if complete records are to be kept
     */
    default boolean keepsCompleteRecords() {
        return false;
    }

    /**
     * What is missing at the end of a file.
     *
     * @param rest what follows the last complete record
     * @param length its bytes
     * @return such as "in the middle of a page"; null if nothing is missing
     */
    default @Nullable String missingAtEnd(byte[] rest, int length) {
        return null;
    }

    /** Whether text may say within itself how it is encoded, so that its extractor decodes it. */
    default boolean isInEncodingOfItsOwn() {
        return false;
    }

    /** The longest record that is read, in bytes. */
    default int longestRecord() {
        return 1 << 24; // Wikipedia's articles have 2 MiB at most
    }

    /** What a record is called, with its article, in messages. */
    default String record() {
        return "a record";
    }
}
