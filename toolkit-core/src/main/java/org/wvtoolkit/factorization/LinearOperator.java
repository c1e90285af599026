package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.kernel.PanelKernels;

/**
 * Matrix A that is defined by its products with panels (tall dense matrices of few columns),
 * independent of the storage of its cells.
 *
 * <p>{@link TruncatedSvd} calls the products from one thread at a time. Implementations that
 * compute each row of a product with {@link #multiplyRows} give identical bits.
 */
public interface LinearOperator {
    /**
     * Returns the number of rows.
     *
     * @return at least 1
     */
    int rows();

    /**
     * Returns the number of columns.
     *
     * @return at least 1
     */
    int columns();

    /**
     * Computes A · panel.
     *
     * @param panel F32 [columns, width], row-major
     * @param target receives F32 [rows, width]
     * @param width number of columns of the panel, a multiple of 16, at most 64
     * @throws IOException if the product fails or the thread is interrupted
     */
    void multiply(MemorySegment panel, MemorySegment target, int width) throws IOException;

    /**
     * Computes Aᵀ · panel.
     *
     * @param panel F32 [rows, width], row-major
     * @param target receives F32 [columns, width]
     * @param width number of columns of the panel, a multiple of 16, at most 64
     * @throws IOException if the product fails or the thread is interrupted
     */
    void multiplyTransposed(MemorySegment panel, MemorySegment target, int width) throws IOException;

    /**
     * Multiplies a range of rows of an operator by a panel.
     *
     * @param rows the rows as a single-precision matrix with the operator's columns
     * @param panel F32 [columns, width], row-major, off-heap
     * @param target receives F32 [rows.rows(), width], off-heap
     * @param width number of columns of the panel, a multiple of 16, at most 64
     * @throws IllegalArgumentException if the shapes do not match
     */
    static void multiplyRows(CsrMatrix rows, MemorySegment panel, MemorySegment target, int width) {
        if (rows.isDouble()
                || width % PanelKernels.WIDTH_UNIT != 0
                || width < 1
                || width > PanelKernels.MAX_WIDTH
                || panel.byteSize() != 4L * rows.columns() * width
                || target.byteSize() != 4L * rows.rows() * width) {
            throw new IllegalArgumentException("shapes do not match: [" + rows.rows() + ", " + rows.columns()
                    + "] times a panel of " + panel.byteSize() + " bytes into "
                    + target.byteSize() + " bytes, width " + width);
        }
        PanelKernels.fastest()
                .sparseTimesPanel(rows.indptr(), rows.indices(), rows.data(), 0, rows.rows(), panel, target, width);
    }

    /**
     * Returns the transpose.
     *
     * @return a view of this operator
     */
    default LinearOperator transpose() {
        LinearOperator original = this;
        return new LinearOperator() {
            @Override
            public int rows() {
                return original.columns();
            }

            @Override
            public int columns() {
                return original.rows();
            }

            @Override
            public void multiply(MemorySegment panel, MemorySegment target, int width) throws IOException {
                original.multiplyTransposed(panel, target, width);
            }

            @Override
            public void multiplyTransposed(MemorySegment panel, MemorySegment target, int width) throws IOException {
                original.multiply(panel, target, width);
            }

            @Override
            public LinearOperator transpose() {
                return original;
            }
        };
    }
}
