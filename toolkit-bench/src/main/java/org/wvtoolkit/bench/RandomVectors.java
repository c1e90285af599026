package org.wvtoolkit.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Writes reproducible files of random vectors for measurements: words {@code w0}, {@code w1}, …, normally
 * distributed values with a standard deviation of 0.1.
 */
public final class RandomVectors {
    private static final double DEVIATION = 0.1;

    private RandomVectors() {}

    /**
     * Writes the same vectors to one or more files.
     *
     * @param arguments WORDS DIMENSION SEED FILE...; the file names determine the formats
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int words = Integer.parseInt(arguments[0]);
        int dimension = Integer.parseInt(arguments[1]);
        try (Arena arena = Arena.ofShared()) {
            DenseEmbeddings embeddings = make(arena, words, dimension, Long.parseLong(arguments[2]));
            for (int i = 3; i < arguments.length; i++) {
                Path file = Path.of(arguments[i]);
                VectorFormat format = VectorFormats.forName(file)
                        .orElseThrow(() -> new IllegalArgumentException(file + ": no format has this extension"));
                format.write(embeddings, file, ProgressListener.NONE);
            }
        }
    }

    private static DenseEmbeddings make(Arena arena, int words, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix vectors = FloatMatrix.allocate(arena, words, dimension);
        List<String> names = new ArrayList<>(words);
        long[] counts = new long[words];
        float[] row = new float[dimension];
        for (int id = 0; id < words; id++) {
            names.add("w" + id);
            counts[id] = (long) words - id;
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) (DEVIATION * random.nextGaussian());
            }
            vectors.setRow(id, row, 0);
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(names, counts), vectors, ModelMetadata.EMPTY);
    }
}
