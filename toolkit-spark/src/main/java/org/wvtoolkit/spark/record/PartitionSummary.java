package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.util.List;

/**
 * What the driver learns about the text of a partition, or the counts of a bucket of words. Both
 * travel through one shuffle, so that the tokens on the disks of the executors are read only once
 * for it.
 *
 * @param partition number of the partition of the text; 0 in a bucket
 * @param words words with their counts, as in {@link TokenChunk#words}; empty with the reports
 * @param reports reports of the splits of the partition; empty in a bucket
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record PartitionSummary(int partition, byte[] words, List<SplitReport> reports) implements Serializable {
    static PartitionSummary ofWords(byte[] words) {
        return new PartitionSummary(0, words, List.of());
    }
}
