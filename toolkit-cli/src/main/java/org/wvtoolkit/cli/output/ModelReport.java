package org.wvtoolkit.cli.output;

import java.util.List;
import java.util.SequencedMap;
import org.wvtoolkit.evaluation.Comparison;
import org.wvtoolkit.evaluation.Convention;

/**
 * A comparison of models.
 *
 * @param convention the scoring convention
 * @param columns the models
 * @param comparison their scores, in the order of the columns
 * @param neighbours for each requested word, the neighbours by model; empty where the word is out of vocabulary
 */
public record ModelReport(
        Convention convention,
        List<Column> columns,
        Comparison comparison,
        SequencedMap<String, List<List<String>>> neighbours) {
    /**
     * A model.
     *
     * @param name its name
     * @param method its training method, empty if unknown
     * @param words number of words
     * @param dimension length of the vectors, 0 if it has none
     * @param bytes size of its file, or of its vectors in memory; −1 if unknown
     * @param nanos training time, or −1
     */
    public record Column(String name, String method, int words, int dimension, long bytes, long nanos) {}
}
