package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.kernel.PanelKernels;

/**
 * A matrix A that is known by its products with panels (tall dense matrices of few columns), wherever its cells are stored.
 *
 * <p>{@link TruncatedSvd} calls the products from one thread at a time. For equal bits, each row of a product is to be
 * computed by {@link #multiplyRows}.
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
     * @param panel F32 [columns, width], row by row
     * @param target takes F32 [rows, width]
     * @param width columns of the panel, a multiple of 16, at most 64
     * @throws IOException if the product fails or the thread is interrupted
     */
    void multiply(MemorySegment panel, MemorySegment target, int width) throws IOException;

    /**
     * Computes Aᵀ · panel.
     *
     * @param panel F32 [rows, width], row by row
     * @param target takes F32 [columns, width]
     * @param width columns of the panel, a multiple of 16, at most 64
     * @throws IOException if the product fails or the thread is interrupted
     */
    void multiplyTransposed(MemorySegment panel, MemorySegment target, int width) throws IOException;

    /**
     * Multiplies a range of rows of an operator with a panel.
     *
     * @param rows the rows as a matrix of single precision with the operator's columns
     * @param panel F32 [columns, width], row by row, off the heap
     * @param target takes F32 [rows.rows(), width], off the heap
     * @param width columns of the panel, a multiple of 16, at most 64
     * @throws IllegalArgumentException if shapes do not fit
     */
    static void multiplyRows(CsrMatrix rows, MemorySegment panel, MemorySegment target, int width) {
        if (rows.isDouble()
                || width % PanelKernels.WIDTH_UNIT != 0
                || width < 1
                || width > PanelKernels.MAX_WIDTH
                || panel.byteSize() != 4L * rows.columns() * width
                || target.byteSize() != 4L * rows.rows() * width) {
            throw new IllegalArgumentException("a product of [" + rows.rows() + ", " + rows.columns()
                    + "] with panels of " + panel.byteSize() + " and " + target.byteSize() + " bytes, width " + width);
        }
        PanelKernels.best()
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
