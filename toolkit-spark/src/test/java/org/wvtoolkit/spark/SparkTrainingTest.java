package org.wvtoolkit.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cooccurrence.ContextSide;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.SubsamplingMode;
import org.wvtoolkit.cooccurrence.WindowWeighting;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.pipeline.CooccurrenceMethod;
import org.wvtoolkit.pipeline.PpmiMethod;
import org.wvtoolkit.pipeline.SvdMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;

class SparkTrainingTest {
    private static final VocabularyOptions WORDS = new VocabularyOptions(3, Integer.MAX_VALUE);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static JavaSparkContext spark;
    private static Path text;
    private static Path expectedCorpus;

    @BeforeAll
    static void begin() throws IOException {
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("toolkit tests")
                .set("spark.ui.enabled", "false")
                .set("spark.local.dir", shared.resolve("local").toString());
        spark = new JavaSparkContext(conf);
        spark.setLogLevel("ERROR");
        text = shared.resolve("text");
        Files.createDirectories(text.resolve("b"));
        Files.createDirectories(text.resolve(".hidden"));
        Files.writeString(text.resolve("a.txt"), "\ufeff" + randomText(1, 700, "\n"));
        Files.writeString(text.resolve("b/c.txt"), randomText(2, 500, "\r\n"));
        Files.writeString(text.resolve("b/empty.txt"), "");
        Files.writeString(text.resolve("d.txt"), randomText(3, 400, "\n") + "\ufeffw1 w2 without end");
        Files.write(text.resolve("e.bin"), new byte[] {1, 0, 2, 0});
        Files.writeString(text.resolve(".hidden/f.txt"), "hidden hidden hidden");
        Files.writeString(text.resolve("g.txt"), "w3 ".repeat(30_000) + "\nw4 w5\n\n\nw6");
        expectedCorpus = shared.resolve("expected.corpus");
        TextCorpus source = TextCorpus.of(List.of(TextInput.path(text)), new TextOptions("standard"));
        CorpusEncoder.encode(source, WORDS, expectedCorpus, resources(shared), ProgressListener.NONE)
                .close();
    }

    @AfterAll
    static void end() {
        spark.stop();
    }

    private static String randomText(long seed, int lines, String lineEnd) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            int length = random.nextInt(30);
            for (int i = 0; i < length; i++) {
                double u = random.nextDouble();
                text.append('w').append((int) (300 * u * u * u)).append(i % 7 == 3 ? ", É" : " ");
            }
            text.append(lineEnd);
        }
        return text.toString();
    }

    private static Resources resources(Path folder) {
        return new Resources(2, Resources.MIN_MEMORY, folder);
    }

    private static SparkText input(long splitBytes) {
        return new SparkText(List.of(text.toString()), "standard", null, null, null, Sentences.LINE, splitBytes);
    }

    private SparkTraining training(int partitions) {
        return SparkTraining.on(spark, folder).withDriver(resources(folder)).withPartitions(partitions);
    }

    /**
     * Returns the bytes of a file with the hash in its metadata replaced, because the hash on a
     * cluster is of another kind.
     */
    private static byte[] withoutHash(Path file, int headerEnd) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, 8, headerEnd, StandardCharsets.ISO_8859_1);
        String hash = header.replaceAll("\"corpus_(tree_)?sha256\":\"[0-9a-f]+\",?", "")
                .replaceAll("\"text\\.[^,]*,?", "")
                .stripTrailing();
        byte[] head = hash.getBytes(StandardCharsets.ISO_8859_1);
        byte[] result = new byte[head.length + bytes.length - 8 - headerEnd];
        System.arraycopy(head, 0, result, 0, head.length);
        System.arraycopy(bytes, 8 + headerEnd, result, head.length, bytes.length - 8 - headerEnd);
        return result;
    }

    private static byte[] withoutHash(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int headerEnd = (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16;
        return withoutHash(file, headerEnd);
    }

    @Test
    @DisplayName("The encoded corpus equals that of one machine for any number of splits and partitions")
    void encode() throws IOException {
        byte[] expected = withoutHash(expectedCorpus);
        String hash = null;
        int[][] ways = {{1, 1 << 20}, {3, 1 << 20}, {8, 1000}, {64, 333}};
        for (int[] way : ways) {
            Path file = folder.resolve("corpus-" + way[0]);
            try (SparkCorpus corpus = training(way[0]).encode(input(way[1]), WORDS)) {
                corpus.save(file);
            }
            assertArrayEquals(expected, withoutHash(file), "partitions and part size " + way[0] + ", " + way[1]);
            try (EncodedCorpus opened = EncodedCorpus.open(file)) {
                if (way[1] == 1 << 20) {
                    String found = opened.provenance().get(SparkCorpus.TREE_HASH);
                    assertEquals(hash == null ? found : hash, found);
                    hash = found;
                }
            }
        }
    }

    @Test
    @DisplayName("Lines of an RDD with empty partitions and null are encoded like a file of these lines")
    void lines() throws IOException {
        List<String> lines = randomText(9, 300, "\n").lines().toList();
        Path file = folder.resolve("lines.txt");
        Files.write(file, lines);
        Path expected = folder.resolve("expected");
        CorpusEncoder.encode(TextCorpus.of(file), WORDS, expected, resources(folder), ProgressListener.NONE)
                .close();
        JavaRDD<String> rdd = spark.parallelize(lines, 5).map(line -> line.isEmpty() ? null : line);
        JavaRDD<String> withEmpty = rdd.union(spark.parallelize(new ArrayList<String>(), 3));
        Path found = folder.resolve("found");
        try (SparkCorpus corpus = SparkCorpus.encode(spark, withEmpty, "standard", WORDS, ProgressListener.NONE)) {
            corpus.save(found);
        }
        assertArrayEquals(withoutHash(expected), withoutHash(found));
    }

    private void assertSameModel(TrainingMethod method) throws IOException {
        Path expected = folder.resolve("expected-model");
        Path found = folder.resolve("found-model");
        try (EncodedCorpus corpus = EncodedCorpus.open(expectedCorpus);
                Embeddings model = Training.train(corpus, method, resources(folder), ProgressListener.NONE)) {
            model.save(expected);
        }
        for (int partitions : new int[] {1, 3, 8}) {
            try (Embeddings model = training(partitions).train(input(1000), WORDS, method)) {
                model.save(found);
            }
            assertArrayEquals(withoutHash(expected), withoutHash(found), method.name() + " on " + partitions);
        }
    }

    @Test
    @DisplayName("Counts equal those of one machine: harmonic windows, subsampling, one side, positions")
    void counts() throws IOException {
        assertSameModel(new CooccurrenceMethod(CooccurrenceOptions.builder()
                .window(7)
                .weighting(WindowWeighting.HARMONIC)
                .build()));
        assertSameModel(new CooccurrenceMethod(CooccurrenceOptions.builder()
                .window(4)
                .side(ContextSide.LEFT)
                .positional(true)
                .subsample(0.005, SubsamplingMode.DIRTY)
                .build()));
    }

    @Test
    @DisplayName("Weights of symmetric and other counts equal those of one machine")
    void weights() throws IOException {
        CooccurrenceOptions symmetric = CooccurrenceOptions.builder()
                .window(7)
                .weighting(WindowWeighting.HARMONIC)
                .subsample(0.01, SubsamplingMode.CLEAN)
                .build();
        CooccurrenceOptions right = CooccurrenceOptions.builder()
                .window(3)
                .weighting(WindowWeighting.LINEAR)
                .side(ContextSide.RIGHT)
                .positional(true)
                .build();
        for (CooccurrenceOptions counting : List.of(symmetric, right)) {
            assertSameModel(new PpmiMethod(counting, WeightingOptions.defaults()));
        }
    }

    @Test
    @DisplayName("Singular vectors of symmetric and other counts equal those of one machine")
    void factors() throws IOException {
        SvdOptions factors = SvdOptions.builder().dimension(20).build();
        assertSameModel(new SvdMethod(SvdMethod.COUNTING, WeightingOptions.defaults(), factors));
        CooccurrenceOptions left = CooccurrenceOptions.builder()
                .window(2)
                .side(ContextSide.LEFT)
                .positional(true)
                .build();
        assertSameModel(new SvdMethod(left, WeightingOptions.defaults(), factors));
    }

    private static Word2VecMethod prediction(Word2VecModel model, int epochs) {
        return Word2VecMethod.of(Word2VecOptions.builder(model)
                .dimension(20)
                .epochs(epochs)
                .subsample(0.01)
                .validationFraction(0.05)
                .build());
    }

    /** Returns text without the line of a single word, which prediction cannot train on. */
    private static SparkText sentences() {
        return new SparkText(
                List.of(text.resolve("a.txt").toString(), text.resolve("b").toString()),
                "standard",
                null,
                null,
                null,
                Sentences.LINE,
                1000);
    }

    private byte[] predict(int partitions, ReplicaOptions replicas, Word2VecMethod method) throws IOException {
        Path file = folder.resolve("prediction");
        try (Embeddings model = training(partitions).withReplicas(replicas).train(sentences(), WORDS, method)) {
            model.save(file);
        }
        return Files.readAllBytes(file);
    }

    @Test
    @DisplayName("Replicas give the same model for any number of partitions")
    void replicas() throws IOException {
        for (Word2VecModel model : Word2VecModel.values()) {
            Word2VecMethod method = prediction(model, 2);
            ReplicaOptions options = new ReplicaOptions(3, 2, 0.25, 1);
            byte[] once = predict(2, options, method);
            assertArrayEquals(once, predict(7, options, method));
        }
    }

    /** Listener that collects notes. */
    private record Notes(List<String> notes) implements ProgressListener {
        @Override
        public void stage(String name, Unit unit, long total) {}

        @Override
        public void advanced(long done, String detail) {}

        @Override
        public void note(String message) {
            notes.add(message);
        }

        boolean contain(String part) {
            return notes.stream().anyMatch(note -> note.contains(part));
        }
    }

    @Test
    @DisplayName("Replicas stop early after an epoch without a lower validation loss")
    void earlyStop() throws IOException {
        Word2VecMethod method = Word2VecMethod.of(Word2VecOptions.builder(Word2VecModel.CBOW)
                .dimension(8)
                .epochs(60)
                .subsample(0)
                .validationFraction(0.1)
                .earlyStop(true)
                .build());
        Notes notes = new Notes(new ArrayList<>());
        SparkTraining early =
                training(2).withReplicas(new ReplicaOptions(1, 1, 0, 1)).withProgress(notes);
        try (Embeddings model = early.train(sentences(), WORDS, method)) {
            String[] losses =
                    model.metadata().get(Word2VecMethod.LOSSES).orElseThrow().split(" ", -1);
            assertTrue(losses.length < 60, "epochs: " + losses.length);
            assertTrue(Double.parseDouble(losses[losses.length - 1]) >= Double.parseDouble(losses[losses.length - 2]));
            assertTrue(notes.contain("stopped early"), notes.toString());
        }
    }

    @Test
    @DisplayName("A text without held-out tokens has no validation losses, as on one machine")
    void noHeldOutTokens() throws IOException {
        Word2VecMethod method = Word2VecMethod.of(Word2VecOptions.builder(Word2VecModel.CBOW)
                .dimension(8)
                .epochs(2)
                .validationFraction(1e-9)
                .build());
        Notes notes = new Notes(new ArrayList<>());
        SparkTraining training =
                training(2).withReplicas(new ReplicaOptions(1, 1, 0, 1)).withProgress(notes);
        try (Embeddings model = training.train(sentences(), WORDS, method)) {
            assertEquals("", model.metadata().get(Word2VecMethod.LOSSES).orElseThrow());
        }
        assertTrue(notes.contain("too short for a held-out sample"), notes.toString());
        assertTrue(notes.notes().stream().noneMatch(note -> note.contains("NaN")), notes.toString());
    }

    @Test
    @DisplayName("Local files are listed as on one machine: links into loops and broken links are skipped with a note")
    void links() throws IOException {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.writeString(links.resolve("a.txt"), "w1 w2 w3\n".repeat(9));
        Files.createSymbolicLink(links.resolve("loop"), links);
        Files.createSymbolicLink(links.resolve("broken"), folder.resolve("absent"));
        Notes notes = new Notes(new ArrayList<>());
        SparkText input = SparkText.of(List.of(links.toString()), "standard");
        try (SparkCorpus corpus = training(2).withProgress(notes).encode(input, WORDS)) {
            assertEquals(27, corpus.tokens());
        }
        assertTrue(notes.contain("loop, a link to a folder that contains it"), notes.toString());
        assertTrue(notes.contain("broken, a broken link"), notes.toString());
    }

    @Test
    @DisplayName("Bytes that are not UTF-8 are replaced with a note, as on one machine")
    void malformedBytes() throws IOException {
        Path file = folder.resolve("latin.txt");
        Files.write(file, "caf\u00e9 caf\u00e9 caf\u00e9\n".repeat(3).getBytes(StandardCharsets.ISO_8859_1));
        Notes notes = new Notes(new ArrayList<>());
        SparkText input = SparkText.of(List.of(file.toString()), "standard");
        training(1).withProgress(notes).encode(input, WORDS).close();
        assertTrue(notes.contain("latin.txt: 9 byte sequences are not valid UTF-8"), notes.toString());
    }

    @Test
    @DisplayName("Training continues from a checkpoint to the same model")
    void resume() throws IOException {
        Word2VecMethod method = prediction(Word2VecModel.CBOW, 2);
        ReplicaOptions options = new ReplicaOptions(2, 4, 0.25, 1);
        byte[] whole = predict(3, options, method);
        Path checkpoint = folder.resolve("model.checkpoint");
        SparkTraining stopping = training(3).withReplicas(options).withCheckpoints(checkpoint, 3);
        // The progress of the fifth round ends training like a killed driver, after the checkpoint
        // of round 3.
        SparkTraining stopped = stopping.withProgress(new ProgressListener() {
            private int rounds;

            @Override
            public void stage(String name, Unit unit, long total) {
                rounds = name.startsWith("training") ? 0 : Integer.MIN_VALUE;
            }

            @Override
            public void advanced(long done, String detail) {
                if (++rounds == 5) {
                    throw new IllegalStateException("stopped");
                }
            }

            @Override
            public void note(String message) {}
        });
        assertThrows(IllegalStateException.class, () -> stopped.train(sentences(), WORDS, method));
        assertTrue(Files.exists(checkpoint));
        Path file = folder.resolve("resumed");
        try (Embeddings model = stopping.train(sentences(), WORDS, method)) {
            model.save(file);
        }
        assertArrayEquals(whole, Files.readAllBytes(file));
        SparkTraining other = stopping.withReplicas(new ReplicaOptions(3, 4, 0.25, 1));
        IOException refused = assertThrows(IOException.class, () -> other.train(sentences(), WORDS, method));
        assertTrue(String.valueOf(refused.getMessage()).contains("spark.replicas"), refused.getMessage());
    }

    @Test
    @DisplayName("Invalid input raises an exception with one line that names the file or the option")
    void badInput() throws IOException {
        SparkText absent = SparkText.of(List.of(folder.resolve("absent").toString()), "standard");
        assertMessage("no such file", () -> training(1).encode(absent, WORDS).close());
        Path binary = folder.resolve("binary");
        Files.write(binary, new byte[] {0, 1, 2});
        SparkText notText = SparkText.of(List.of(binary.toString()), "standard");
        assertMessage("binary", () -> training(1).encode(notText, WORDS).close());
        Path broken = folder.resolve("broken.gz");
        Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8});
        SparkText damaged = SparkText.of(List.of(broken.toString()), "standard");
        assertMessage("broken.gz", () -> training(1).encode(damaged, WORDS).close());
        Path colon = folder.resolve("a:b.txt");
        Files.writeString(colon, "a b c\n".repeat(9));
        SparkText named = SparkText.of(List.of(colon.toString()), "standard");
        assertMessage("colon", () -> training(1).encode(named, WORDS).close());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SparkText(List.of("text"), "standard", "docx", null, null, Sentences.LINE, 1000));
        Path empty = folder.resolve("empty.txt");
        Files.writeString(empty, "\n\n");
        SparkText nothing = SparkText.of(List.of(empty.toString()), "standard");
        assertMessage(
                "contains no words", () -> training(1).encode(nothing, WORDS).close());
        IllegalArgumentException many = assertThrows(
                IllegalArgumentException.class,
                () -> predict(1, new ReplicaOptions(1000, 100, 0, 1), prediction(Word2VecModel.CBOW, 1)));
        assertTrue(String.valueOf(many.getMessage()).contains("reduce the number of replicas"), many.getMessage());
    }

    /** Listener that changes a file between the listing of files and reading. */
    private record FileChange(Action action) implements ProgressListener {
        @Override
        public void stage(String name, Unit unit, long total) {
            try {
                action.run();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void advanced(long done, String detail) {}

        @Override
        public void note(String message) {}
    }

    @Test
    @DisplayName("Files that disappear or change between listing and reading are reported")
    void changedFiles() throws IOException {
        Path file = folder.resolve("changed.txt");
        SparkText input = SparkText.of(List.of(file.toString()), "standard");
        String content = "a b c\n".repeat(100);
        Files.writeString(file, content);
        FileChange deletion = new FileChange(() -> Files.deleteIfExists(file));
        assertMessage(
                "cannot open the file",
                () -> training(1).withProgress(deletion).encode(input, WORDS).close());
        Files.writeString(file, content);
        FileChange growth = new FileChange(() -> Files.writeString(file, content + content));
        assertMessage(
                "changed while it was read",
                () -> training(1).withProgress(growth).encode(input, WORDS).close());
        FileChange truncation = new FileChange(() -> Files.writeString(file, "a b c\n"));
        assertMessage(
                "changed while it was read",
                () -> training(1).withProgress(truncation).encode(input, WORDS).close());
    }

    @Test
    @DisplayName("A line that is longer than chunks and parts is one sentence, as on one machine")
    void giantLine() throws IOException {
        Path file = folder.resolve("giant.txt");
        Files.writeString(file, "w1 w2\n" + "w1 w2 w3 ".repeat(ChunkSink.CHUNK_TOKENS / 2) + "\nw3 w1\n");
        Path expected = folder.resolve("expected");
        CorpusEncoder.encode(TextCorpus.of(file), WORDS, expected, resources(folder), ProgressListener.NONE)
                .close();
        Path found = folder.resolve("found");
        SparkText input =
                new SparkText(List.of(file.toString()), "standard", null, null, null, Sentences.LINE, 1 << 20);
        try (SparkCorpus corpus = training(4).encode(input, WORDS)) {
            corpus.save(found);
        }
        assertArrayEquals(withoutHash(expected), withoutHash(found));
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertMessage(String part, Action action) {
        IOException failure = assertThrows(IOException.class, action::run);
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    @DisplayName("The metadata of a model contains the tree hash of its corpus")
    void metadata() throws IOException {
        try (Embeddings model =
                training(2).train(input(1000), WORDS, new CooccurrenceMethod(CooccurrenceOptions.defaults()))) {
            assertTrue(model.metadata().get(SparkCorpus.TREE_HASH).isPresent());
            assertTrue(model.metadata().get(ModelMetadata.CORPUS_SHA256).isEmpty());
        }
    }
}
