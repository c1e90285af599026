package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The inner loops of products between a sparse matrix or a panel (a tall dense matrix of few columns) and another panel.
 *
 * <p>Panels are row-major, of single precision, off the heap; their strides are multiples of {@value #WIDTH_UNIT} values and
 * their padding takes part like any other column, so no loop has a tail. No sum runs across lanes: each element of a result
 * is one chain of fused multiply-adds in an order that is written down here, so that every implementation, whatever its
 * vector width, gives the same bits. {@link ScalarPanelKernels} is the specification.
 *
 * <p>Nothing is checked beyond the bounds of the segments: {@code org.wvtoolkit.factorization} and {@code evaluation} are the only callers and have
 * checked shapes. Implementations have no state and are safe from any thread, as long as nobody else writes to the target.
 */
public interface PanelKernels {
    /** Strides are multiples of this many values. */
    int WIDTH_UNIT = 16;

    /** The most values that a row of a product may have: as many as fit into registers. */
    int MAX_WIDTH = 64;

    /**
     * Some rows of sparse × panel: {@code target[r, :] = Σ value(p) · panel[column(p), :]} over the positions {@code p} of
     * row {@code r}, in two chains, the even and the odd positions counted from the row's first, which are added at the
     * end. (Two, because one chain would wait for each multiply-add's latency.)
     *
     * @param indptr I64, position of each row's first cell
     * @param indices I32, columns
     * @param values F32
     * @param fromRow first row
     * @param toRow row behind the last
     * @param panel the dense factor
     * @param target takes the product; written only in rows {@code fromRow} to {@code toRow − 1}
     * @param stride of both panels, at most {@link #MAX_WIDTH}
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
     * The Gram product of some rows of two panels: {@code gram[i][j] += Σ left[r, i] · right[r, j]}, where the sum over the
     * rows is one chain of single precision from zero, and is added to what {@code gram} holds in double.
     *
     * @param left the left panel
     * @param leftStride its stride
     * @param right the right panel
     * @param rightStride its stride, at most {@link #MAX_WIDTH}
     * @param fromRow first row
     * @param toRow row behind the last
     * @param gram {@code leftStride × rightStride}, row by row, from {@code gramOffset} on; added to
     * @param gramOffset where the product begins in {@code gram}
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
     * Some rows of {@code target += panel · coefficients}: for each element one chain over {@code k}, ascending, that begins
     * with what {@code target} holds.
     *
     * @param panel the left factor
     * @param panelStride its stride
     * @param coefficients {@code panelStride × targetStride}, row by row
     * @param target added to
     * @param targetStride its stride, at most {@link #MAX_WIDTH}
     * @param fromRow first row
     * @param toRow row behind the last
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
     * The fastest implementation that this Java virtual machine can run: SIMD where the vector module is present.
     *
     * @return the kernels
     */
    static PanelKernels best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new SimdPanelKernels()
                : new ScalarPanelKernels();
    }
}
