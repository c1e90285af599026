package org.wvtoolkit.nn.classifier;

import java.util.List;
import org.wvtoolkit.nn.optimizer.UpdateRules;

/**
 * The convolutional network and how it learns (Kim 2014).
 *
 * @param dimension d, values a vector; that of the word vectors where there are any
 * @param channels which vectors the filters see
 * @param widths words in a window, one for each group of filters; each 1 to 100
 * @param filters in each group; 1 to 10,000
 * @param dropout chance of a feature to be left out while learning; 0 to below 1
 * @param normLimit the weights of a label are scaled down to this length where they are longer; above 0, infinite for no limit
 * @param batch texts in a step; 1 to 10,000
 * @param optimizer the name of an update rule
 * @param learningRate η at the beginning; it falls to 0 in a straight line
 * @param weightDecay λ; at least 0
 * @param clipNorm the longest that all gradients together may be; above 0, infinite for no limit
 */
record ConvolutionOptions(
        int dimension,
        Channels channels,
        List<Integer> widths,
        int filters,
        double dropout,
        double normLimit,
        int batch,
        String optimizer,
        double learningRate,
        double weightDecay,
        double clipNorm) {
    ConvolutionOptions {
        widths = List.copyOf(widths);
        Ranges.require(dimension >= 1 && dimension <= 10_000, "dimension must be 1 to 10000", dimension);
        Ranges.require(
                !widths.isEmpty() && widths.stream().allMatch(width -> width >= 1 && width <= 100),
                "widths must be 1 to 100 each, such as 3,4,5",
                widths);
        Ranges.require(filters >= 1 && filters <= 10_000, "filters must be 1 to 10000", filters);
        Ranges.require(dropout >= 0 && dropout < 1, "dropout must be 0 to below 1", dropout);
        Ranges.require(normLimit > 0, "norm-limit must be above 0", normLimit);
        Ranges.require(batch >= 1 && batch <= 10_000, "batch must be 1 to 10000", batch);
        UpdateRules.named(optimizer);
        Ranges.require(
                learningRate > 0 && learningRate <= 100, "learning-rate must be above 0 and at most 100", learningRate);
        Ranges.require(weightDecay >= 0, "weight-decay must be at least 0", weightDecay);
        Ranges.require(clipNorm > 0, "clip-norm must be above 0", clipNorm);
    }

    /** Which vectors the filters see. */
    enum Channels {
        /** The word vectors as they are. */
        STATIC,
        /** Word vectors that learn. */
        TUNED,
        /** Both, with weights of their own for each. */
        BOTH
    }

    /** Words in the widest window. */
    int widest() {
        return widths.stream().mapToInt(width -> width).max().orElseThrow();
    }

    /** Values a word that the filters see. */
    int columns() {
        return channels == Channels.BOTH ? 2 * dimension : dimension;
    }
}
