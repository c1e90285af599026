package org.wvtoolkit.weighting;

/** Logarithm of 1 + n(w,c), which limits the influence of the most frequent contexts. */
public record LogCount() implements Weighting {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public String description() {
        return "the logarithm of 1 + the count";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        return (row, columns, counts, cells, weights) -> {
            for (int i = 0; i < cells; i++) {
                weights[i] = StrictMath.log1p(counts[i]);
            }
        };
    }
}
