package org.wvtoolkit.nn;

/**
 * Products in double precision by plain loops, which the JIT compiler vectorizes. Stateless and
 * thread-safe.
 */
public final class ExactProducts implements Products {
    /** Creates an instance. */
    public ExactProducts() {}

    @Override
    public Matrix windows(Matrix a, int width, Matrix b) {
        int inner = width * a.columns();
        b.require(inner, b.columns());
        Matrix product = new Matrix(Math.max(0, a.rows() - width + 1), b.columns());
        for (int i = 0; i < product.rows(); i++) {
            for (int k = 0; k < inner; k++) {
                addScaled(a.values()[i * a.columns() + k], b, k, product, i);
            }
        }
        return product;
    }

    @Override
    public Matrix transposedTimes(Matrix a, Matrix b) {
        b.require(a.rows(), b.columns());
        Matrix product = new Matrix(a.columns(), b.columns());
        for (int k = 0; k < a.rows(); k++) {
            for (int i = 0; i < product.rows(); i++) {
                addScaled(a.values()[k * a.columns() + i], b, k, product, i);
            }
        }
        return product;
    }

    @Override
    public Matrix timesTransposed(Matrix a, Matrix b) {
        b.require(-1, a.columns());
        Matrix product = new Matrix(a.rows(), b.rows());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.rows(); j++) {
                double sum = 0;
                for (int k = 0; k < a.columns(); k++) {
                    sum += a.values()[i * a.columns() + k] * b.values()[j * a.columns() + k];
                }
                product.values()[i * b.rows() + j] = sum;
            }
        }
        return product;
    }

    /**
     * Adds a multiple of a row of one matrix to a row of another. Skips a factor of zero, because
     * most gradients after a maximum or a ReLU are zero.
     */
    private static void addScaled(double factor, Matrix from, int row, Matrix to, int target) {
        if (factor == 0) {
            return;
        }
        int columns = from.columns();
        double[] source = from.values();
        double[] sum = to.values();
        int a = row * columns;
        int b = target * columns;
        for (int j = 0; j < columns; j++) {
            sum[b + j] += factor * source[a + j];
        }
    }
}
