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
 * <p>The caches ({@code -XX:AOTCacheOutput}, JEP 483, JEP 514) for reading and training also contain profiles of hot
 * methods (JEP 515), with which Java compiles them at their first calls. Therefore those commands run until the loops
 * that matter are compiled. Without the caches everything works the same, only more slowly.
 */
public final class CacheWarmup {
    private static final int WORDS = 3000;
    private static final int DIMENSION = 100;
    private static final int READ = 1_500_000;
    private static final int TRAINED = 1_000_000;
    private static final int TYPES = 20_000;
    private static final int QUESTIONS = 200;

    private static final String HOME = "WV_HOME";

    private CacheWarmup() {}

    /**
     * Runs the commands of one profile, or writes the jar of {@link VectorClasses}.
     *
     * @param arguments {@code questions}, {@code reading}, {@code training} or {@code vectors}, and an existing folder
     *     for some megabytes of temporary files; or {@code classes} and the folder that receives {@code vector.jar}
     * @throws IOException if the folder cannot be written to
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "questions" -> ask(folder.resolve("warmup.safetensors"));
            case "reading" -> read(folder);
            case "classes" -> VectorClasses.copy(folder.resolve("vector.jar"));
            case "training" -> train(folder);
            default -> evaluate(folder);
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
            writeText(text, READ);
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

    /**
     * Trains with each method until the kernels are compiled. Profiles of other work would make the kernels slower:
     * vectors in mapped files, for example, are segments of another class than those of training.
     */
    private static void train(Path folder) throws IOException {
        Path text = folder.resolve("train.txt");
        Path small = folder.resolve("small.txt");
        Path model = folder.resolve("trained.safetensors");
        try {
            writeText(text, TRAINED);
            writeText(small, TRAINED / 4);
            String in = text.toString();
            String out = model.toString();
            for (String[] run : new String[][] {
                {"train", small.toString(), "-o", out, "--force", "--method", "svd"},
                {"train", in, "-o", out, "--force", "--epochs", "1", "--method", "skipgram"},
                {"train", in, "-o", out, "--force", "--epochs", "1", "--method", "skipgram", "--deterministic"},
                {"train", in, "-o", out, "--force", "--epochs", "1", "--deterministic"},
                {"train", in, "-o", out, "--force", "--epochs", "2", "--analyzer", "whitespace"},
            }) {
                Wv.run(context(out), run);
            }
        } finally {
            for (Path file : List.of(text, small, model)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Evaluates, compares and searches vectors, and trains a classifier. */
    private static void evaluate(Path folder) throws IOException {
        Path labelled = folder.resolve("labelled.tsv");
        Path classifier = folder.resolve("classifier");
        Path model = folder.resolve("vectors.safetensors");
        Path index = folder.resolve("vectors.safetensors.hnsw");
        Path analogies = folder.resolve("analogies.txt");
        Path pairs = folder.resolve("pairs.csv");
        Path words = folder.resolve("words.txt");
        try {
            save(model);
            writeQuestions(analogies, pairs, words);
            writeLabelled(labelled);
            String name = model.toString();
            for (String[] run : new String[][] {
                {"eval", "-m", name, analogies.toString(), pairs.toString()},
                {"compare", name, name, "--questions", pairs.toString()},
                {"similar", "-m", name, "--words-from", words.toString()},
                {"cluster", "-m", name},
                {"classify", "train", labelled.toString(), "-o", classifier.toString(), "--input-format", "tsv"},
                {"index", "-m", name},
                {"similar", "-m", name, "--words-from", words.toString()},
            }) {
                Wv.run(context(name), run);
            }
        } finally {
            for (Path file : List.of(model, index, analogies, pairs, words, labelled, classifier)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void writeLabelled(Path labelled) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < QUESTIONS; i++) {
            lines.append(i % 2 == 0 ? "even" : "odd").append('\t');
            for (int k = 0; k < 100; k++) {
                lines.append(Long.toString((long) Math.pow(TYPES, random.nextDouble()), 36))
                        .append(' ');
            }
            lines.append('\n');
        }
        Files.writeString(labelled, lines);
    }

    /** Writes words with a distribution as in text, a few frequent and many rare ones, in lines of 20 words. */
    private static void writeText(Path text, int tokens) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder words = new StringBuilder();
        for (int i = 1; i <= tokens; i++) {
            words.append(Long.toString((long) Math.pow(TYPES, random.nextDouble()), 36));
            words.append(i % 20 == 0 ? '\n' : ' ');
        }
        Files.writeString(text, words);
    }

    /** Writes analogies, word pairs with ratings, and single words of the model that {@link #save} creates. */
    private static void writeQuestions(Path analogies, Path pairs, Path words) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        StringBuilder four = new StringBuilder(": section\n");
        StringBuilder two = new StringBuilder();
        StringBuilder one = new StringBuilder();
        for (int i = 0; i < QUESTIONS; i++) {
            int[] drawn = random.ints(4, 0, WORDS).toArray();
            four.append("word%d word%d word%d word%d\n".formatted(drawn[0], drawn[1], drawn[2], drawn[3]));
            two.append("word%d,word%d,%d\n".formatted(drawn[0], drawn[1], i % 11));
            one.append("word%d\n".formatted(drawn[2]));
        }
        Files.writeString(analogies, four);
        Files.writeString(pairs, two);
        Files.writeString(words, one);
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
