package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The reference implementation of {@link PanelKernels}, in plain loops; also used where the vector
 * module is absent.
 */
public final class ScalarPanelKernels implements PanelKernels {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Creates the kernels, which are stateless. */
    public ScalarPanelKernels() {}

    @Override
    public void sparseTimesPanel(
            MemorySegment indptr,
            MemorySegment indices,
            MemorySegment values,
            int fromRow,
            int toRow,
            MemorySegment panel,
            MemorySegment target,
            int stride) {
        float[] even = new float[stride];
        float[] odd = new float[stride];
        for (int row = fromRow; row < toRow; row++) {
            long start = indptr.getAtIndex(LONG, row);
            long end = indptr.getAtIndex(LONG, row + 1L);
            Arrays.fill(even, 0);
            Arrays.fill(odd, 0);
            for (long position = start; position < end; position++) {
                float[] chain = (position - start) % 2 == 0 ? even : odd;
                float value = values.getAtIndex(FLOAT, position);
                long source = (long) indices.getAtIndex(INT, position) * stride;
                for (int j = 0; j < stride; j++) {
                    chain[j] = Math.fma(value, panel.getAtIndex(FLOAT, source + j), chain[j]);
                }
            }
            for (int j = 0; j < stride; j++) {
                target.setAtIndex(FLOAT, (long) row * stride + j, even[j] + odd[j]);
            }
        }
    }

    @Override
    public void addGram(
            MemorySegment left,
            int leftStride,
            MemorySegment right,
            int rightStride,
            long fromRow,
            long toRow,
            double[] gram,
            int gramOffset) {
        float[] sum = new float[rightStride];
        for (int i = 0; i < leftStride; i++) {
            Arrays.fill(sum, 0);
            for (long row = fromRow; row < toRow; row++) {
                float factor = left.getAtIndex(FLOAT, row * leftStride + i);
                for (int j = 0; j < rightStride; j++) {
                    sum[j] = Math.fma(factor, right.getAtIndex(FLOAT, row * rightStride + j), sum[j]);
                }
            }
            for (int j = 0; j < rightStride; j++) {
                gram[gramOffset + i * rightStride + j] += sum[j];
            }
        }
    }

    @Override
    public void addPanelTimes(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long fromRow,
            long toRow) {
        float[] sum = new float[targetStride];
        for (long row = fromRow; row < toRow; row++) {
            MemorySegment.copy(target, FLOAT, 4 * row * targetStride, sum, 0, targetStride);
            for (int k = 0; k < panelStride; k++) {
                float factor = panel.getAtIndex(FLOAT, row * panelStride + k);
                for (int j = 0; j < targetStride; j++) {
                    sum[j] = Math.fma(factor, coefficients.getAtIndex(FLOAT, (long) k * targetStride + j), sum[j]);
                }
            }
            MemorySegment.copy(sum, 0, target, FLOAT, 4 * row * targetStride, targetStride);
        }
    }
}
