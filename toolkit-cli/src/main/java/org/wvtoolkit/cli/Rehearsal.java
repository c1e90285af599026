package org.wvtoolkit.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Asks a tiny model every kind of question, in one process, so that the Java virtual machine can write down which classes a
 * question needs: the launcher runs this once after a build, with {@code -XX:AOTCacheOutput}, and later starts skip the loading
 * and linking of those classes (JEP 483, JEP 514). Without that file everything works the same, only slower.
 */
public final class Rehearsal {
    private static final int WORDS = 3000;
    private static final int DIMENSION = 100;

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param arguments an existing folder, for a model of about a megabyte, which is deleted again
     * @throws IOException if it cannot be written to
     */
    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0], "rehearsal.safetensors");
        try {
            save(model);
            String name = model.toString();
            for (String[] question : new String[][] {
                {"similar", "word1"},
                {"similar", "-m", name, "-n", "5", "--format", "tsv", "Word2", "word3"},
                {"similar", "--format", "json", "word4"},
                {"similar", "--format", "table", "word5"},
                {"similar", "word"},
                {"analogy", "word6", "word7", "word8"},
                {"info"},
                {"info", "--format", "json"},
            }) {
                Wv.run(context(name), question);
            }
        } finally {
            Files.deleteIfExists(model);
        }
    }

    private static ProcessContext context(String model) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                new PrintStream(nowhere, false, StandardCharsets.UTF_8),
                Map.of("WV_MODEL", model),
                false,
                false,
                80);
    }

    private static void save(Path model) throws IOException {
        List<String> words = new ArrayList<>();
        long[] counts = new long[WORDS];
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, WORDS, DIMENSION);
            for (int id = 0; id < WORDS; id++) {
                words.add("word" + id);
                counts[id] = (long) WORDS - id;
                for (int column = 0; column < DIMENSION; column++) {
                    vectors.set(id, column, (float) Math.sin(id + 1.7 * column));
                }
            }
            ModelMetadata metadata = ModelMetadata.EMPTY.with(ModelMetadata.TEXT_PREFIX + "analyzer", "standard");
            DenseEmbeddings.of(VocabularyBuilder.of(words, counts), vectors, metadata)
                    .save(model);
        }
    }
}
