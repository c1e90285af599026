package org.wvtoolkit.weighting;

/** The counts as they are. */
public record RawCount() implements Weighting {
    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String description() {
        return "the counts as they are";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        return (row, columns, counts, cells, weights) -> System.arraycopy(counts, 0, weights, 0, cells);
    }
}
