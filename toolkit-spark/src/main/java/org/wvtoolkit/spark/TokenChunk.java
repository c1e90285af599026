package org.wvtoolkit.spark;

import java.io.Serializable;
import java.util.List;

/**
 * Consecutive tokens of a text, numbered by their first occurrence in the chunk. The last chunk of a partition has no tokens
 * and carries the reports.
 *
 * @param words for each word in the order of its number: bytes of the word as a number, its UTF-8, its count
 * @param numbers each token as its number + 1, the end of a sentence as 0; ends with the end of a sentence
 * @param reports of the splits of the partition; empty unless this is the last chunk
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record TokenChunk(byte[] words, byte[] numbers, List<SplitReport> reports) implements Serializable {}
