package org.wvtoolkit.web;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Models for tests of the server. */
public final class Models {
    private Models() {}

    /** Saves a model of the given words with random vectors, the first word the most frequent. */
    public static Path random(Path file, int dimension, long seed, List<String> words) throws IOException {
        Random random = new Random(seed);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            float[] row = new float[dimension];
            for (int j = 0; j < dimension; j++) {
                row[j] = (float) random.nextGaussian();
            }
            rows.add(row);
        }
        return save(file, words, rows);
    }

    /** Saves a model. */
    public static Path save(Path file, List<String> words, List<float[]> rows) throws IOException {
        long[] counts = new long[words.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 1000L - i;
        }
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, rows.size(), rows.getFirst().length);
            for (int i = 0; i < rows.size(); i++) {
                vectors.setRow(i, rows.get(i), 0);
            }
            DenseEmbeddings.of(VocabularyBuilder.of(words, counts), vectors, ModelMetadata.EMPTY)
                    .save(file);
        }
        return file;
    }

    /** Returns words that WordNet contains, and some that would be markup in HTML. */
    public static List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                "king",
                "queen",
                "man",
                "woman",
                "dog",
                "cat",
                "animal",
                "paris",
                "france",
                "<img src=x onerror=alert(1)>"));
        for (int i = 0; i < 90; i++) {
            words.add("word" + i);
        }
        return words;
    }
}
