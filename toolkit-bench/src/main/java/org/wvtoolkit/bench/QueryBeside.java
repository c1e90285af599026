package org.wvtoolkit.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.ScanKernels;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Generates random models, and times warm queries: {@code generate WORDS DIMENSION random|clustered FILE} or {@code
 * query FILE}. {@code toolkit-bench/query-beside-gensim} runs both in comparison with gensim.
 */
public final class QueryBeside {
    private static final int ROUNDS = 5;
    private static final int SINGLE = 50;
    private static final int MANY = 1000;
    private static final int NEIGHBOURS = 10;

    /** The intrinsic dimension of clustered vectors. */
    private static final int INTRINSIC_DIMENSION = 20;

    private static final int WORDS_OF_A_CLUSTER = 100;

    private static final int PLAIN_ROW = 1008;
    private static final int PLAIN_ROWS = 512;

    private QueryBeside() {}

    /**
     * Runs the program.
     *
     * @param arguments see the class
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("generate")) {
            generate(
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    arguments[3].equals("clustered"),
                    Path.of(arguments[4]));
        } else {
            query(Path.of(arguments[1]));
        }
    }

    /**
     * Generates clustered vectors: a mixture of Gaussians in a space of 20 dimensions, embedded by a random linear
     * map.
     */
    private static void generate(int words, int dimension, boolean clustered, Path target) throws IOException {
        Random random = new Random(1);
        List<String> names = new ArrayList<>();
        long[] counts = new long[words];
        int inner = clustered ? INTRINSIC_DIMENSION : dimension;
        float[] map = gaussians(random, inner * dimension);
        float[] centres = gaussians(random, Math.max(1, words / WORDS_OF_A_CLUSTER) * inner);
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, words, dimension);
            float[] row = new float[dimension];
            for (int id = 0; id < words; id++) {
                names.add("w" + id);
                counts[id] = (long) words - id;
                float[] point = gaussians(random, inner);
                if (clustered) {
                    embed(point, centres, random.nextInt(centres.length / inner) * inner, map, row);
                } else {
                    System.arraycopy(point, 0, row, 0, dimension);
                }
                vectors.setRow(id, row, 0);
            }
            DenseEmbeddings.of(VocabularyBuilder.of(names, counts), vectors, ModelMetadata.EMPTY)
                    .save(target);
        }
    }

    private static void embed(float[] point, float[] centres, int centre, float[] map, float[] row) {
        for (int j = 0; j < row.length; j++) {
            float sum = 0;
            for (int i = 0; i < point.length; i++) {
                sum += (centres[centre + i] + 0.5f * point[i]) * map[i * row.length + j];
            }
            row[j] = sum;
        }
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void query(Path file) throws IOException {
        try (Embeddings opened = Embeddings.open(file)) {
            if (!(opened instanceof DenseEmbeddings dense)) {
                throw new IOException(file + ": not of single precision");
            }
            double bytes = 4.0 * dense.vocabulary().size() * dense.dimension();
            double exact = report("query_ms", single(Neighbours.of(dense), dense.vocabulary()));
            double read =
                    report("plain_read_ms", best(() -> read(dense.vectors().segment())));
            report("bandwidth_share", read / exact);
            report("gigabytes_per_second", bytes / exact / 1e6);
            List<Question> many = questions(dense.vocabulary(), MANY);
            Neighbours neighbours = Neighbours.of(dense);
            report("thousand_ms", best(() -> neighbours.askAll(many)));
            for (Precision precision : Precision.values()) {
                try (CompressedEmbeddings compressed = CompressedEmbeddings.of(dense, precision)) {
                    double time = single(Neighbours.of(compressed), dense.vocabulary());
                    report(precision.label() + "_ms", time);
                    report(precision.label() + "_share", time / exact);
                }
            }
        }
    }

    private static double report(String name, double value) {
        System.out.printf("%s %.4f%n", name, value);
        return value;
    }

    private static List<Question> questions(Vocabulary vocabulary, int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            questions.add(Question.similar(List.of(vocabulary.word(i % vocabulary.size())), NEIGHBOURS));
        }
        return questions;
    }

    private static double single(Neighbours neighbours, Vocabulary vocabulary) {
        List<Question> questions = questions(vocabulary, SINGLE);
        return best(() -> {
                    questions.forEach(neighbours::ask);
                    return questions;
                })
                / SINGLE;
    }

    /** The time of the fastest of several rounds, in milliseconds. */
    private static double best(Supplier<Object> work) {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            if (work.get().equals("")) {
                throw new IllegalStateException("nothing was done");
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e6);
        }
        return best;
    }

    /**
     * Reads all values once on all cores with minimal computation: a sum over rows of {@value #PLAIN_ROW} values.
     * With this row length, the four streams of a block map to different cache sets.
     */
    private static Object read(MemorySegment segment) {
        ScanKernels kernels = ScanKernels.fastest();
        int rows = (int) (segment.byteSize() / Float.BYTES / PLAIN_ROW);
        int threads = Runtime.getRuntime().availableProcessors();
        int parts = 4 * threads;
        float[] ones = new float[PLAIN_ROW];
        Arrays.fill(ones, 1);
        float[] sums = new float[parts];
        try {
            Workers.run(threads, parts, part -> {
                float[] out = new float[PLAIN_ROWS];
                int end = (int) ((long) rows * (part + 1) / parts);
                for (int first = (int) ((long) rows * part / parts); first < end; first += PLAIN_ROWS) {
                    int count = Math.min(PLAIN_ROWS, end - first);
                    kernels.floatProducts(segment, PLAIN_ROW, PLAIN_ROW, first, count, ones, out);
                    sums[part] += out[0];
                }
            });
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return sums;
    }
}
