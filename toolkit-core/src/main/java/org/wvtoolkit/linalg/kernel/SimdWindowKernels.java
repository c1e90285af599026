package org.wvtoolkit.linalg.kernel;

import static org.wvtoolkit.linalg.kernel.EmbeddingKernels.LANES;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD implementation of {@link WindowKernels}. It performs the operations of
 * {@link ScalarWindowKernels} in the same order.
 */
public final class SimdWindowKernels implements WindowKernels {
    private static final VectorSpecies<Float> SPECIES = SimdEmbeddingKernels.SPECIES;
    private static final VectorSpecies<Integer> INT_SPECIES = SPECIES.withLanes(int.class);
    private static final int WIDTH = SPECIES.length();
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    /** Creates the kernels, which are stateless. */
    public SimdWindowKernels() {}

    @Override
    public void gatherSums(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] sums) {
        Arrays.fill(sums, 0, stride, 0);
        for (int j = 0; j < count; j++) {
            long row = 4L * rows[first + j] * stride;
            int to = (j + 1) * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromArray(SPECIES, sums, to - stride + k)
                        .add(FloatVector.fromMemorySegment(SPECIES, matrix, row + 4L * k, NATIVE))
                        .intoArray(sums, to + k);
            }
        }
    }

    private static void addPrevious(float[] sums, int stride, int count) {
        for (int i = stride; i < (count + 1) * stride; i += WIDTH) {
            FloatVector.fromArray(SPECIES, sums, i - stride)
                    .add(FloatVector.fromArray(SPECIES, sums, i))
                    .intoArray(sums, i);
        }
    }

    @Override
    public void windowMeans(
            float[] sums, int stride, int[] from, int[] to, int[] centrePosition, int first, int count, float[] means) {
        for (int i = first; i < first + count; i++) {
            float factor = 1f / (to[i] - from[i] - 1);
            int begin = from[i] * stride;
            int end = to[i] * stride;
            int own = centrePosition[i] * stride;
            int target = i * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector window = FloatVector.fromArray(SPECIES, sums, end + k)
                        .sub(FloatVector.fromArray(SPECIES, sums, begin + k));
                FloatVector centre = FloatVector.fromArray(SPECIES, sums, own + stride + k)
                        .sub(FloatVector.fromArray(SPECIES, sums, own + k));
                window.sub(centre).mul(factor).intoArray(means, target + k);
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
            int source = i * stride;
            int begin = from[i] * stride;
            int end = to[i] * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector change = FloatVector.fromArray(SPECIES, changes, source + k);
                FloatVector.fromArray(SPECIES, sums, begin + k).add(change).intoArray(sums, begin + k);
                FloatVector.fromArray(SPECIES, sums, end + k).sub(change).intoArray(sums, end + k);
            }
        }
        addPrevious(sums, stride, positions - 1);
        for (int i = first; i < first + count; i++) {
            int source = i * stride;
            int own = centrePosition[i] * stride;
            for (int k = 0; k < stride; k += WIDTH) {
                FloatVector.fromArray(SPECIES, sums, own + k)
                        .sub(FloatVector.fromArray(SPECIES, changes, source + k))
                        .intoArray(sums, own + k);
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
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            VectorMask<Integer> used = INT_SPECIES.indexInRange(lane, count);
            IntVector begins = IntVector.fromArray(INT_SPECIES, from, first + lane);
            IntVector ends = IntVector.fromArray(INT_SPECIES, to, first + lane);
            IntVector own = IntVector.fromArray(INT_SPECIES, centrePosition, first + lane);
            VectorMask<Float> beyond = VectorMask.fromLong(SPECIES, 0);
            int row = firstRow * width + column + lane;
            for (int j = 0; j < positions; j++) {
                IntVector position = IntVector.broadcast(INT_SPECIES, j);
                VectorMask<Float> inside = begins.compare(VectorOperators.LE, position)
                        .and(ends.compare(VectorOperators.GT, position))
                        .and(own.compare(VectorOperators.NE, position))
                        .and(used)
                        .cast(SPECIES);
                FloatVector score = FloatVector.fromArray(SPECIES, scores, row);
                beyond = beyond.or(
                        score.abs().compare(VectorOperators.LE, bound).not().and(inside));
                SimdEmbeddingKernels.sigmoid(scores, row, row + WIDTH);
                FloatVector change =
                        one.sub(FloatVector.fromArray(SPECIES, scores, row)).mul(rate);
                zero.blend(change, inside).intoArray(scores, row);
                row += width;
            }
            within &= !beyond.anyTrue();
        }
        return within;
    }

    @Override
    public void noiseLogistic(float[] scores, int width, int rows, int columns, float[] factors) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int j = 0; j < rows; j++) {
            int row = j * width;
            SimdEmbeddingKernels.sigmoid(scores, row, row + columns);
            for (int n = row; n < row + columns; n += WIDTH) {
                zero.sub(FloatVector.fromArray(SPECIES, scores, n))
                        .mul(factors[j])
                        .intoArray(scores, n);
            }
        }
    }
}
