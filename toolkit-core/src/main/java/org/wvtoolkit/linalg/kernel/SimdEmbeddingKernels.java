package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels in the machine's own vectors.
 *
 * <p>Products are tiled so that sums stay in registers: four rows by two vectors need eight sums, enough to hide the latency
 * of a fused multiply-add (four cycles) behind others, and six loads feed eight of them.
 */
public final class SimdEmbeddingKernels implements EmbeddingKernels {
    /** At most as wide as the logical lanes, so that rows hold whole vectors. */
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= LANES ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    private static final VectorSpecies<Integer> INT_SPECIES = SPECIES.withLanes(int.class);
    private static final int WIDTH = SPECIES.length();
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    /** Makes the kernels; they hold no state. */
    public SimdEmbeddingKernels() {}

    @Override
    public void gather(MemorySegment matrix, int stride, int[] rows, int count, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[i] * stride;
            int to = i * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE)
                        .intoArray(block, to + k);
            }
        }
    }

    @Override
    public void scatterAdd(MemorySegment matrix, int stride, int[] rows, int count, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[i] * stride;
            int from = i * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE)
                        .add(FloatVector.fromArray(SPECIES, block, from + k))
                        .intoMemorySegment(matrix, row + 4L * k, NATIVE);
            }
        }
    }

    @Override
    public void gatherAdd(MemorySegment matrix, int stride, int[] rows, int count, float[] block) {
        for (int i = 0; i < count; i++) {
            if (rows[i] >= 0) {
                long row = 4L * rows[i] * stride;
                int to = i * stride;
                for (int k = 0; k < stride; k += WIDTH) {
                    FloatVector.fromArray(SPECIES, block, to + k)
                            .add(FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE))
                            .intoArray(block, to + k);
                }
            }
        }
    }

    @Override
    public void addRows(
            MemorySegment changes,
            int stride,
            int[] rows,
            float[] factors,
            int count,
            int part,
            int parts,
            MemorySegment matrix) {
        for (int i = 0; i < count; i++) {
            if (rows[i] % parts == part) {
                long from = 4L * i * stride;
                long to = 4L * rows[i] * stride;
                FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
                for (int k = 0; k < stride; k += WIDTH) {
                    factor.fma(
                                    FloatVector.fromMemorySegment(SPECIES, changes, from + 4L * k, NATIVE),
                                    FloatVector.fromMemorySegment(SPECIES, matrix, to + 4L * k, NATIVE))
                            .intoMemorySegment(matrix, to + 4L * k, NATIVE);
                }
            }
        }
    }

    @Override
    public void sumOf(MemorySegment matrix, int stride, int[] rows, int count, float[] sum) {
        int k = 0;
        for (; k + 4 * WIDTH <= stride; k += 4 * WIDTH) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            for (int i = 0; i < count; i++) {
                long at = 4L * rows[i] * stride + 4L * k;
                sum0 = sum0.add(FloatVector.fromMemorySegment(SPECIES, matrix, at, NATIVE));
                sum1 = sum1.add(FloatVector.fromMemorySegment(SPECIES, matrix, at + 4L * WIDTH, NATIVE));
                sum2 = sum2.add(FloatVector.fromMemorySegment(SPECIES, matrix, at + 8L * WIDTH, NATIVE));
                sum3 = sum3.add(FloatVector.fromMemorySegment(SPECIES, matrix, at + 12L * WIDTH, NATIVE));
            }
            sum0.intoArray(sum, k);
            sum1.intoArray(sum, k + WIDTH);
            sum2.intoArray(sum, k + 2 * WIDTH);
            sum3.intoArray(sum, k + 3 * WIDTH);
        }
        for (; k < stride; k += WIDTH) {
            FloatVector total = FloatVector.zero(SPECIES);
            for (int i = 0; i < count; i++) {
                total = total.add(
                        FloatVector.fromMemorySegment(SPECIES, matrix, 4L * rows[i] * stride + 4L * k, NATIVE));
            }
            total.intoArray(sum, k);
        }
    }

    @Override
    public void addToEach(MemorySegment matrix, int stride, int[] rows, int count, float[] change) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[i] * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE)
                        .add(FloatVector.fromArray(SPECIES, change, k))
                        .intoMemorySegment(matrix, row + 4L * k, NATIVE);
            }
        }
    }

    @Override
    public void transpose(float[] block, int stride, int columns, int count, float[] transposed, int width) {
        // Four rows at once: their values land side by side, in one cache line.
        int r = 0;
        for (; r + 4 <= count; r += 4) {
            int from = r * stride;
            for (int k = 0; k < columns; k++) {
                int to = k * width + r;
                transposed[to] = block[from + k];
                transposed[to + 1] = block[from + stride + k];
                transposed[to + 2] = block[from + 2 * stride + k];
                transposed[to + 3] = block[from + 3 * stride + k];
            }
        }
        for (; r < count; r++) {
            for (int k = 0; k < columns; k++) {
                transposed[k * width + r] = block[r * stride + k];
            }
        }
    }

    @Override
    public void sumRows(
            float[] block, int stride, int[] rows, int from, int to, float factor, float[] out, int outRow) {
        int target = outRow * stride;
        int k = 0;
        for (; k + 4 * WIDTH <= stride; k += 4 * WIDTH) {
            int row = rows[from] * stride + k;
            FloatVector sum0 = FloatVector.fromArray(SPECIES, block, row);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, block, row + WIDTH);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, block, row + 2 * WIDTH);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, block, row + 3 * WIDTH);
            for (int i = from + 1; i < to; i++) {
                row = rows[i] * stride + k;
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, block, row));
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, block, row + WIDTH));
                sum2 = sum2.add(FloatVector.fromArray(SPECIES, block, row + 2 * WIDTH));
                sum3 = sum3.add(FloatVector.fromArray(SPECIES, block, row + 3 * WIDTH));
            }
            sum0.mul(factor).intoArray(out, target + k);
            sum1.mul(factor).intoArray(out, target + k + WIDTH);
            sum2.mul(factor).intoArray(out, target + k + 2 * WIDTH);
            sum3.mul(factor).intoArray(out, target + k + 3 * WIDTH);
        }
        for (; k < stride; k += WIDTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, block, rows[from] * stride + k);
            for (int i = from + 1; i < to; i++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, block, rows[i] * stride + k));
            }
            sum.mul(factor).intoArray(out, target + k);
        }
    }

    @Override
    public void products(float[] a, int stride, int rows, float[] bTransposed, int columns, int width, float[] out) {
        int n = 0;
        for (; n + 2 * WIDTH <= width; n += 2 * WIDTH) {
            int i = 0;
            for (; i + 4 <= rows; i += 4) {
                productsOf4By2(a, stride, i, bTransposed, columns, width, n, out);
            }
            for (; i < rows; i++) {
                productsOf1(a, stride, i, bTransposed, columns, width, n, out);
                productsOf1(a, stride, i, bTransposed, columns, width, n + WIDTH, out);
            }
        }
        for (; n < width; n += WIDTH) {
            int i = 0;
            for (; i + 8 <= rows; i += 8) {
                productsOf8(a, stride, i, bTransposed, columns, width, n, out);
            }
            for (; i < rows; i++) {
                productsOf1(a, stride, i, bTransposed, columns, width, n, out);
            }
        }
    }

    private static void productsOf4By2(
            float[] a, int stride, int i, float[] b, int columns, int width, int n, float[] out) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s20 = zero;
        FloatVector s21 = zero;
        FloatVector s30 = zero;
        FloatVector s31 = zero;
        int row = i * stride;
        for (int k = 0; k < columns; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, k * width + n);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, k * width + n + WIDTH);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[row + k]);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[row + stride + k]);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[row + 2 * stride + k]);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[row + 3 * stride + k]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
        }
        int to = i * width + n;
        s00.intoArray(out, to);
        s01.intoArray(out, to + WIDTH);
        s10.intoArray(out, to + width);
        s11.intoArray(out, to + width + WIDTH);
        s20.intoArray(out, to + 2 * width);
        s21.intoArray(out, to + 2 * width + WIDTH);
        s30.intoArray(out, to + 3 * width);
        s31.intoArray(out, to + 3 * width + WIDTH);
    }

    private static void productsOf8(
            float[] a, int stride, int i, float[] b, int columns, int width, int n, float[] out) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector s2 = zero;
        FloatVector s3 = zero;
        FloatVector s4 = zero;
        FloatVector s5 = zero;
        FloatVector s6 = zero;
        FloatVector s7 = zero;
        int row = i * stride;
        for (int k = 0; k < columns; k++) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, k * width + n);
            s0 = FloatVector.broadcast(SPECIES, a[row + k]).fma(v, s0);
            s1 = FloatVector.broadcast(SPECIES, a[row + stride + k]).fma(v, s1);
            s2 = FloatVector.broadcast(SPECIES, a[row + 2 * stride + k]).fma(v, s2);
            s3 = FloatVector.broadcast(SPECIES, a[row + 3 * stride + k]).fma(v, s3);
            s4 = FloatVector.broadcast(SPECIES, a[row + 4 * stride + k]).fma(v, s4);
            s5 = FloatVector.broadcast(SPECIES, a[row + 5 * stride + k]).fma(v, s5);
            s6 = FloatVector.broadcast(SPECIES, a[row + 6 * stride + k]).fma(v, s6);
            s7 = FloatVector.broadcast(SPECIES, a[row + 7 * stride + k]).fma(v, s7);
        }
        int to = i * width + n;
        s0.intoArray(out, to);
        s1.intoArray(out, to + width);
        s2.intoArray(out, to + 2 * width);
        s3.intoArray(out, to + 3 * width);
        s4.intoArray(out, to + 4 * width);
        s5.intoArray(out, to + 5 * width);
        s6.intoArray(out, to + 6 * width);
        s7.intoArray(out, to + 7 * width);
    }

    private static void productsOf1(
            float[] a, int stride, int i, float[] b, int columns, int width, int n, float[] out) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int k = 0; k < columns; k++) {
            sum = FloatVector.broadcast(SPECIES, a[i * stride + k])
                    .fma(FloatVector.fromArray(SPECIES, b, k * width + n), sum);
        }
        sum.intoArray(out, i * width + n);
    }

    @Override
    public void combine(
            float[] weights, int rowStep, int columnStep, float[] block, int count, int stride, float[] out, int rows) {
        int k = 0;
        for (; k + 2 * WIDTH <= stride; k += 2 * WIDTH) {
            int i = 0;
            for (; i + 4 <= rows; i += 4) {
                combine4By2(weights, i * rowStep, rowStep, columnStep, block, count, stride, out, i, k);
            }
            for (; i < rows; i++) {
                combine1(weights, i * rowStep, columnStep, block, count, stride, out, i, k);
                combine1(weights, i * rowStep, columnStep, block, count, stride, out, i, k + WIDTH);
            }
        }
        for (; k < stride; k += WIDTH) {
            int i = 0;
            for (; i + 8 <= rows; i += 8) {
                combine8(weights, i * rowStep, rowStep, columnStep, block, count, stride, out, i, k);
            }
            for (; i < rows; i++) {
                combine1(weights, i * rowStep, columnStep, block, count, stride, out, i, k);
            }
        }
    }

    private static void combine1(
            float[] weights,
            int first,
            int columnStep,
            float[] block,
            int count,
            int stride,
            float[] out,
            int i,
            int k) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n++) {
            sum = FloatVector.broadcast(SPECIES, weights[first + n * columnStep])
                    .fma(FloatVector.fromArray(SPECIES, block, n * stride + k), sum);
        }
        sum.intoArray(out, i * stride + k);
    }

    private static void combine4By2(
            float[] weights,
            int first,
            int rowStep,
            int columnStep,
            float[] block,
            int count,
            int stride,
            float[] out,
            int i,
            int k) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int at = i * stride + k;
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s20 = zero;
        FloatVector s21 = zero;
        FloatVector s30 = zero;
        FloatVector s31 = zero;
        for (int n = 0; n < count; n++) {
            int weight = first + n * columnStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, block, n * stride + k);
            FloatVector b1 = FloatVector.fromArray(SPECIES, block, n * stride + k + WIDTH);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[weight]);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[weight + rowStep]);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[weight + 2 * rowStep]);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[weight + 3 * rowStep]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
        }
        s00.intoArray(out, at);
        s01.intoArray(out, at + WIDTH);
        s10.intoArray(out, at + stride);
        s11.intoArray(out, at + stride + WIDTH);
        s20.intoArray(out, at + 2 * stride);
        s21.intoArray(out, at + 2 * stride + WIDTH);
        s30.intoArray(out, at + 3 * stride);
        s31.intoArray(out, at + 3 * stride + WIDTH);
    }

    private static void combine8(
            float[] weights,
            int first,
            int rowStep,
            int columnStep,
            float[] block,
            int count,
            int stride,
            float[] out,
            int i,
            int k) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector s2 = zero;
        FloatVector s3 = zero;
        FloatVector s4 = zero;
        FloatVector s5 = zero;
        FloatVector s6 = zero;
        FloatVector s7 = zero;
        for (int n = 0; n < count; n++) {
            int weight = first + n * columnStep;
            FloatVector b = FloatVector.fromArray(SPECIES, block, n * stride + k);
            s0 = FloatVector.broadcast(SPECIES, weights[weight]).fma(b, s0);
            s1 = FloatVector.broadcast(SPECIES, weights[weight + rowStep]).fma(b, s1);
            s2 = FloatVector.broadcast(SPECIES, weights[weight + 2 * rowStep]).fma(b, s2);
            s3 = FloatVector.broadcast(SPECIES, weights[weight + 3 * rowStep]).fma(b, s3);
            s4 = FloatVector.broadcast(SPECIES, weights[weight + 4 * rowStep]).fma(b, s4);
            s5 = FloatVector.broadcast(SPECIES, weights[weight + 5 * rowStep]).fma(b, s5);
            s6 = FloatVector.broadcast(SPECIES, weights[weight + 6 * rowStep]).fma(b, s6);
            s7 = FloatVector.broadcast(SPECIES, weights[weight + 7 * rowStep]).fma(b, s7);
        }
        int at = i * stride + k;
        s0.intoArray(out, at);
        s1.intoArray(out, at + stride);
        s2.intoArray(out, at + 2 * stride);
        s3.intoArray(out, at + 3 * stride);
        s4.intoArray(out, at + 4 * stride);
        s5.intoArray(out, at + 5 * stride);
        s6.intoArray(out, at + 6 * stride);
        s7.intoArray(out, at + 7 * stride);
    }

    @Override
    public void rowProducts(float[] a, float[] b, int stride, int rows, float[] out) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < rows; i++) {
            out[i] = product(a, i * stride, b, i * stride, stride, lanes);
        }
    }

    @Override
    public void pairProducts(float[] a, int[] aRows, float[] b, int[] bRows, int stride, int pairs, float[] out) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < pairs; i++) {
            out[i] = product(a, aRows[i] * stride, b, bRows[i] * stride, stride, lanes);
        }
    }

    private static float product(float[] a, int aFrom, float[] b, int bFrom, int stride, float[] lanes) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int k = lane; k < stride; k += LANES) {
                sum = FloatVector.fromArray(SPECIES, a, aFrom + k)
                        .fma(FloatVector.fromArray(SPECIES, b, bFrom + k), sum);
            }
            sum.intoArray(lanes, lane);
        }
        return ScalarEmbeddingKernels.tree(lanes, 0);
    }

    @Override
    public void addScaledPairs(
            float[] factors, float[] block, int[] rows, int stride, int pairs, float[] out, int[] outRows) {
        for (int i = 0; i < pairs; i++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            int from = rows[i] * stride;
            int to = outRows[i] * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                factor.fma(FloatVector.fromArray(SPECIES, block, from + k), FloatVector.fromArray(SPECIES, out, to + k))
                        .intoArray(out, to + k);
            }
        }
    }

    @Override
    public void addScaledRows(float[] factors, float[] block, int stride, int rows, float[] out) {
        for (int i = 0; i < rows; i++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            for (int k = i * stride; k < (i + 1) * stride; k += WIDTH) {
                factor.fma(FloatVector.fromArray(SPECIES, block, k), FloatVector.fromArray(SPECIES, out, k))
                        .intoArray(out, k);
            }
        }
    }

    @Override
    public void scaleRows(float[] factors, float[] block, int stride, int rows, float[] out) {
        for (int i = 0; i < rows; i++) {
            for (int k = i * stride; k < (i + 1) * stride; k += WIDTH) {
                FloatVector.fromArray(SPECIES, block, k).mul(factors[i]).intoArray(out, k);
            }
        }
    }

    @Override
    public void logisticStep(float[] scores, int count, float label, float factor) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        IntVector bias = IntVector.broadcast(INT_SPECIES, 127);
        for (int i = 0; i < count; i += WIDTH) {
            FloatVector saturated = FloatVector.fromArray(SPECIES, scores, i)
                    .min(ScalarEmbeddingKernels.SATURATION)
                    .max(-ScalarEmbeddingKernels.SATURATION);
            FloatVector n = saturated
                    .mul(ScalarEmbeddingKernels.LOG2_E)
                    .add(ScalarEmbeddingKernels.ROUND)
                    .sub(ScalarEmbeddingKernels.ROUND);
            FloatVector f = saturated.fma(FloatVector.broadcast(SPECIES, -ScalarEmbeddingKernels.LOG2_E), n);
            FloatVector p = FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C6)
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C5))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C4))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C3))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C2))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C1))
                    .fma(f, one);
            IntVector power = bias.sub((IntVector) n.convertShape(VectorOperators.F2I, INT_SPECIES, 0))
                    .lanewise(VectorOperators.LSHL, 23);
            FloatVector sigmoid = one.div(p.mul(power.reinterpretAsFloats()).add(one));
            FloatVector.broadcast(SPECIES, label).sub(sigmoid).mul(factor).intoArray(scores, i);
        }
    }
}
