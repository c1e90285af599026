package org.wvtoolkit.weighting;

/**
 * Log-likelihood ratio G² of the 2 × 2 contingency table of a word and a context (Dunning 1993); 0
 * for pairs that co-occur less often than expected by chance.
 */
public record LogLikelihoodRatio() implements Weighting {
    @Override
    public String name() {
        return "log-likelihood";
    }

    @Override
    public String description() {
        return "log-likelihood ratio of the pairs that co-occur more often than by chance";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        double total = marginals.total();
        return (row, columns, counts, cells, weights) -> {
            double rowSum = marginals.rowSum(row);
            for (int i = 0; i < cells; i++) {
                double columnSum = marginals.columnSum(columns[i]);
                double both = counts[i];
                if (both * total <= rowSum * columnSum) {
                    weights[i] = 0;
                    continue;
                }
                double sum = term(both, rowSum, columnSum, total)
                        + term(rowSum - both, rowSum, total - columnSum, total)
                        + term(columnSum - both, total - rowSum, columnSum, total)
                        + term(total - rowSum - columnSum + both, total - rowSum, total - columnSum, total);
                weights[i] = Math.max(0, 2 * sum);
            }
        };
    }

    /** Returns O · log(O / E) with E = R·C / N, or 0 if O is 0. */
    private static double term(double observed, double rowSum, double columnSum, double total) {
        return observed > 0 ? observed * StrictMath.log(observed * total / (rowSum * columnSum)) : 0;
    }
}
