package org.wvtoolkit.embedding;

/** Euclidean norms, as every model has them stored. */
final class Norms {
    private Norms() {}

    /**
     * The norm of a vector.
     *
     * <p>Sums in double, one value after the other: no square overflows, and the same norm comes out everywhere.
     *
     * @param values holds it
     * @param offset where it begins
     * @param length its values
     */
    static float of(float[] values, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += (double) values[i] * values[i];
        }
        return (float) Math.sqrt(sum);
    }

    /** The norms of rows that stand one behind the other; four at a time, since each is a chain of additions. */
    static void of(float[] values, int rows, int dimension, float[] norms) {
        int row = 0;
        for (; row + 4 <= rows; row += 4) {
            int a = row * dimension;
            int b = a + dimension;
            int c = b + dimension;
            int d = c + dimension;
            double sumA = 0;
            double sumB = 0;
            double sumC = 0;
            double sumD = 0;
            for (int i = 0; i < dimension; i++) {
                sumA += (double) values[a + i] * values[a + i];
                sumB += (double) values[b + i] * values[b + i];
                sumC += (double) values[c + i] * values[c + i];
                sumD += (double) values[d + i] * values[d + i];
            }
            norms[row] = (float) Math.sqrt(sumA);
            norms[row + 1] = (float) Math.sqrt(sumB);
            norms[row + 2] = (float) Math.sqrt(sumC);
            norms[row + 3] = (float) Math.sqrt(sumD);
        }
        for (; row < rows; row++) {
            norms[row] = of(values, row * dimension, dimension);
        }
    }
}
