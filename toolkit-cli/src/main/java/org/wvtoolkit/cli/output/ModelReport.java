package org.wvtoolkit.cli.output;

import java.util.List;
import java.util.SequencedMap;
import org.wvtoolkit.evaluation.Comparison;
import org.wvtoolkit.evaluation.Convention;

/**
 * Models beside one another.
 *
 * @param convention how was counted
 * @param columns what the models are
 * @param comparison their scores; its models are those of the columns
 * @param neighbours for each word asked about, the neighbours by each model, empty where a model does not know it
 */
public record ModelReport(
        Convention convention,
        List<Column> columns,
        Comparison comparison,
        SequencedMap<String, List<List<String>>> neighbours) {
    /**
     * A model.
     *
     * @param name what it is called
     * @param method how it was made, empty where nobody knows
     * @param words how many it knows
     * @param dimension the length of its vectors, 0 where it has none
     * @param bytes its size: of its file, or of its vectors in memory; −1 where nobody knows
     * @param nanos how long it took to train, or −1
     */
    public record Column(String name, String method, int words, int dimension, long bytes, long nanos) {}
}
