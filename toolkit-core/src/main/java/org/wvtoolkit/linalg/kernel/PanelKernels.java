package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Kernels that multiply a sparse matrix, or a panel (a tall dense matrix with few columns), by
 * another panel.
 *
 * <p>Panels are row-major, off-heap and of single precision. Their strides are multiples of
 * {@value #WIDTH_UNIT} values, and padding is processed like any other column, so no loop has a
 * tail. No sum runs across lanes: each element of a result is one chain of fused multiply-adds in a
 * specified order. All implementations therefore give the same bits, independent of their vector
 * width. {@link ScalarPanelKernels} is the reference implementation.
 *
 * <p>Only the bounds of the segments are checked: the callers, {@code org.wvtoolkit.factorization}
 * and {@code evaluation}, have checked the shapes. Implementations are stateless, and thread-safe
 * as long as no other thread writes to the target rows.
 */
public interface PanelKernels {
    /** Unit of strides: every stride is a multiple of this number of values. */
    int WIDTH_UNIT = 16;

    /** Maximum number of values per row of a product: as many as fit into the vector registers. */
    int MAX_WIDTH = 64;

    /**
     * Computes some rows of sparse × panel: {@code target[r, :] = Σ value(p) · panel[column(p), :]}
     * over the positions {@code p} of row {@code r}. The even and the odd positions, counted from
     * the beginning of the row, form two chains that are added at the end. A single chain would
     * wait for the latency of every multiply-add.
     *
     * @param indptr I64, position of the first cell of each row
     * @param indices I32, column numbers
     * @param values F32, cell values
     * @param fromRow first row
     * @param toRow end of the rows, exclusive
     * @param panel dense factor
     * @param target receives the product; only rows {@code fromRow} to {@code toRow − 1} are
     *     written
     * @param stride stride of both panels, at most {@link #MAX_WIDTH}
     */
    void sparseTimesPanel(
            MemorySegment indptr,
            MemorySegment indices,
            MemorySegment values,
            int fromRow,
            int toRow,
            MemorySegment panel,
            MemorySegment target,
            int stride);

    /**
     * Adds the Gram product of some rows of two panels:
     * {@code gram[i][j] += Σ left[r, i] · right[r, j]}. The sum over the rows is one chain of
     * single precision that starts from zero; it is added to {@code gram} in double precision.
     *
     * @param left left panel
     * @param leftStride stride of {@code left}
     * @param right right panel
     * @param rightStride stride of {@code right}, at most {@link #MAX_WIDTH}
     * @param fromRow first row
     * @param toRow end of the rows, exclusive
     * @param gram {@code leftStride × rightStride} values, row-major, from {@code gramOffset} on;
     *     modified
     * @param gramOffset index of the first element of the product in {@code gram}
     */
    void addGram(
            MemorySegment left,
            int leftStride,
            MemorySegment right,
            int rightStride,
            long fromRow,
            long toRow,
            double[] gram,
            int gramOffset);

    /**
     * Computes some rows of {@code target += panel · coefficients}. Each element is one chain in
     * ascending order of {@code k} that starts with the value in {@code target}.
     *
     * @param panel left factor
     * @param panelStride stride of {@code panel}
     * @param coefficients {@code panelStride × targetStride} values, row-major
     * @param target receives the sum; modified
     * @param targetStride stride of {@code target}, at most {@link #MAX_WIDTH}
     * @param fromRow first row
     * @param toRow end of the rows, exclusive
     */
    void addPanelTimes(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long fromRow,
            long toRow);

    /**
     * Returns the fastest implementation that this Java virtual machine can run.
     *
     * @return SIMD kernels if the module {@code jdk.incubator.vector} is present, otherwise scalar
     *     ones
     */
    static PanelKernels fastest() {
        return Simd.available() ? new SimdPanelKernels() : new ScalarPanelKernels();
    }
}
