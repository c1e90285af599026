package org.wvtoolkit.web.page;

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

/** Small models with a known structure. */
final class ExplorerModels {
    /** A word that would run a script if it were interpreted as HTML. */
    static final String HOSTILE = "<img/src=x/onerror=\"window.injected=1\">";

    private static final int DIMENSION = 16;
    private static final List<String> ROYAL =
            List.of("king", "queen", "prince", "princess", "man", "woman", "boy", "girl");
    private static final List<String> ANIMALS =
            List.of("dog", "cat", "horse", "puppy", "poodle", "animal", "canine", "cow", "sheep", "wolf");
    private static final List<String> PLACES =
            List.of("paris", "france", "tokyo", "japan", "rome", "italy", "berlin", "germany");

    private ExplorerModels() {}

    /**
     * Saves a model of about 600 words in which king − man + woman is nearest to queen.
     *
     * @param seed of the noise and of the filler words' vectors
     */
    static Path save(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        for (String word : ROYAL) {
            boolean female = List.of("queen", "princess", "woman", "girl").contains(word);
            boolean royal = List.of("king", "queen", "prince", "princess").contains(word);
            boolean young = List.of("prince", "princess", "boy", "girl").contains(word);
            add(words, rows, random, word, 0, female ? 1 : -1, royal ? 1 : -1, young ? 1 : -1);
        }
        for (String word : ANIMALS) {
            add(words, rows, random, word, 4, word.length() % 2, word.length() % 3, 0.5);
        }
        for (String word : PLACES) {
            add(words, rows, random, word, 8, PLACES.indexOf(word) % 2, PLACES.indexOf(word) / 2.0, 0.5);
        }
        add(words, rows, random, HOSTILE, 4, 0.3, 0.2, 0.1);
        add(words, rows, random, "国王", 0, -1, 1, -1);
        for (int i = 0; i < 600; i++) {
            float[] row = new float[DIMENSION];
            for (int j = 0; j < DIMENSION; j++) {
                row[j] = (float) (random.nextGaussian() + (j % 5 == i % 5 ? 2 : 0));
            }
            words.add("filler" + i);
            rows.add(row);
        }
        return save(file, words, rows);
    }

    /** Saves a model of the given words with vectors of one or more dimensions. */
    static Path save(Path file, List<String> words, List<float[]> rows) throws IOException {
        long[] counts = new long[words.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 10_000L / (i + 1) + 5;
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

    /**
     * Adds a vector with a component for its group, from coordinate {@code group} on, followed by
     * three features.
     */
    private static void add(
            List<String> words, List<float[]> rows, Random random, String word, int group, double... features) {
        float[] row = new float[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
            row[j] = (float) (0.05 * random.nextGaussian());
        }
        row[group] += 1.5f;
        for (int j = 0; j < features.length; j++) {
            row[group + 1 + j] += (float) features[j];
        }
        words.add(word);
        rows.add(row);
    }
}
