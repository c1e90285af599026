package org.wvtoolkit.nn;

/**
 * Matrix products of the layers. There are two implementations: {@link ExactProducts} in double
 * precision, the reference implementation used for gradient checks, and {@link FastProducts} in
 * single precision with SIMD kernels.
 */
public interface Products {
    /**
     * Computes A · B.
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
     * Multiplies the windows of a sequence by a matrix: row i of the result is [aᵢ, aᵢ₊₁ …
     * aᵢ₊width₋₁] · B. The overlapping windows are not copied: each begins {@code d} values after
     * its predecessor.
     *
     * @param a m × d, m at least {@code width}
     * @param width number of rows in a window, at least 1
     * @param b (width·d) × n
     * @return (m − width + 1) × n
     */
    Matrix windows(Matrix a, int width, Matrix b);

    /**
     * Computes Aᵀ · B.
     *
     * @param a k × m
     * @param b k × n
     * @return m × n
     */
    Matrix transposedTimes(Matrix a, Matrix b);

    /**
     * Computes A · Bᵀ.
     *
     * @param a m × k
     * @param b n × k
     * @return m × n
     */
    Matrix timesTransposed(Matrix a, Matrix b);
}
