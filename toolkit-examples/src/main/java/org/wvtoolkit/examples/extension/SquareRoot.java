package org.wvtoolkit.examples.extension;

import org.wvtoolkit.weighting.Marginals;
import org.wvtoolkit.weighting.Weighting;
import org.wvtoolkit.weighting.WeightingOptions;

/** A weighting: the square root of the count. */
record SquareRoot() implements Weighting {
    @Override
    public String name() {
        return "sqrt";
    }

    @Override
    public String description() {
        return "square root of the count";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        return (row, columns, counts, cells, weights) -> {
            for (int i = 0; i < cells; i++) {
                weights[i] = Math.sqrt(counts[i]);
            }
        };
    }
}
