package org.wvtoolkit.spark;

import java.io.Serializable;
import java.util.List;

/**
 * What reading one split found.
 *
 * @param fileNumber the file's place among the files
 * @param bytes bytes of text, decompressed
 * @param tokens tokens of the text
 * @param malformed byte sequences that were not UTF-8
 * @param splitTokens overlong tokens that were split
 * @param leaves hashes of the leaves of the split, in order
 * @param notes remarks for the user
 */
record SplitReport(
        int fileNumber,
        long bytes,
        long tokens,
        long malformed,
        long splitTokens,
        List<byte[]> leaves,
        List<String> notes)
        implements Serializable {}
