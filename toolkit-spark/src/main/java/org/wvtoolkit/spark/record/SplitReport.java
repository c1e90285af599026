package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.util.List;

/**
 * Statistics of reading one split.
 *
 * @param fileNumber number of the file in the list of files
 * @param bytes number of decompressed bytes
 * @param tokens number of tokens
 * @param malformed number of byte sequences that are not UTF-8
 * @param splitTokens number of overlong tokens that were split
 * @param leaves hashes of the leaves of the split, in order
 * @param notes notes for the user
 */
public record SplitReport(
        int fileNumber,
        long bytes,
        long tokens,
        long malformed,
        long splitTokens,
        List<byte[]> leaves,
        List<String> notes)
        implements Serializable {}
