package org.wvtoolkit.weighting;

/** Identity: the unweighted counts. */
public record RawCount() implements Weighting {
    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String description() {
        return "the unweighted counts";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        return (row, columns, counts, cells, weights) -> System.arraycopy(counts, 0, weights, 0, cells);
    }
}
