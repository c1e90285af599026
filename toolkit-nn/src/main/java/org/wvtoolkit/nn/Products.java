package org.wvtoolkit.nn;

/**
 * The matrix products that layers spend their time in, with two implementations: {@link ExactProducts} in double, which is the
 * specification and what gradients are checked with, and {@link FastProducts} in single precision through the SIMD kernels.
 */
public interface Products {
    /**
     * A · B.
     *
     * @param a m × k
     * @param b k × n
     * @return m × n
     */
    default Matrix times(Matrix a, Matrix b) {
        a.require(-1, b.rows());
        return windows(a, 1, b);
    }

    /**
     * The windows of a sequence times a matrix: row i of the result is [aᵢ, aᵢ₊₁ … aᵢ₊width₋₁] · B. The windows overlap, and none is
     * ever copied out: a row of the product begins {@code d} values after the one before it.
     *
     * @param a m × d, m at least {@code width}
     * @param width rows in a window, at least 1
     * @param b (width·d) × n
     * @return (m − width + 1) × n
     */
    Matrix windows(Matrix a, int width, Matrix b);

    /**
     * Aᵀ · B.
     *
     * @param a k × m
     * @param b k × n
     * @return m × n
     */
    Matrix transposedTimes(Matrix a, Matrix b);

    /**
     * A · Bᵀ.
     *
     * @param a m × k
     * @param b n × k
     * @return m × n
     */
    Matrix timesTransposed(Matrix a, Matrix b);
}
