package org.wvtoolkit.linalg.kernel;

import static org.wvtoolkit.linalg.kernel.EmbeddingKernels.LANES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The reference implementation of {@link WindowKernels}, in plain loops; also used where the vector
 * module is absent.
 */
public final class ScalarWindowKernels implements WindowKernels {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Creates the kernels, which are stateless. */
    public ScalarWindowKernels() {}

    @Override
    public void gatherSums(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] sums) {
        Arrays.fill(sums, 0, stride, 0);
        for (int j = 0; j < count; j++) {
            long row = 4L * rows[first + j] * stride;
            for (int k = 0; k < stride; k++) {
                sums[(j + 1) * stride + k] = sums[j * stride + k] + matrix.get(FLOAT, row + 4L * k);
            }
        }
    }

    private static void addPrevious(float[] sums, int stride, int count) {
        for (int i = stride; i < (count + 1) * stride; i++) {
            sums[i] = sums[i - stride] + sums[i];
        }
    }

    @Override
    public void windowMeans(
            float[] sums, int stride, int[] from, int[] to, int[] centrePosition, int first, int count, float[] means) {
        for (int i = first; i < first + count; i++) {
            float factor = 1f / (to[i] - from[i] - 1);
            for (int k = 0; k < stride; k++) {
                float window = sums[to[i] * stride + k] - sums[from[i] * stride + k];
                float own = sums[(centrePosition[i] + 1) * stride + k] - sums[centrePosition[i] * stride + k];
                means[i * stride + k] = (window - own) * factor;
            }
        }
    }

    @Override
    public void windowSums(
            float[] changes,
            int stride,
            int[] from,
            int[] to,
            int[] centrePosition,
            int first,
            int count,
            int positions,
            float[] sums) {
        Arrays.fill(sums, 0, (positions + 1) * stride, 0);
        for (int i = first; i < first + count; i++) {
            for (int k = 0; k < stride; k++) {
                float change = changes[i * stride + k];
                sums[from[i] * stride + k] += change;
                sums[to[i] * stride + k] -= change;
            }
        }
        addPrevious(sums, stride, positions - 1);
        for (int i = first; i < first + count; i++) {
            for (int k = 0; k < stride; k++) {
                sums[centrePosition[i] * stride + k] -= changes[i * stride + k];
            }
        }
    }

    @Override
    public boolean windowLogistic(
            float[] scores,
            int width,
            int firstRow,
            int positions,
            int column,
            int[] from,
            int[] to,
            int[] centrePosition,
            int first,
            int count,
            float rate,
            float bound) {
        boolean within = true;
        for (int j = 0; j < positions; j++) {
            int row = (firstRow + j) * width + column;
            for (int i = 0; i < LANES; i++) {
                int centre = first + i;
                float change = 0;
                if (i < count && from[centre] <= j && j < to[centre] && j != centrePosition[centre]) {
                    within &= Math.abs(scores[row + i]) <= bound;
                    change = rate * (1 - ScalarEmbeddingKernels.sigmoid(scores[row + i]));
                }
                scores[row + i] = change;
            }
        }
        return within;
    }

    @Override
    public void noiseLogistic(float[] scores, int width, int rows, int columns, float[] factors) {
        for (int j = 0; j < rows; j++) {
            for (int n = j * width; n < j * width + columns; n++) {
                scores[n] = factors[j] * (0 - ScalarEmbeddingKernels.sigmoid(scores[n]));
            }
        }
    }
}
