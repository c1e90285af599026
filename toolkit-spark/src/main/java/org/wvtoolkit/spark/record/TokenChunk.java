package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.util.List;

/**
 * Consecutive tokens of a text, numbered by their first occurrence in the chunk. The last chunk of
 * a partition has no tokens and contains the reports.
 *
 * @param words for each word, in order of number: its length in bytes, its UTF-8 bytes and its
 *     count
 * @param numbers for each token its number + 1, for the end of a sentence 0; the last number is the
 *     end of a sentence
 * @param reports reports of the splits of the partition; empty unless this is the last chunk
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record TokenChunk(byte[] words, byte[] numbers, List<SplitReport> reports) implements Serializable {}
