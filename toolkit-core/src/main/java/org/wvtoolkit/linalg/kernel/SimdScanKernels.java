package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD implementation of {@link ScanKernels}, with the Vector API; it reads the rows directly
 * from memory segments.
 *
 * <p>Four rows are processed together: they share each load of the direction, and their sums are
 * independent of each other. The four rows are a quarter of the range apart instead of adjacent.
 * Each is then part of one long stream that the hardware prefetcher follows, whereas four adjacent
 * rows are streams too short for it (2× faster on 500,000 rows of 300 values, docs/decisions/measurements.md).
 * Positions after the last whole vector are loaded under a mask, because the memory after them
 * belongs to the next row or is out of bounds.
 */
public final class SimdScanKernels implements ScanKernels {
    /** Vector species, at most as wide as the logical lanes. */
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= LANES ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    private static final int WIDTH = SPECIES.length();

    // Exchange of the lanes at a distance of 8 or 4. Sums over lanes use them instead of narrower vectors: if float
    // vectors of several species occur in one process, the compiler does not inline the additions in the other loops.
    private static final VectorShuffle<Float> SWAP_8 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 8) % WIDTH);
    private static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % WIDTH);

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    /** Vector species with as many shorts as {@link #SPECIES} has floats. */
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(16 * WIDTH));

    /**
     * Vector species with as many bytes as {@link #SPECIES} has floats. There is no species of four
     * bytes, so machines with vectors of four floats use the scalar loops.
     */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * WIDTH)));

    private static final boolean HAS_BYTES = BYTES.length() == WIDTH;

    /**
     * Power of two that corrects the exponent of a half-precision number whose bits are read as a
     * float: 2^(127 − 15).
     */
    private static final float REBIAS = 0x1p112f;

    private static final ScanKernels SCALAR = new ScalarScanKernels();

    /** Creates the kernels, which are stateless. */
    public SimdScanKernels() {}

    @Override
    public void floatProducts(
            MemorySegment rows, int stride, int dimension, int first, int count, float[] direction, float[] out) {
        float[] lanes = new float[4 * LANES];
        long step = 4L * stride;
        int quarter = count / 4;
        long apart = quarter * step;
        for (int row = 0; row < quarter; row++) {
            long begin = ((long) first + row) * step;
            fourFloats(rows, begin, begin + apart, begin + 2 * apart, begin + 3 * apart, dimension, direction, lanes);
            sum(lanes, row, quarter, out);
        }
        for (int row = 4 * quarter; row < count; row++) {
            oneFloat(rows, ((long) first + row) * step, dimension, direction, lanes);
            out[row] = ScalarEmbeddingKernels.tree(lanes, 0);
        }
    }

    @Override
    public void floatProducts(
            MemorySegment rows, int stride, int dimension, int[] ids, int count, float[] direction, float[] out) {
        float[] lanes = new float[4 * LANES];
        long step = 4L * stride;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            fourFloats(
                    rows,
                    ids[i] * step,
                    ids[i + 1] * step,
                    ids[i + 2] * step,
                    ids[i + 3] * step,
                    dimension,
                    direction,
                    lanes);
            sum(lanes, i, 1, out);
        }
        for (; i < count; i++) {
            oneFloat(rows, ids[i] * step, dimension, direction, lanes);
            out[i] = ScalarEmbeddingKernels.tree(lanes, 0);
        }
    }

    private static void fourFloats(
            MemorySegment rows,
            long begin,
            long b1,
            long b2,
            long b3,
            int dimension,
            float[] direction,
            float[] lanes) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            int k = lane;
            for (; k + WIDTH <= dimension; k += LANES) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                s0 = s0.add(floats(rows, begin + 4L * k).mul(d));
                s1 = s1.add(floats(rows, b1 + 4L * k).mul(d));
                s2 = s2.add(floats(rows, b2 + 4L * k).mul(d));
                s3 = s3.add(floats(rows, b3 + 4L * k).mul(d));
            }
            if (k < dimension) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                s0 = s0.add(floats(rows, begin + 4L * k, dimension - k).mul(d));
                s1 = s1.add(floats(rows, b1 + 4L * k, dimension - k).mul(d));
                s2 = s2.add(floats(rows, b2 + 4L * k, dimension - k).mul(d));
                s3 = s3.add(floats(rows, b3 + 4L * k, dimension - k).mul(d));
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, LANES + lane);
            s2.intoArray(lanes, 2 * LANES + lane);
            s3.intoArray(lanes, 3 * LANES + lane);
        }
    }

    /**
     * Sums the lanes of four rows, whose products are {@code apart} elements apart in {@code out}.
     * The order is the tree of the reference implementation; its first levels are vector additions.
     */
    private static void sum(float[] lanes, int row, int apart, float[] out) {
        for (int i = 0; i < 4; i++) {
            int from = i * LANES;
            if (WIDTH < 8) {
                out[row + i * apart] = ScalarEmbeddingKernels.tree(lanes, from);
                continue;
            }
            FloatVector sum = FloatVector.fromArray(SPECIES, lanes, from);
            if (WIDTH == LANES) {
                sum = sum.add(sum.rearrange(SWAP_8));
            } else {
                sum = sum.add(FloatVector.fromArray(SPECIES, lanes, from + WIDTH));
            }
            sum.add(sum.rearrange(SWAP_4)).intoArray(lanes, from);
            out[row + i * apart] = (lanes[from] + lanes[from + 2]) + (lanes[from + 1] + lanes[from + 3]);
        }
    }

    private static void oneFloat(MemorySegment rows, long begin, int dimension, float[] direction, float[] lanes) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            int k = lane;
            for (; k + WIDTH <= dimension; k += LANES) {
                sum = sum.add(floats(rows, begin + 4L * k).mul(FloatVector.fromArray(SPECIES, direction, k)));
            }
            if (k < dimension) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                sum = sum.add(floats(rows, begin + 4L * k, dimension - k).mul(d));
            }
            sum.intoArray(lanes, lane);
        }
    }

    @Override
    public void halfProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out) {
        float[] lanes = new float[4 * LANES];
        long step = 2L * dimension;
        int quarter = count / 4;
        for (int row = 0; row < quarter; row++) {
            fourHalfs(rows, ((long) first + row) * step, quarter * step, dimension, direction, lanes);
            sum(lanes, row, quarter, out);
        }
        for (int row = 4 * quarter; row < count; row++) {
            oneHalf(rows, ((long) first + row) * step, dimension, direction, lanes);
            out[row] = ScalarEmbeddingKernels.tree(lanes, 0);
        }
    }

    private static void fourHalfs(
            MemorySegment rows, long begin, long apart, int dimension, float[] direction, float[] lanes) {
        long b1 = begin + apart;
        long b2 = b1 + apart;
        long b3 = b2 + apart;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            int k = lane;
            for (; k + WIDTH <= dimension; k += LANES) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                s0 = s0.add(halves(rows, begin + 2L * k).mul(d));
                s1 = s1.add(halves(rows, b1 + 2L * k).mul(d));
                s2 = s2.add(halves(rows, b2 + 2L * k).mul(d));
                s3 = s3.add(halves(rows, b3 + 2L * k).mul(d));
            }
            if (k < dimension) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                s0 = s0.add(halves(rows, begin + 2L * k, dimension - k).mul(d));
                s1 = s1.add(halves(rows, b1 + 2L * k, dimension - k).mul(d));
                s2 = s2.add(halves(rows, b2 + 2L * k, dimension - k).mul(d));
                s3 = s3.add(halves(rows, b3 + 2L * k, dimension - k).mul(d));
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, LANES + lane);
            s2.intoArray(lanes, 2 * LANES + lane);
            s3.intoArray(lanes, 3 * LANES + lane);
        }
    }

    private static void oneHalf(MemorySegment rows, long begin, int dimension, float[] direction, float[] lanes) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            int k = lane;
            for (; k + WIDTH <= dimension; k += LANES) {
                sum = sum.add(halves(rows, begin + 2L * k).mul(FloatVector.fromArray(SPECIES, direction, k)));
            }
            if (k < dimension) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                sum = sum.add(halves(rows, begin + 2L * k, dimension - k).mul(d));
            }
            sum.intoArray(lanes, lane);
        }
    }

    @Override
    public void byteProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out) {
        if (!HAS_BYTES) {
            SCALAR.byteProducts(rows, dimension, first, count, direction, out);
            return;
        }
        float[] lanes = new float[4 * LANES];
        long step = dimension;
        int quarter = count / 4;
        for (int row = 0; row < quarter; row++) {
            long begin = ((long) first + row) * step;
            long apart = quarter * step;
            fourBytes(rows, begin, begin + apart, begin + 2 * apart, begin + 3 * apart, dimension, direction, lanes);
            sum(lanes, row, quarter, out);
        }
        for (int row = 4 * quarter; row < count; row++) {
            oneByte(rows, ((long) first + row) * step, dimension, direction, lanes);
            out[row] = ScalarEmbeddingKernels.tree(lanes, 0);
        }
    }

    @Override
    public void byteProducts(MemorySegment rows, int dimension, int[] ids, int count, float[] direction, float[] out) {
        if (!HAS_BYTES) {
            SCALAR.byteProducts(rows, dimension, ids, count, direction, out);
            return;
        }
        float[] lanes = new float[4 * LANES];
        long step = dimension;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            fourBytes(
                    rows,
                    ids[i] * step,
                    ids[i + 1] * step,
                    ids[i + 2] * step,
                    ids[i + 3] * step,
                    dimension,
                    direction,
                    lanes);
            sum(lanes, i, 1, out);
        }
        for (; i < count; i++) {
            oneByte(rows, ids[i] * step, dimension, direction, lanes);
            out[i] = ScalarEmbeddingKernels.tree(lanes, 0);
        }
    }

    private static void fourBytes(
            MemorySegment rows,
            long begin,
            long b1,
            long b2,
            long b3,
            int dimension,
            float[] direction,
            float[] lanes) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            int k = lane;
            for (; k + WIDTH <= dimension; k += LANES) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                s0 = s0.add(bytes(rows, begin + k).mul(d));
                s1 = s1.add(bytes(rows, b1 + k).mul(d));
                s2 = s2.add(bytes(rows, b2 + k).mul(d));
                s3 = s3.add(bytes(rows, b3 + k).mul(d));
            }
            if (k < dimension) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                s0 = s0.add(bytes(rows, begin + k, dimension - k).mul(d));
                s1 = s1.add(bytes(rows, b1 + k, dimension - k).mul(d));
                s2 = s2.add(bytes(rows, b2 + k, dimension - k).mul(d));
                s3 = s3.add(bytes(rows, b3 + k, dimension - k).mul(d));
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, LANES + lane);
            s2.intoArray(lanes, 2 * LANES + lane);
            s3.intoArray(lanes, 3 * LANES + lane);
        }
    }

    private static void oneByte(MemorySegment rows, long begin, int dimension, float[] direction, float[] lanes) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            int k = lane;
            for (; k + WIDTH <= dimension; k += LANES) {
                sum = sum.add(bytes(rows, begin + k).mul(FloatVector.fromArray(SPECIES, direction, k)));
            }
            if (k < dimension) {
                FloatVector d = FloatVector.fromArray(SPECIES, direction, k);
                sum = sum.add(bytes(rows, begin + k, dimension - k).mul(d));
            }
            sum.intoArray(lanes, lane);
        }
    }

    private static FloatVector floats(MemorySegment rows, long at) {
        MappedAccess.mayFault(rows);
        return FloatVector.fromMemorySegment(SPECIES, rows, at, ORDER);
    }

    private static FloatVector floats(MemorySegment rows, long at, int length) {
        MappedAccess.mayFault(rows);
        VectorMask<Float> mask = SPECIES.indexInRange(0, length);
        return FloatVector.fromMemorySegment(SPECIES, rows, at, ORDER, mask);
    }

    private static FloatVector halves(MemorySegment rows, long at) {
        MappedAccess.mayFault(rows);
        return widened(ShortVector.fromMemorySegment(SHORTS, rows, at, ORDER));
    }

    private static FloatVector halves(MemorySegment rows, long at, int length) {
        MappedAccess.mayFault(rows);
        VectorMask<Short> mask = SHORTS.indexInRange(0, length);
        return widened(ShortVector.fromMemorySegment(SHORTS, rows, at, ORDER, mask));
    }

    /**
     * Widens half-precision numbers exactly. Exponent and fraction are shifted to their positions
     * in a float; a multiplication corrects the difference of the exponent biases. The
     * multiplication is exact and also normalizes subnormal numbers.
     */
    private static FloatVector widened(ShortVector halves) {
        IntVector bits = (IntVector) halves.convertShape(VectorOperators.S2I, INTS, 0);
        return bits.lanewise(VectorOperators.LSHL, 13)
                .and(0x8FFFE000)
                .reinterpretAsFloats()
                .mul(REBIAS);
    }

    private static FloatVector bytes(MemorySegment rows, long at) {
        MappedAccess.mayFault(rows);
        return (FloatVector)
                ByteVector.fromMemorySegment(BYTES, rows, at, ORDER).convertShape(VectorOperators.B2F, SPECIES, 0);
    }

    private static FloatVector bytes(MemorySegment rows, long at, int length) {
        MappedAccess.mayFault(rows);
        VectorMask<Byte> mask = BYTES.indexInRange(0, length);
        return (FloatVector) ByteVector.fromMemorySegment(BYTES, rows, at, ORDER, mask)
                .convertShape(VectorOperators.B2F, SPECIES, 0);
    }

    @Override
    public boolean areBounded(float[] values, int count, float bound) {
        int i = 0;
        for (; i + WIDTH <= count; i += WIDTH) {
            FloatVector magnitudes = FloatVector.fromArray(SPECIES, values, i).abs();
            if (!magnitudes.compare(VectorOperators.LE, bound).allTrue()) {
                return false;
            }
        }
        for (; i < count; i++) {
            if (!(Math.abs(values[i]) <= bound)) {
                return false;
            }
        }
        return true;
    }
}
