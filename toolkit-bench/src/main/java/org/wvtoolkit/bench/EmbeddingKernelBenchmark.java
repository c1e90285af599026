package org.wvtoolkit.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.linalg.kernel.ScalarEmbeddingKernels;
import org.wvtoolkit.linalg.kernel.ScalarWindowKernels;
import org.wvtoolkit.linalg.kernel.SimdEmbeddingKernels;
import org.wvtoolkit.linalg.kernel.SimdWindowKernels;
import org.wvtoolkit.linalg.kernel.WindowKernels;

/** Benchmarks of the loops of a training step at the default sizes: 64 centres that share 32 negative samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("MissingSummary") // each method is named for the kernel and the implementation that it times
public class EmbeddingKernelBenchmark {
    private static final int CENTRES = 64;
    private static final int SAMPLES = 32;
    private static final int WORDS = 79_000;
    private static final int STRAND = 16;
    private static final int REACH = 5;

    @Param({"100", "300"})
    int dimension;

    private final EmbeddingKernels scalar = new ScalarEmbeddingKernels();
    private final EmbeddingKernels simd = new SimdEmbeddingKernels();
    private final WindowKernels scalarWindows = new ScalarWindowKernels();
    private final WindowKernels simdWindows = new SimdWindowKernels();
    private int stride;
    private float[] hidden = {};
    private float[] samples = {};
    private float[] byColumn = {};
    private float[] scores = {};
    private float[] out = {};
    private float[] sums = {};
    private final int[] from = new int[2 * STRAND];
    private final int[] to = new int[2 * STRAND];
    private final int[] place = new int[2 * STRAND];
    private int[] rows = {};
    private MemorySegment matrix = MemorySegment.NULL;

    @Setup
    public void setUp() {
        stride = FloatMatrix.paddedColumns(dimension);
        Random random = new Random(1);
        hidden = floats(random, CENTRES * stride);
        samples = floats(random, SAMPLES * stride);
        byColumn = floats(random, dimension * SAMPLES);
        scores = floats(random, CENTRES * SAMPLES);
        out = new float[CENTRES * stride];
        sums = new float[(STRAND + 2 * REACH + 1) * stride];
        for (int i = 0; i < STRAND; i++) {
            int width = 1 + random.nextInt(REACH);
            place[i] = REACH + i;
            from[i] = place[i] - width;
            to[i] = place[i] + width + 1;
        }
        rows = random.ints(CENTRES, 0, WORDS).toArray();
        matrix = FloatMatrix.allocate(Arena.ofAuto(), WORDS, dimension).segment();
    }

    private static float[] floats(Random random, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }

    @Benchmark
    public float[] productsScalar() {
        scalar.products(hidden, stride, CENTRES, byColumn, dimension, SAMPLES, scores);
        return scores;
    }

    @Benchmark
    public float[] productsVector() {
        simd.products(hidden, stride, CENTRES, byColumn, dimension, SAMPLES, scores);
        return scores;
    }

    @Benchmark
    public float[] combineScalar() {
        scalar.combine(scores, 0, SAMPLES, 1, samples, 0, SAMPLES, stride, out, 0, CENTRES);
        return out;
    }

    @Benchmark
    public float[] combineVector() {
        simd.combine(scores, 0, SAMPLES, 1, samples, 0, SAMPLES, stride, out, 0, CENTRES);
        return out;
    }

    @Benchmark
    public float[] transposeScalar() {
        scalar.transpose(samples, 0, stride, dimension, SAMPLES, byColumn, 0, SAMPLES);
        return byColumn;
    }

    @Benchmark
    public float[] transposeVector() {
        simd.transpose(samples, 0, stride, dimension, SAMPLES, byColumn, 0, SAMPLES);
        return byColumn;
    }

    @Benchmark
    public float[] windowMeansScalar() {
        scalarWindows.windowMeans(sums, stride, from, to, place, 0, STRAND, out);
        return out;
    }

    @Benchmark
    public float[] windowMeansVector() {
        simdWindows.windowMeans(sums, stride, from, to, place, 0, STRAND, out);
        return out;
    }

    @Benchmark
    public float[] windowSumsScalar() {
        scalarWindows.windowSums(hidden, stride, from, to, place, 0, STRAND, STRAND + 2 * REACH, sums);
        return sums;
    }

    @Benchmark
    public float[] windowSumsVector() {
        simdWindows.windowSums(hidden, stride, from, to, place, 0, STRAND, STRAND + 2 * REACH, sums);
        return sums;
    }

    @Benchmark
    public float[] logisticStepScalar() {
        scalar.logisticStep(scores, scores.length, 0, 0.05f);
        return scores;
    }

    @Benchmark
    public float[] logisticStepVector() {
        simd.logisticStep(scores, scores.length, 0, 0.05f);
        return scores;
    }

    @Benchmark
    public float[] gatherScalar() {
        scalar.gather(matrix, stride, rows, 0, CENTRES, out, 0);
        return out;
    }

    @Benchmark
    public float[] gatherVector() {
        simd.gather(matrix, stride, rows, 0, CENTRES, out, 0);
        return out;
    }

    @Benchmark
    public MemorySegment scatterAddScalar() {
        scalar.scatterAdd(matrix, stride, rows, 0, CENTRES, out);
        return matrix;
    }

    @Benchmark
    public MemorySegment scatterAddVector() {
        simd.scatterAdd(matrix, stride, rows, 0, CENTRES, out);
        return matrix;
    }
}
