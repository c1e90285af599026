package org.wvtoolkit.embedding;

import org.wvtoolkit.container.ValueFault;

/** Euclidean norms of vectors, as stored in models. */
final class Norms {
    /** Relative difference that rounding cannot explain. */
    private static final float TOLERANCE = 1e-2f;

    private Norms() {}

    /**
     * Computes the norm of a vector.
     *
     * <p>Sums sequentially in double precision: squares cannot overflow, and the result is the same
     * on every machine.
     *
     * @param values contains the vector
     * @param offset index of its first value
     * @param length number of values
     */
    static float of(float[] values, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += (double) values[i] * values[i];
        }
        return (float) Math.sqrt(sum);
    }

    /** Throws an exception if a stored norm differs from the norm of the vector by more than 1 %. */
    static void verify(float stored, float computed, int id, ValueFault fault) {
        if (!(Math.abs(stored - computed) <= TOLERANCE * computed)) {
            throw fault.of(id, "has the norm " + stored + " of a vector whose norm is " + computed);
        }
    }

    /**
     * Computes the norms of adjacent rows. Processes four rows at a time, because each sum is a
     * chain of dependent additions.
     */
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
