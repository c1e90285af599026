package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD implementation of {@link EmbeddingKernels}, with the Vector API.
 *
 * <p>Matrix products are tiled so that sums stay in registers. Two multiply-add units with a
 * latency of four cycles require eight independent sums and two loads per cycle: a tile of r rows
 * by v vectors has r·v sums and needs r + v loads for r·v operations. Machines with 512-bit vectors
 * have 32 registers, enough for tiles of 8 × 2 and 4 × 4; other machines use 4 × 2.
 */
public final class SimdEmbeddingKernels implements EmbeddingKernels {
    /** Vector species, at most as wide as the logical lanes, so that rows consist of whole vectors. */
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= LANES ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    private static final int WIDTH = SPECIES.length();
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    /** Whether a vector contains all logical lanes; such machines have 32 vector registers. */
    private static final boolean WIDE = WIDTH == LANES;

    // Masks and shuffles for sums over lanes. UPPER_d selects the lanes whose number has bit d set;
    // SWAP_d exchanges lanes at distance d.
    private static final VectorMask<Float> UPPER_8 = VectorMask.fromLong(SPECIES, 0xFF00);
    private static final VectorMask<Float> UPPER_4 = VectorMask.fromLong(SPECIES, 0xF0F0);
    private static final VectorMask<Float> UPPER_2 = VectorMask.fromLong(SPECIES, 0xCCCC);
    private static final VectorMask<Float> UPPER_1 = VectorMask.fromLong(SPECIES, 0xAAAA);
    private static final VectorShuffle<Float> SWAP_8 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 8) % WIDTH);
    private static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % WIDTH);
    private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 2);
    private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);

    /** Creates the kernels, which are stateless. */
    public SimdEmbeddingKernels() {}

    @Override
    public void gather(
            MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block, int firstRow) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[first + i] * stride;
            int to = (firstRow + i) * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE)
                        .intoArray(block, to + k);
            }
        }
    }

    @Override
    public void scatterAdd(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[first + i] * stride;
            int from = i * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE)
                        .add(FloatVector.fromArray(SPECIES, block, from + k))
                        .intoMemorySegment(matrix, row + 4L * k, NATIVE);
            }
        }
    }

    @Override
    public void scatterAddScaled(
            MemorySegment matrix, int stride, int[] rows, int first, int count, float[] factors, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[first + i] * stride;
            int from = i * stride;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            for (int k = 0; k < stride; k += WIDTH) {
                factor.fma(
                                FloatVector.fromArray(SPECIES, block, from + k),
                                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE))
                        .intoMemorySegment(matrix, row + 4L * k, NATIVE);
            }
        }
    }

    @Override
    public void gatherAddScaled(
            MemorySegment matrix, int stride, int[] rows, int count, float[] factors, float[] block) {
        for (int i = 0; i < count; i++) {
            long row = 4L * rows[i] * stride;
            int to = i * stride;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            for (int k = 0; k < stride; k += WIDTH) {
                factor.fma(
                                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE),
                                FloatVector.fromArray(SPECIES, block, to + k))
                        .intoArray(block, to + k);
            }
        }
    }

    @Override
    public void gatherProducts(MemorySegment matrix, int stride, int[] rows, int count, float[] block, float[] out) {
        float[] lanes = new float[LANES * LANES];
        for (int i = 0; i < count; i += LANES) {
            int held = Math.min(LANES, count - i);
            for (int r = 0; r < held; r++) {
                long row = 4L * rows[i + r] * stride;
                int from = (i + r) * stride;
                for (int lane = 0; lane < LANES; lane += WIDTH) {
                    FloatVector sum = FloatVector.zero(SPECIES);
                    for (int k = lane; k < stride; k += LANES) {
                        sum = FloatVector.fromArray(SPECIES, block, from + k)
                                .fma(FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE), sum);
                    }
                    sum.intoArray(lanes, r * LANES + lane);
                }
            }
            trees(lanes, held, out, i);
        }
    }

    /** Sums the lanes of up to {@value #LANES} rows, which are overwritten. */
    private static void trees(float[] lanes, int rows, float[] out, int first) {
        if (WIDE && first + LANES <= out.length) {
            pack(lanes, 8, UPPER_8, SWAP_8);
            pack(lanes, 4, UPPER_4, SWAP_4);
            pack(lanes, 2, UPPER_2, SWAP_2);
            pack(lanes, 1, UPPER_1, SWAP_1);
            FloatVector.fromArray(SPECIES, lanes, 0).intoArray(out, first);
        } else {
            for (int r = 0; r < rows; r++) {
                out[first + r] = ScalarEmbeddingKernels.tree(lanes, r * LANES);
            }
        }
    }

    /**
     * Halves a number of rows: adds the lanes of two rows, {@code count} rows apart, at one distance and packs their
     * sums into the first of the two rows.
     */
    private static void pack(float[] lanes, int count, VectorMask<Float> upper, VectorShuffle<Float> swap) {
        for (int i = 0; i < count * LANES; i += LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, i);
            FloatVector b = FloatVector.fromArray(SPECIES, lanes, i + count * LANES);
            a.blend(b, upper).add(b.blend(a, upper).rearrange(swap)).intoArray(lanes, i);
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
            int at = change * stride;
            long row = 4L * rows[change] * stride;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[change]);
            for (int k = 0; k < stride; k += WIDTH) {
                factor.fma(
                                FloatVector.fromArray(SPECIES, changes, at + k),
                                FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE))
                        .intoMemorySegment(matrix, row + 4L * k, NATIVE);
            }
        }
    }

    @Override
    public void sumOf(MemorySegment matrix, int stride, int[] rows, int count, float[] sum) {
        MappedAccess.mayFault(matrix);
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
    public void transpose(
            float[] block,
            int firstRow,
            int stride,
            int columns,
            int count,
            float[] transposed,
            int firstColumn,
            int width) {
        // Eight rows at a time: their values are adjacent in the result, half a cache line.
        int r = 0;
        for (; r + 8 <= count; r += 8) {
            int from = (firstRow + r) * stride;
            int to = firstColumn + r;
            for (int k = 0; k < columns; k++) {
                transposed[to] = block[from];
                transposed[to + 1] = block[from + stride];
                transposed[to + 2] = block[from + 2 * stride];
                transposed[to + 3] = block[from + 3 * stride];
                transposed[to + 4] = block[from + 4 * stride];
                transposed[to + 5] = block[from + 5 * stride];
                transposed[to + 6] = block[from + 6 * stride];
                transposed[to + 7] = block[from + 7 * stride];
                from++;
                to += width;
            }
        }
        for (; r < count; r++) {
            int from = (firstRow + r) * stride;
            for (int k = 0; k < columns; k++) {
                transposed[k * width + firstColumn + r] = block[from + k];
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
        int end = firstRow + rows;
        int n = from;
        for (; n + 2 * WIDTH <= to; n += 2 * WIDTH) {
            int i = firstRow;
            if (WIDE) {
                for (; i + 8 <= end; i += 8) {
                    productsOf8By2(a, stride, i, bTransposed, columns, width, n, out);
                }
            }
            for (; i + 4 <= end; i += 4) {
                productsOf4By2(a, stride, i, bTransposed, columns, width, n, out);
            }
            for (; i < end; i++) {
                productsOf1(a, stride, i, bTransposed, columns, width, n, out);
                productsOf1(a, stride, i, bTransposed, columns, width, n + WIDTH, out);
            }
        }
        for (; n < to; n += WIDTH) {
            int i = firstRow;
            for (; i + 8 <= end; i += 8) {
                productsOf8(a, stride, i, bTransposed, columns, width, n, out);
            }
            for (; i < end; i++) {
                productsOf1(a, stride, i, bTransposed, columns, width, n, out);
            }
        }
    }

    private static void productsOf8By2(
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
        FloatVector s40 = zero;
        FloatVector s41 = zero;
        FloatVector s50 = zero;
        FloatVector s51 = zero;
        FloatVector s60 = zero;
        FloatVector s61 = zero;
        FloatVector s70 = zero;
        FloatVector s71 = zero;
        int row = i * stride;
        int column = n;
        for (int k = 0; k < columns; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column + WIDTH);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[row]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[row + stride]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[row + 2 * stride]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[row + 3 * stride]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[row + 4 * stride]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[row + 5 * stride]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[row + 6 * stride]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[row + 7 * stride]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            row++;
            column += width;
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
        s40.intoArray(out, to + 4 * width);
        s41.intoArray(out, to + 4 * width + WIDTH);
        s50.intoArray(out, to + 5 * width);
        s51.intoArray(out, to + 5 * width + WIDTH);
        s60.intoArray(out, to + 6 * width);
        s61.intoArray(out, to + 6 * width + WIDTH);
        s70.intoArray(out, to + 7 * width);
        s71.intoArray(out, to + 7 * width + WIDTH);
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
        int column = n;
        for (int k = 0; k < columns; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column + WIDTH);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[row]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[row + stride]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[row + 2 * stride]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[row + 3 * stride]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            row++;
            column += width;
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
        int column = n;
        for (int k = 0; k < columns; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
            s0 = FloatVector.broadcast(SPECIES, a[row]).fma(b0, s0);
            s1 = FloatVector.broadcast(SPECIES, a[row + stride]).fma(b0, s1);
            s2 = FloatVector.broadcast(SPECIES, a[row + 2 * stride]).fma(b0, s2);
            s3 = FloatVector.broadcast(SPECIES, a[row + 3 * stride]).fma(b0, s3);
            s4 = FloatVector.broadcast(SPECIES, a[row + 4 * stride]).fma(b0, s4);
            s5 = FloatVector.broadcast(SPECIES, a[row + 5 * stride]).fma(b0, s5);
            s6 = FloatVector.broadcast(SPECIES, a[row + 6 * stride]).fma(b0, s6);
            s7 = FloatVector.broadcast(SPECIES, a[row + 7 * stride]).fma(b0, s7);
            row++;
            column += width;
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
        int tiled = rows & -4;
        int end = firstRow * stride + stride;
        int k = firstRow * stride;
        int to = firstOut * stride;
        while (k < end) {
            int vectors = tileVectors((end - k) / WIDTH);
            for (int i = 0; i < tiled; i += 4) {
                int weight = firstWeight + i * rowStep;
                int target = to + i * stride;
                switch (vectors) {
                    case 4 -> combine4By4(weights, weight, rowStep, columnStep, block, k, count, stride, out, target);
                    case 3 -> combine4By3(weights, weight, rowStep, columnStep, block, k, count, stride, out, target);
                    case 2 -> combine4By2(weights, weight, rowStep, columnStep, block, k, count, stride, out, target);
                    default -> combine4By1(weights, weight, rowStep, columnStep, block, k, count, stride, out, target);
                }
            }
            for (int i = tiled; i < rows; i++) {
                for (int v = 0; v < vectors * WIDTH; v += WIDTH) {
                    int weight = firstWeight + i * rowStep;
                    combine1(weights, weight, columnStep, block, k + v, count, stride, out, to + i * stride + v);
                }
            }
            k += vectors * WIDTH;
            to += vectors * WIDTH;
        }
    }

    /**
     * Returns the width of the next tile in vectors, chosen so that no tile of one vector remains
     * where two wider tiles fit.
     */
    private static int tileVectors(int left) {
        if (!WIDE) {
            return Math.min(2, left);
        }
        return left == 5 || left == 6 ? 3 : Math.min(4, left);
    }

    private static void combine4By4(
            float[] weights,
            int firstWeight,
            int rowStep,
            int columnStep,
            float[] block,
            int from,
            int count,
            int stride,
            float[] out,
            int to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s02 = zero;
        FloatVector s03 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s12 = zero;
        FloatVector s13 = zero;
        FloatVector s20 = zero;
        FloatVector s21 = zero;
        FloatVector s22 = zero;
        FloatVector s23 = zero;
        FloatVector s30 = zero;
        FloatVector s31 = zero;
        FloatVector s32 = zero;
        FloatVector s33 = zero;
        int weight = firstWeight;
        int row = from;
        for (int n = 0; n < count; n++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, block, row);
            FloatVector b1 = FloatVector.fromArray(SPECIES, block, row + WIDTH);
            FloatVector b2 = FloatVector.fromArray(SPECIES, block, row + 2 * WIDTH);
            FloatVector b3 = FloatVector.fromArray(SPECIES, block, row + 3 * WIDTH);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[weight]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[weight + rowStep]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            s13 = w1.fma(b3, s13);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[weight + 2 * rowStep]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            s23 = w2.fma(b3, s23);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[weight + 3 * rowStep]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            s33 = w3.fma(b3, s33);
            weight += columnStep;
            row += stride;
        }
        s00.intoArray(out, to);
        s01.intoArray(out, to + WIDTH);
        s02.intoArray(out, to + 2 * WIDTH);
        s03.intoArray(out, to + 3 * WIDTH);
        s10.intoArray(out, to + stride);
        s11.intoArray(out, to + stride + WIDTH);
        s12.intoArray(out, to + stride + 2 * WIDTH);
        s13.intoArray(out, to + stride + 3 * WIDTH);
        s20.intoArray(out, to + 2 * stride);
        s21.intoArray(out, to + 2 * stride + WIDTH);
        s22.intoArray(out, to + 2 * stride + 2 * WIDTH);
        s23.intoArray(out, to + 2 * stride + 3 * WIDTH);
        s30.intoArray(out, to + 3 * stride);
        s31.intoArray(out, to + 3 * stride + WIDTH);
        s32.intoArray(out, to + 3 * stride + 2 * WIDTH);
        s33.intoArray(out, to + 3 * stride + 3 * WIDTH);
    }

    private static void combine4By3(
            float[] weights,
            int firstWeight,
            int rowStep,
            int columnStep,
            float[] block,
            int from,
            int count,
            int stride,
            float[] out,
            int to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s02 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s12 = zero;
        FloatVector s20 = zero;
        FloatVector s21 = zero;
        FloatVector s22 = zero;
        FloatVector s30 = zero;
        FloatVector s31 = zero;
        FloatVector s32 = zero;
        int weight = firstWeight;
        int row = from;
        for (int n = 0; n < count; n++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, block, row);
            FloatVector b1 = FloatVector.fromArray(SPECIES, block, row + WIDTH);
            FloatVector b2 = FloatVector.fromArray(SPECIES, block, row + 2 * WIDTH);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[weight]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[weight + rowStep]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[weight + 2 * rowStep]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[weight + 3 * rowStep]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            weight += columnStep;
            row += stride;
        }
        s00.intoArray(out, to);
        s01.intoArray(out, to + WIDTH);
        s02.intoArray(out, to + 2 * WIDTH);
        s10.intoArray(out, to + stride);
        s11.intoArray(out, to + stride + WIDTH);
        s12.intoArray(out, to + stride + 2 * WIDTH);
        s20.intoArray(out, to + 2 * stride);
        s21.intoArray(out, to + 2 * stride + WIDTH);
        s22.intoArray(out, to + 2 * stride + 2 * WIDTH);
        s30.intoArray(out, to + 3 * stride);
        s31.intoArray(out, to + 3 * stride + WIDTH);
        s32.intoArray(out, to + 3 * stride + 2 * WIDTH);
    }

    private static void combine4By2(
            float[] weights,
            int firstWeight,
            int rowStep,
            int columnStep,
            float[] block,
            int from,
            int count,
            int stride,
            float[] out,
            int to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s01 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        FloatVector s20 = zero;
        FloatVector s21 = zero;
        FloatVector s30 = zero;
        FloatVector s31 = zero;
        int weight = firstWeight;
        int row = from;
        for (int n = 0; n < count; n++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, block, row);
            FloatVector b1 = FloatVector.fromArray(SPECIES, block, row + WIDTH);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[weight]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[weight + rowStep]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[weight + 2 * rowStep]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[weight + 3 * rowStep]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            weight += columnStep;
            row += stride;
        }
        s00.intoArray(out, to);
        s01.intoArray(out, to + WIDTH);
        s10.intoArray(out, to + stride);
        s11.intoArray(out, to + stride + WIDTH);
        s20.intoArray(out, to + 2 * stride);
        s21.intoArray(out, to + 2 * stride + WIDTH);
        s30.intoArray(out, to + 3 * stride);
        s31.intoArray(out, to + 3 * stride + WIDTH);
    }

    private static void combine4By1(
            float[] weights,
            int firstWeight,
            int rowStep,
            int columnStep,
            float[] block,
            int from,
            int count,
            int stride,
            float[] out,
            int to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        int weight = firstWeight;
        int row = from;
        for (int n = 0; n < count; n++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, block, row);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[weight]);
            s00 = w0.fma(b0, s00);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[weight + rowStep]);
            s10 = w1.fma(b0, s10);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[weight + 2 * rowStep]);
            s20 = w2.fma(b0, s20);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[weight + 3 * rowStep]);
            s30 = w3.fma(b0, s30);
            weight += columnStep;
            row += stride;
        }
        s00.intoArray(out, to);
        s10.intoArray(out, to + stride);
        s20.intoArray(out, to + 2 * stride);
        s30.intoArray(out, to + 3 * stride);
    }

    private static void combine1(
            float[] weights,
            int firstWeight,
            int columnStep,
            float[] block,
            int from,
            int count,
            int stride,
            float[] out,
            int to) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n++) {
            sum = FloatVector.broadcast(SPECIES, weights[firstWeight + n * columnStep])
                    .fma(FloatVector.fromArray(SPECIES, block, from + n * stride), sum);
        }
        sum.intoArray(out, to);
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
        sigmoid(scores, 0, count);
        FloatVector labels = FloatVector.broadcast(SPECIES, label);
        for (int i = 0; i < count; i += WIDTH) {
            labels.sub(FloatVector.fromArray(SPECIES, scores, i)).mul(factor).intoArray(scores, i);
        }
    }

    /**
     * Replaces values by {@link ScalarEmbeddingKernels#sigmoid}, with the same operations. Works on arrays, because the
     * JIT compiler allocates an object for each vector that a method returns or receives and that it does not inline.
     */
    static void sigmoid(float[] values, int from, int to) {
        FloatVector limit = FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.SATURATION);
        FloatVector lowest = FloatVector.broadcast(SPECIES, -ScalarEmbeddingKernels.SATURATION);
        FloatVector round = FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.ROUND);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = from; i < to; i += WIDTH) {
            FloatVector x = FloatVector.fromArray(SPECIES, values, i);
            FloatVector below = x.blend(limit, x.compare(VectorOperators.GT, limit));
            FloatVector saturated = below.blend(lowest, below.compare(VectorOperators.LT, lowest));
            FloatVector rounded = saturated.fma(FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.LOG2_E), round);
            FloatVector f =
                    saturated.fma(FloatVector.broadcast(SPECIES, -ScalarEmbeddingKernels.LOG2_E), rounded.sub(round));
            FloatVector p = FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C5)
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C4))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C3))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C2))
                    .fma(f, FloatVector.broadcast(SPECIES, ScalarEmbeddingKernels.C1))
                    .fma(f, one);
            IntVector power = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector exp = p.reinterpretAsInts().sub(power).reinterpretAsFloats();
            one.div(exp.add(one)).intoArray(values, i);
        }
    }
}
