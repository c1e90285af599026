package org.wvtoolkit.weighting;

/**
 * Positive pointwise mutual information: max(0, log(n(w,c) · Σ n(c′)^α / (n(w) · n(c)^α)) − log k)
 * (Church and Hanks 1990; Levy, Goldberg and Dagan 2015).
 */
public record PositivePmi() implements Weighting {
    @Override
    public String name() {
        return "ppmi";
    }

    @Override
    public String description() {
        return "positive pointwise mutual information";
    }

    @Override
    public boolean usesSmoothingAndShift() {
        return true;
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        return new Weigher(marginals, Pmi.columnDivisors(marginals, options));
    }

    /** Weighting of one matrix. A weight is positive if the ratio of probabilities exceeds 1. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Weigher(Marginals marginals, double[] divisors) implements CellWeigher {
        @Override
        public void weigh(int row, int[] columns, double[] counts, int cells, double[] weights) {
            double rowSum = marginals.rowSum(row);
            for (int i = 0; i < cells; i++) {
                double ratio = counts[i] / (rowSum * divisors[columns[i]]);
                weights[i] = ratio > 1 ? Math.log(ratio) : 0;
            }
        }

        @Override
        public void mark(int row, int[] columns, double[] counts, int cells, double[] marks) {
            double rowSum = marginals.rowSum(row);
            for (int i = 0; i < cells; i++) {
                marks[i] = counts[i] / (rowSum * divisors[columns[i]]) > 1 ? 1 : 0;
            }
        }
    }
}
