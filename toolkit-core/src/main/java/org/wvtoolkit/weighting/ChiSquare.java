package org.wvtoolkit.weighting;

/**
 * Pearson's χ² of the 2 × 2 contingency table of a word and a context; 0 for pairs that co-occur
 * less often than expected by chance (Manning and Schütze 1999, section 5.3.3; one-sided, as Evert
 * 2005 recommends for attraction).
 */
public record ChiSquare() implements Weighting {
    @Override
    public String name() {
        return "chi-square";
    }

    @Override
    public String description() {
        return "chi-square of the pairs that co-occur more often than by chance";
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        double total = marginals.total();
        return (row, columns, counts, cells, weights) -> {
            double rowSum = marginals.rowSum(row);
            for (int i = 0; i < cells; i++) {
                double columnSum = marginals.columnSum(columns[i]);
                double excess = counts[i] * total - rowSum * columnSum;
                double rest = (total - rowSum) * (total - columnSum);
                // χ² = N · (O11·O22 − O12·O21)² / (R1·R2·C1·C2), and O11·O22 − O12·O21 = O11·N − R1·C1.
                weights[i] = excess > 0 && rest > 0 ? (excess / (rowSum * columnSum)) * (excess / rest) * total : 0;
            }
        };
    }
}
