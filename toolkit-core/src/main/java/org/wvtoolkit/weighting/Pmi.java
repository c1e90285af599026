package org.wvtoolkit.weighting;

/**
 * Pointwise mutual information of observed pairs, negative values included: log(n(w,c) · Σ n(c′)^α
 * / (n(w) · n(c)^α)) − log k (Church and Hanks 1990; Levy and Goldberg 2014).
 */
public record Pmi() implements Weighting {
    @Override
    public String name() {
        return "pmi";
    }

    @Override
    public String description() {
        return "pointwise mutual information of observed pairs, negative values included";
    }

    @Override
    public boolean usesSmoothingAndShift() {
        return true;
    }

    @Override
    public CellWeigher prepare(Marginals marginals, WeightingOptions options) {
        double[] divisors = columnDivisors(marginals, options);
        return (row, columns, counts, cells, weights) -> {
            double rowSum = marginals.rowSum(row);
            for (int i = 0; i < cells; i++) {
                weights[i] = Math.log(counts[i] / (rowSum * divisors[columns[i]]));
            }
        };
    }

    /** Returns k · n(c)^α / Σ n(c′)^α for each column. */
    static double[] columnDivisors(Marginals marginals, WeightingOptions options) {
        double[] divisors = new double[marginals.columns()];
        double sum = 0;
        for (int column = 0; column < divisors.length; column++) {
            divisors[column] = StrictMath.pow(marginals.columnSum(column), options.contextSmoothing());
            sum += divisors[column];
        }
        for (int column = 0; column < divisors.length; column++) {
            divisors[column] *= options.shift() / sum;
        }
        return divisors;
    }
}
