package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.util.List;

/**
 * Part of a tokenized partition: some of its words or some of its tokens. Words are numbered by
 * their first occurrence in the partition. Chunks with words precede those with tokens, so that
 * counting reads no tokens; the first chunk of a partition contains the reports.
 *
 * @param words for each word, in order of number: its length in bytes, its UTF-8 bytes and its
 *     count in the partition
 * @param numbers consecutive tokens: for each its number + 1, for the end of a sentence 0; the last
 *     number is the end of a sentence
 * @param reports reports of the splits of the partition; empty unless this is the first chunk
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record TokenChunk(byte[] words, byte[] numbers, List<SplitReport> reports) implements Serializable {
    private static final byte[] NONE = {};

    public static TokenChunk ofWords(byte[] words, List<SplitReport> reports) {
        return new TokenChunk(words, NONE, reports);
    }

    public static TokenChunk ofTokens(byte[] numbers) {
        return new TokenChunk(NONE, numbers, List.of());
    }

    public boolean hasTokens() {
        return numbers.length > 0;
    }
}
