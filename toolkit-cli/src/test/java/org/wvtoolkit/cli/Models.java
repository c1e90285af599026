package org.wvtoolkit.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Small models with known results. */
public final class Models {
    private Models() {}

    /**
     * Words as directions in a plane: royal words differ from common words by a fixed rotation.
     *
     * @param path where to save
     * @param analyzer named in the metadata; empty for none
     */
    public static Path royal(Path path, String analyzer) throws IOException {
        List<String> words = List.of("man", "woman", "king", "queen", "france", "中国");
        double[] degrees = {0, 30, 60, 90, 200, 210};
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, words.size(), 2);
            for (int id = 0; id < degrees.length; id++) {
                vectors.set(id, 0, (float) (3 * Math.cos(Math.toRadians(degrees[id]))));
                vectors.set(id, 1, (float) (3 * Math.sin(Math.toRadians(degrees[id]))));
            }
            ModelMetadata metadata = analyzer.isEmpty()
                    ? ModelMetadata.EMPTY
                    : ModelMetadata.EMPTY
                            .with(ModelMetadata.METHOD, "cbow")
                            .with(ModelMetadata.CORPUS_TOKENS, "12345")
                            .with(ModelMetadata.OPTION_PREFIX + "window", "5")
                            .with(ModelMetadata.TEXT_PREFIX + "analyzer", analyzer);
            DenseEmbeddings.of(VocabularyBuilder.of(words, new long[] {60, 50, 40, 30, 20, 10}), vectors, metadata)
                    .save(path);
        }
        return path;
    }

    /** A model with many words, so that saving takes a while. */
    public static Path large(Path path, int words, int dimension) throws IOException {
        List<String> names = new ArrayList<>();
        long[] counts = new long[words];
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, words, dimension);
            for (int id = 0; id < words; id++) {
                names.add("word" + id);
                counts[id] = (long) words - id;
                for (int column = 0; column < dimension; column++) {
                    vectors.set(id, column, (float) Math.sin(id + 1.7 * column));
                }
            }
            DenseEmbeddings.of(VocabularyBuilder.of(names, counts), vectors, ModelMetadata.EMPTY)
                    .save(path);
        }
        return path;
    }
}
