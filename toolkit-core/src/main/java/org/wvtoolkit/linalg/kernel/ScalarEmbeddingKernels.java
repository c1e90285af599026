package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The reference implementation of {@link EmbeddingKernels}, in plain loops; also used where the
 * vector module is absent.
 */
public final class ScalarEmbeddingKernels implements EmbeddingKernels {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Creates the kernels, which are stateless. */
    public ScalarEmbeddingKernels() {}

    @Override
    public void gather(
            MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block, int firstRow) {
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(matrix, FLOAT, 4L * rows[first + i] * stride, block, (firstRow + i) * stride, stride);
        }
    }

    @Override
    public void scatterAdd(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[first + i] * stride;
            for (int k = 0; k < stride; k++) {
                long at = row + 4L * k;
                matrix.set(FLOAT, at, matrix.get(FLOAT, at) + block[i * stride + k]);
            }
        }
    }

    @Override
    public void scatterAddScaled(
            MemorySegment matrix, int stride, int[] rows, int first, int count, float[] factors, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[first + i] * stride;
            for (int k = 0; k < stride; k++) {
                long at = row + 4L * k;
                matrix.set(FLOAT, at, Math.fma(factors[i], block[i * stride + k], matrix.get(FLOAT, at)));
            }
        }
    }

    @Override
    public void gatherAddScaled(
            MemorySegment matrix, int stride, int[] rows, int count, float[] factors, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[i] * stride;
            for (int k = 0; k < stride; k++) {
                int at = i * stride + k;
                block[at] = Math.fma(factors[i], matrix.get(FLOAT, row + 4L * k), block[at]);
            }
        }
    }

    @Override
    public void gatherProducts(MemorySegment matrix, int stride, int[] rows, int count, float[] block, float[] out) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[i] * stride;
            for (int lane = 0; lane < LANES; lane++) {
                float sum = 0;
                for (int k = lane; k < stride; k += LANES) {
                    sum = Math.fma(block[i * stride + k], matrix.get(FLOAT, row + 4L * k), sum);
                }
                lanes[lane] = sum;
            }
            out[i] = tree(lanes, 0);
        }
    }

    @Override
    public void addRows(
            float[] changes,
            int stride,
            int[] rows,
            float[] factors,
            int[] selected,
            int from,
            int to,
            MemorySegment matrix) {
        for (int i = from; i < to; i++) {
            int change = selected[i];
            long row = 4L * rows[change] * stride;
            for (int k = 0; k < stride; k++) {
                float sum = Math.fma(factors[change], changes[change * stride + k], matrix.get(FLOAT, row + 4L * k));
                matrix.set(FLOAT, row + 4L * k, sum);
            }
        }
    }

    @Override
    public void sumOf(MemorySegment matrix, int stride, int[] rows, int count, float[] sum) {
        for (int k = 0; k < stride; k++) {
            float total = 0;
            for (int i = 0; i < count; i++) {
                total += matrix.getAtIndex(FLOAT, (long) rows[i] * stride + k);
            }
            sum[k] = total;
        }
    }

    @Override
    public void addToEach(MemorySegment matrix, int stride, int[] rows, int count, float[] change) {
        for (int i = 0; i < count; i++) {
            long row = (long) rows[i] * stride;
            for (int k = 0; k < stride; k++) {
                matrix.setAtIndex(FLOAT, row + k, matrix.getAtIndex(FLOAT, row + k) + change[k]);
            }
        }
    }

    @Override
    public void transpose(
            float[] block,
            int firstRow,
            int stride,
            int columns,
            int count,
            float[] transposed,
            int firstColumn,
            int width) {
        for (int r = 0; r < count; r++) {
            for (int k = 0; k < columns; k++) {
                transposed[k * width + firstColumn + r] = block[(firstRow + r) * stride + k];
            }
        }
    }

    @Override
    public void products(
            float[] a,
            int firstRow,
            int stride,
            int rows,
            float[] bTransposed,
            int columns,
            int width,
            int from,
            int to,
            float[] out) {
        for (int i = firstRow; i < firstRow + rows; i++) {
            for (int n = from; n < to; n++) {
                float sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum = Math.fma(a[i * stride + k], bTransposed[k * width + n], sum);
                }
                out[i * width + n] = sum;
            }
        }
    }

    @Override
    public void combine(
            float[] weights,
            int firstWeight,
            int rowStep,
            int columnStep,
            float[] block,
            int firstRow,
            int count,
            int stride,
            float[] out,
            int firstOut,
            int rows) {
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < stride; k++) {
                float sum = 0;
                for (int n = 0; n < count; n++) {
                    float weight = weights[firstWeight + i * rowStep + n * columnStep];
                    sum = Math.fma(weight, block[(firstRow + n) * stride + k], sum);
                }
                out[(firstOut + i) * stride + k] = sum;
            }
        }
    }

    /** Sums sixteen lanes pairwise, at distances 8, 4, 2 and 1. */
    static float tree(float[] lanes, int from) {
        float a = ((lanes[from] + lanes[from + 8]) + (lanes[from + 4] + lanes[from + 12]))
                + ((lanes[from + 2] + lanes[from + 10]) + (lanes[from + 6] + lanes[from + 14]));
        float b = ((lanes[from + 1] + lanes[from + 9]) + (lanes[from + 5] + lanes[from + 13]))
                + ((lanes[from + 3] + lanes[from + 11]) + (lanes[from + 7] + lanes[from + 15]));
        return a + b;
    }

    @Override
    public void scaleRows(float[] factors, float[] block, int stride, int rows, float[] out) {
        for (int i = 0; i < rows; i++) {
            for (int k = i * stride; k < (i + 1) * stride; k++) {
                out[k] = factors[i] * block[k];
            }
        }
    }

    @Override
    public void logisticStep(float[] scores, int count, float label, float factor) {
        for (int i = 0; i < count; i++) {
            scores[i] = factor * (label - sigmoid(scores[i]));
        }
    }

    // exp(−x) = 2^(f − n) with n an integer and |f| ≤ 1/2. f is computed by one fused operation:
    // with two roundings its error would be 2e-6. 2^f is a polynomial of degree 5 that minimizes
    // the largest relative error (9.2e-8) with a constant term of exactly 1.
    static final float LOG2_E = 1.442695f;
    static final float C1 = 0.693147f;
    static final float C2 = 0.24022242f;
    static final float C3 = 0.055507336f;
    static final float C4 = 0.009671513f;
    static final float C5 = 0.0013264727f;

    /**
     * The constant 1.5·2²³: adding and subtracting it rounds a small number to an integer, ties to
     * even. The low bits of the sum's representation are that integer; shifted to the exponent's
     * position, they divide by a power of two.
     */
    static final float ROUND = 12582912f;

    static final float SATURATION = 30;

    /**
     * Computes the logistic function 1 / (1 + exp(−x)) with operations that give the same bits on
     * every machine.
     *
     * @param x any number; values beyond ±30 are clamped to ±30, NaN gives NaN
     * @return a value between 0 and 1, or NaN
     */
    public static float sigmoid(float x) {
        float below = x > SATURATION ? SATURATION : x;
        float saturated = below < -SATURATION ? -SATURATION : below;
        float rounded = Math.fma(saturated, LOG2_E, ROUND);
        float f = Math.fma(saturated, -LOG2_E, rounded - ROUND);
        float p = Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(C5, f, C4), f, C3), f, C2), f, C1), f, 1);
        float exp = Float.intBitsToFloat(Float.floatToRawIntBits(p) - (Float.floatToRawIntBits(rounded) << 23));
        return 1 / (1 + exp);
    }
}
