package org.wvtoolkit.nn;

import java.util.Arrays;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;

/**
 * Products in single precision by the SIMD kernels. Converting the factors and the product takes
 * one pass over each, which is cheap compared with a product of many rows. The relative error is
 * about 1e-6.
 *
 * <p>Contains scratch memory; not thread-safe.
 */
public final class FastProducts implements Products {
    private final EmbeddingKernels kernels;
    private float[] left = {};
    private float[] right = {};
    private float[] result = {};

    /** Creates products with the fastest kernels available. */
    public FastProducts() {
        this(EmbeddingKernels.fastest());
    }

    /** Creates products with given kernels, for tests. */
    FastProducts(EmbeddingKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public Matrix windows(Matrix a, int width, Matrix b) {
        int inner = width * a.columns();
        b.require(inner, b.columns());
        int rows = Math.max(0, a.rows() - width + 1);
        left = sized(left, a.values().length);
        narrow(a.values(), left);
        int padded = narrowPadded(b);
        return product(rows, a.columns(), inner, padded, b.columns());
    }

    @Override
    public Matrix transposedTimes(Matrix a, Matrix b) {
        b.require(a.rows(), b.columns());
        int inner = a.rows();
        left = sized(left, a.columns() * inner);
        transpose(a, left, inner);
        int padded = narrowPadded(b);
        return product(a.columns(), inner, inner, padded, b.columns());
    }

    @Override
    public Matrix timesTransposed(Matrix a, Matrix b) {
        b.require(-1, a.columns());
        int padded = FloatMatrix.paddedColumns(b.rows());
        left = sized(left, a.values().length);
        narrow(a.values(), left);
        right = sized(right, a.columns() * padded);
        Arrays.fill(right, 0, a.columns() * padded, 0);
        transpose(b, right, padded);
        return product(a.rows(), a.columns(), a.columns(), padded, b.rows());
    }

    private Matrix product(int rows, int stride, int inner, int padded, int columns) {
        result = sized(result, rows * padded);
        kernels.products(left, stride, rows, right, inner, padded, result);
        Matrix product = new Matrix(rows, columns);
        double[] values = product.values();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = result[i * padded + j];
            }
        }
        return product;
    }

    /** Converts the right factor to rows of whole SIMD vectors. Returns their width. */
    private int narrowPadded(Matrix b) {
        int columns = b.columns();
        int padded = FloatMatrix.paddedColumns(columns);
        right = sized(right, b.rows() * padded);
        double[] values = b.values();
        for (int k = 0; k < b.rows(); k++) {
            for (int j = 0; j < columns; j++) {
                right[k * padded + j] = (float) values[k * columns + j];
            }
            Arrays.fill(right, k * padded + columns, (k + 1) * padded, 0);
        }
        return padded;
    }

    private static void narrow(double[] from, float[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = (float) from[i];
        }
    }

    private static void transpose(Matrix from, float[] to, int stride) {
        for (int row = 0; row < from.rows(); row++) {
            for (int column = 0; column < from.columns(); column++) {
                to[column * stride + row] = (float) from.values()[row * from.columns() + column];
            }
        }
    }

    private static float[] sized(float[] array, int size) {
        return array.length >= size ? array : new float[Math.max(size, array.length + array.length / 2)];
    }
}
