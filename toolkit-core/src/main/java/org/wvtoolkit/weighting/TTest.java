package org.wvtoolkit.weighting;

/** The t-test of Curran and Moens (2002) for observed pairs: (p(w,c) − p(w)·p(c)) / √(p(w)·p(c)). */
public record TTest() implements Weighting {
    @Override
    public String name() {
        return "t-test";
    }

    @Override
    public String description() {
        return "t-test of observed pairs, negative values included";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        double total = marginals.total();
        return (row, columns, counts, cells, weights) -> {
            double rowShare = marginals.rowSum(row) / total;
            for (int i = 0; i < cells; i++) {
                double expected = rowShare * (marginals.columnSum(columns[i]) / total);
                weights[i] = (counts[i] / total - expected) / Math.sqrt(expected);
            }
        };
    }
}
