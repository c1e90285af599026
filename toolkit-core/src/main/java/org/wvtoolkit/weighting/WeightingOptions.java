package org.wvtoolkit.weighting;

import java.io.Serializable;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What determines a weighted matrix.
 *
 * @param weighting the kind
 * @param contextSmoothing α, the power to which counts of contexts are raised (Levy, Goldberg and Dagan 2015, section 3.2);
 *     above 0, at most 1, which is no smoothing
 * @param shift k, whose logarithm is subtracted from mutual information: word2vec's number of negative samples in Levy and
 *     Goldberg's (2014) reading; above 0, 1 for no shift
 * @param minimumPairCount cells with smaller counts are dropped, though their counts stay in the sums of rows and columns; at
 *     least 0
 */
public record WeightingOptions(Weighting weighting, double contextSmoothing, double shift, double minimumPairCount)
        implements Serializable {
    /** Checks the ranges. */
    public WeightingOptions {
        if (!(contextSmoothing > 0 && contextSmoothing <= 1)) {
            throw new IllegalArgumentException("context smoothing must be above 0 and at most 1: " + contextSmoothing);
        }
        if (!(shift > 0 && shift <= 1e6)) {
            throw new IllegalArgumentException("shift must be above 0 and at most 1,000,000: " + shift);
        }
        if (!(minimumPairCount >= 0)) {
            throw new IllegalArgumentException("the minimum count of pairs must be at least 0: " + minimumPairCount);
        }
    }

    /**
     * Positive pointwise mutual information, α = 0.75, no shift, all pairs.
     *
     * @return the defaults
     */
    public static WeightingOptions defaults() {
        return new WeightingOptions(new PositivePmi(), 0.75, 1, 0);
    }

    /**
     * The options by the names that they have on the command line, for the metadata of files.
     *
     * @return names and values, in the order of the names
     */
    public SequencedMap<String, String> toMap() {
        SequencedMap<String, String> map = new TreeMap<>();
        map.put("weighting", weighting.name());
        map.put("context-smoothing", Double.toString(contextSmoothing));
        map.put("shift", Double.toString(shift));
        map.put("min-pair-count", Double.toString(minimumPairCount));
        return map;
    }

    /** The reverse of {@link #toMap}; an {@link IllegalArgumentException} says which value is missing or wrong. */
    static WeightingOptions fromMap(Map<String, String> map) {
        return new WeightingOptions(
                Weightings.named(value(map, "weighting")),
                Double.parseDouble(value(map, "context-smoothing")),
                Double.parseDouble(value(map, "shift")),
                Double.parseDouble(value(map, "min-pair-count")));
    }

    private static String value(Map<String, String> map, String name) {
        String value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }
}
