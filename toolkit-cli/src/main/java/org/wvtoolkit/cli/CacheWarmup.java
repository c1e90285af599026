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
import java.util.SplittableRandom;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.relations.WordNetGraph;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Runs typical commands in one process, so that the JVM can record which classes they need. The launcher runs this
 * once after a build, and later starts load the recorded classes from a cache.
 *
 * <p>The profiles for queries and for text and vector files use {@code -XX:AOTCacheOutput} (JEP 483, JEP 514),
 * which also stores the interpreter's profiles of hot methods (JEP 515). Training needs the incubating vector
 * module, which that cache does not support, and uses the older {@code -XX:ArchiveClassesAtExit} (JEP 350). Without
 * the caches everything works the same, only more slowly.
 */
public final class CacheWarmup {
    private static final int WORDS = 3000;
    private static final int DIMENSION = 100;
    private static final int READ = 1_500_000;

    private static final String HOME = "WV_HOME";

    private CacheWarmup() {}

    /**
     * Runs the commands of one profile.
     *
     * @param arguments {@code questions}, {@code reading} or {@code training}, and an existing folder for some
     *     megabytes of temporary files
     * @throws IOException if the folder cannot be written to
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "questions" -> ask(folder.resolve("warmup.safetensors"));
            case "reading" -> read(folder);
            default ->
                train(
                        folder.resolve("warmup.txt"),
                        folder.resolve("trained.safetensors"),
                        folder.resolve("warmup-analogies.txt"),
                        folder.resolve("warmup-pairs.csv"));
        }
    }

    private static void ask(Path model) throws IOException {
        try {
            save(model);
            prepareWordNet();
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

    /** Reads enough text for the loops over it to be compiled. */
    private static void read(Path folder) throws IOException {
        Path text = folder.resolve("read.txt");
        Path corpus = folder.resolve("read.corpus");
        Path model = folder.resolve("read.safetensors");
        Path binary = folder.resolve("read.bin");
        Path vectors = folder.resolve("read.vec");
        try {
            SplittableRandom random = new SplittableRandom(1);
            StringBuilder words = new StringBuilder();
            for (int i = 1; i <= READ; i++) {
                // A distribution of words as in text: a few frequent, many rare.
                words.append(Long.toString((long) Math.pow(20_000, random.nextDouble()), 36));
                words.append(i % 20 == 0 ? '\n' : ' ');
            }
            Files.writeString(text, words);
            save(model);
            for (String[] run : new String[][] {
                {"corpus", "encode", text.toString(), "-o", corpus.toString(), "--force", "--analyzer", "whitespace"},
                {"corpus", "encode", text.toString(), "-o", corpus.toString(), "--force"},
                {"corpus", "tokenize", text.toString()},
                {"corpus", "stats", text.toString()},
                {"convert", model.toString(), "-o", binary.toString(), "--to", "word2vec-binary", "--force"},
                {"convert", binary.toString(), "-o", model.toString(), "--force"},
                {"convert", model.toString(), "-o", vectors.toString(), "--to", "word2vec-text", "--force"},
                {"convert", vectors.toString(), "-o", model.toString(), "--force"},
            }) {
                Wv.run(context(model.toString()), run);
            }
        } finally {
            for (Path file : List.of(text, corpus, model, binary, vectors)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void train(Path text, Path model, Path analogies, Path pairs) throws IOException {
        try {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                words.append("word").append(i * i % 997 % 100).append(i % 20 == 19 ? '\n' : ' ');
            }
            Files.writeString(text, words);
            Files.writeString(analogies, ": section\nword1 word2 word3 word4\nword5 word6 word7 word8\n");
            Files.writeString(pairs, "word1,word2,3\nword3,word4,5.5\nword5,word6,1\nword7,word8,2\n");
            String in = text.toString();
            String out = model.toString();
            for (String[] run : new String[][] {
                {"train", in, "-o", out, "--force", "--epochs", "2", "--analyzer", "whitespace"},
                {"train", in, "-o", out, "--force", "--epochs", "1", "--method", "skipgram"},
                {"train", in, "-o", out, "--force", "--method", "svd", "--dimension", "10"},
                {"eval", "-m", out, analogies.toString(), pairs.toString()},
                {"compare", out, out, "--questions", pairs.toString()},
            }) {
                Wv.run(context(out), run);
            }
        } finally {
            for (Path file : List.of(text, model, analogies, pairs)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Prepares the graph of WordNet if the environment names the toolkit's home folder, so that the first query does
     * not have to wait.
     */
    private static void prepareWordNet() throws IOException {
        String home = System.getenv().getOrDefault(HOME, "");
        if (!home.isEmpty()) {
            WordNetGraph.open(new ToolkitHome(Path.of(home)).wordNetGraph());
        }
    }

    private static ProcessContext context(String model) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                new PrintStream(nowhere, false, StandardCharsets.UTF_8),
                Map.of("WV_MODEL", model, HOME, System.getenv().getOrDefault(HOME, "")),
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
