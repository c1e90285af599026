package org.wvtoolkit.weighting;

/** The logarithm of 1 + n(w,c), which keeps the most frequent contexts from drowning the rest. */
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
