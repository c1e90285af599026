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
import org.wvtoolkit.linalg.kernel.SimdEmbeddingKernels;

/** The loops of a training step, at the default sizes: 64 centres that share 32 samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("MissingSummary") // a method is named for the kernel and the twin that it times
public class EmbeddingKernelBenchmark {
    private static final int CENTRES = 64;
    private static final int SAMPLES = 32;
    private static final int WORDS = 79_000;

    @Param({"100", "300"})
    int dimension;

    private final EmbeddingKernels scalar = new ScalarEmbeddingKernels();
    private final EmbeddingKernels simd = new SimdEmbeddingKernels();
    private int stride;
    private float[] hidden = {};
    private float[] targets = {};
    private float[] samples = {};
    private float[] byColumn = {};
    private float[] scores = {};
    private float[] out = {};
    private int[] contexts = {};
    private int[] rows = {};
    private MemorySegment matrix = MemorySegment.NULL;

    @Setup
    public void setUp() {
        stride = FloatMatrix.paddedColumns(dimension);
        Random random = new Random(1);
        hidden = floats(random, CENTRES * stride);
        targets = floats(random, CENTRES * stride);
        samples = floats(random, SAMPLES * stride);
        byColumn = floats(random, dimension * SAMPLES);
        scores = floats(random, CENTRES * SAMPLES);
        out = new float[CENTRES * stride];
        contexts = random.ints(6, 0, CENTRES).toArray();
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
        scalar.combine(scores, SAMPLES, 1, samples, SAMPLES, stride, out, CENTRES);
        return out;
    }

    @Benchmark
    public float[] combineVector() {
        simd.combine(scores, SAMPLES, 1, samples, SAMPLES, stride, out, CENTRES);
        return out;
    }

    @Benchmark
    public float[] transposeScalar() {
        scalar.transpose(samples, stride, dimension, SAMPLES, byColumn, SAMPLES);
        return byColumn;
    }

    @Benchmark
    public float[] transposeVector() {
        simd.transpose(samples, stride, dimension, SAMPLES, byColumn, SAMPLES);
        return byColumn;
    }

    @Benchmark
    public float[] rowProductsScalar() {
        scalar.rowProducts(hidden, targets, stride, CENTRES, scores);
        return scores;
    }

    @Benchmark
    public float[] rowProductsVector() {
        simd.rowProducts(hidden, targets, stride, CENTRES, scores);
        return scores;
    }

    @Benchmark
    public float[] sumRowsScalar() {
        scalar.sumRows(hidden, stride, contexts, 0, contexts.length, 0.1f, out, 0);
        return out;
    }

    @Benchmark
    public float[] sumRowsVector() {
        simd.sumRows(hidden, stride, contexts, 0, contexts.length, 0.1f, out, 0);
        return out;
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
        scalar.gather(matrix, stride, rows, CENTRES, out);
        return out;
    }

    @Benchmark
    public float[] gatherVector() {
        simd.gather(matrix, stride, rows, CENTRES, out);
        return out;
    }

    @Benchmark
    public MemorySegment scatterAddScalar() {
        scalar.scatterAdd(matrix, stride, rows, CENTRES, out);
        return matrix;
    }

    @Benchmark
    public MemorySegment scatterAddVector() {
        simd.scatterAdd(matrix, stride, rows, CENTRES, out);
        return matrix;
    }
}
