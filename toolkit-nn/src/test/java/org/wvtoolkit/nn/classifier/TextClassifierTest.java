package org.wvtoolkit.nn.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.nn.labelled.LabelledFormat;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class TextClassifierTest {
    @TempDir
    Path folder;

    /** Returns small classifiers of each kind. */
    static Stream<ClassifierMethod> methods() {
        return Stream.of(
                LabelledTexts.method("average", "buckets", "5000", "epochs", "60", "learning-rate", "1"),
                LabelledTexts.method("average", "buckets", "100", "dimension", "5", "ngrams", "3", "epochs", "120"),
                cnn("static"),
                cnn("tuned"),
                cnn("both"));
    }

    private static ClassifierMethod cnn(String channels) {
        return LabelledTexts.method(
                "cnn",
                "channels",
                channels,
                "dimension",
                "12",
                "filters",
                "8",
                "widths",
                "1,2",
                "batch",
                "5",
                "epochs",
                "60",
                "learning-rate",
                "0.01",
                "validation-fraction",
                "0",
                "patience",
                "0",
                "min-count",
                "1",
                "dropout",
                "0.1");
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("Memorizes twenty texts")
    void memorize(ClassifierMethod method) throws IOException {
        try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(20, 3));
                TextClassifier classifier = LabelledTexts.train(folder, corpus, method, 1, null)) {
            assertEquals(
                    1,
                    LabelledTexts.accuracy(classifier, corpus),
                    method.options().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("A classifier is the same after saving and opening")
    void saveAndOpen(ClassifierMethod method) throws IOException {
        Path file = folder.resolve("c");
        try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(20, 3));
                TextClassifier classifier = LabelledTexts.train(folder, corpus, method, 1, null)) {
            classifier.save(file);
            try (TextClassifier opened = TextClassifier.open(file)) {
                assertEquals(List.of("bad", "fine"), opened.labels());
                assertEquals(
                        "whitespace", opened.metadata().get("text.analyzer").orElse(""));
                for (int document = 0; document < corpus.documents(); document++) {
                    assertArrayEquals(
                            LabelledTexts.probabilities(classifier, corpus, document),
                            LabelledTexts.probabilities(opened, corpus, document),
                            1e-5);
                }
            }
            byte[] first = Files.readAllBytes(file);
            try (TextClassifier again = LabelledTexts.train(folder, corpus, method, 1, null)) {
                again.save(file);
            }
            assertArrayEquals(first, Files.readAllBytes(file), "equal input gives equal files");
        }
    }

    @Test
    @DisplayName("Bigrams distinguish word order, single words do not")
    void bigrams() throws IOException {
        try (LabelledCorpus learned = LabelledTexts.read(folder, LabelledTexts.ordered(400, 1))) {
            try (TextClassifier bigrams = LabelledTexts.train(
                            folder,
                            learned,
                            LabelledTexts.method("average", "buckets", "20000", "epochs", "20"),
                            2,
                            null);
                    TextClassifier words = LabelledTexts.train(
                            folder, learned, LabelledTexts.method("average", "ngrams", "1", "epochs", "20"), 2, null)) {
                assertTrue(LabelledTexts.accuracy(bigrams, learned) > 0.95);
                assertTrue(LabelledTexts.accuracy(words, learned) < 0.8);
            }
        }
    }

    /** Batches are divided into parts independent of the number of threads. */
    @Test
    @DisplayName("A convolutional network does not depend on the number of threads")
    void threads() throws IOException {
        ClassifierMethod few = LabelledTexts.method(
                "cnn", "channels", "both", "dimension", "12", "filters", "8", "epochs", "3", "batch", "10");
        try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(40, 3));
                TextClassifier one = LabelledTexts.train(folder, corpus, few, 1, null);
                TextClassifier three = LabelledTexts.train(folder, corpus, few, 3, null)) {
            for (int document = 0; document < corpus.documents(); document++) {
                assertArrayEquals(
                        LabelledTexts.probabilities(one, corpus, document),
                        LabelledTexts.probabilities(three, corpus, document));
            }
        }
    }

    /** Unseen texts are classified through word vectors close to those of training words. */
    @ParameterizedTest
    @CsvSource({"average, static", "cnn, static", "cnn, both"})
    @DisplayName("Vectors transfer to unseen words")
    void unseenWords(String name, String channels) throws IOException {
        List<String> words = List.of("good", "fine", "great", "bad", "awful", "poor");
        try (Arena arena = Arena.ofConfined();
                LabelledCorpus corpus = LabelledTexts.read(
                        folder, "p\tgood fine\np\tfine good\nn\tbad awful\nn\tawful bad\np\tgood\nn\tbad\n")) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, words.size(), 4);
            for (int id = 0; id < words.size(); id++) {
                vectors.set(id, 0, id < 3 ? 3 : -3);
                vectors.set(id, 1, id % 3);
            }
            DenseEmbeddings embeddings = DenseEmbeddings.of(
                    VocabularyBuilder.of(words, new long[words.size()]), vectors, ModelMetadata.EMPTY);
            ClassifierMethod method = name.equals("average")
                    ? LabelledTexts.method(
                            "average", "dimension", "4", "channels", channels, "ngrams", "1", "epochs", "50")
                    : LabelledTexts.method(
                            "cnn",
                            "dimension",
                            "4",
                            "channels",
                            channels,
                            "widths",
                            "1",
                            "filters",
                            "6",
                            "epochs",
                            "80",
                            "learning-rate",
                            "0.05",
                            "validation-fraction",
                            "0",
                            "patience",
                            "0",
                            "min-count",
                            "1",
                            "batch",
                            "2");
            try (TextClassifier classifier = LabelledTexts.train(folder, corpus, method, 1, embeddings)) {
                assertEquals(1, LabelledTexts.accuracy(classifier, corpus));
            }
        }
    }

    /** Classification depends on the vectors only, not on random rows for words without a vector. */
    @Test
    @DisplayName("Static vectors without useful words do not separate texts")
    void staticVectors() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(i % 2 == 0 ? "p\tthe good\n" : "n\tthe bad\n");
        }
        try (Arena arena = Arena.ofConfined();
                LabelledCorpus corpus = LabelledTexts.read(folder, lines.toString())) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, 1, 8);
            vectors.set(0, 0, 1);
            DenseEmbeddings embeddings =
                    DenseEmbeddings.of(VocabularyBuilder.of(List.of("the"), new long[1]), vectors, ModelMetadata.EMPTY);
            ClassifierMethod method = LabelledTexts.method(
                    "average", "dimension", "8", "channels", "static", "ngrams", "1", "epochs", "50");
            try (TextClassifier classifier = LabelledTexts.train(folder, corpus, method, 1, embeddings)) {
                assertEquals(0.5, LabelledTexts.accuracy(classifier, corpus));
            }
        }
    }

    @Test
    @DisplayName("Stops when the validation loss no longer decreases")
    void earlyStopping() throws IOException {
        // Random labels: the better the training texts are learned, the worse the validation texts
        // are classified.
        StringBuilder lines = new StringBuilder();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            lines.append(random.nextBoolean() ? "a" : "b");
            lines.append("\tx")
                    .append(random.nextInt(15))
                    .append(" y")
                    .append(random.nextInt(15))
                    .append('\n');
        }
        int[] epochs = {0};
        ClassifierMethod method = LabelledTexts.method(
                "average", "epochs", "500", "learning-rate", "3", "validation-fraction", "0.3", "patience", "3");
        try (LabelledCorpus corpus = LabelledTexts.read(folder, lines.toString());
                TextClassifier classifier = ClassifierTraining.train(
                        corpus, method, null, LabelledTexts.resources(folder, 1), new Notes(message -> {
                            if (message.startsWith("epoch")) {
                                epochs[0]++;
                            }
                        }))) {
            assertTrue(epochs[0] >= 4 && epochs[0] < 500, epochs[0] + " epochs");
            assertEquals(2, classifier.labels().size());
        }
    }

    @Test
    @DisplayName("Class weights move the boundary towards the frequent label")
    void classWeights() throws IOException {
        String texts = "often\tx\n".repeat(9) + "rare\tx\n";
        try (LabelledCorpus corpus = LabelledTexts.read(folder, texts)) {
            double plain = rare(corpus, "none");
            double balanced = rare(corpus, "balanced");
            double heavy = rare(corpus, "rare=81");
            assertEquals(0.1, plain, 0.05);
            assertEquals(0.5, balanced, 0.1);
            assertEquals(0.9, heavy, 0.05);
            assertTrue(assertThrows(InvalidOptionException.class, () -> rare(corpus, "seldom=2"))
                    .toString()
                    .contains("class-weights must be LABEL=WEIGHT with one of the labels often, rare: seldom=2"));
        }
    }

    @Test
    @DisplayName("Labels of class weights may contain commas and backslashes")
    void escapedClassWeights() {
        List<String> labels = List.of("a,b", "c\\", "d\\e");
        int[] counts = {1, 1, 1};
        assertArrayEquals(new double[] {0.5, 1, 1.5}, ClassWeights.of("a\\,b=1,c\\\\=2,d\\e=3", labels, counts), 1e-12);
        assertEquals(
                "a\\,b=1",
                LabelledTexts.method("average", "class-weights", "a\\,b=1")
                        .options()
                        .get("class-weights"));
        assertThrows(InvalidOptionException.class, () -> LabelledTexts.method("average", "class-weights", "a,b=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw"})
    @DisplayName("Each optimizer has a default learning rate with which the network trains")
    void defaultRates(String optimizer) throws IOException {
        ClassifierMethod method = LabelledTexts.method(
                "cnn",
                "optimizer",
                optimizer,
                "dimension",
                "20",
                "filters",
                "20",
                "widths",
                "2,3",
                "epochs",
                "30",
                "batch",
                "10",
                "patience",
                "0",
                "validation-fraction",
                "0",
                "dropout",
                "0.2");
        assertEquals(
                Double.toString(UpdateRules.named(optimizer).learningRate()),
                String.valueOf(Double.parseDouble(method.options().getOrDefault("learning-rate", ""))));
        try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(200, 3));
                TextClassifier classifier = LabelledTexts.train(folder, corpus, method, 1, null)) {
            double accuracy = LabelledTexts.accuracy(classifier, corpus);
            assertTrue(accuracy > 0.9, optimizer + ": " + accuracy);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rare=1,often=2,rare=3 | class-weights must have one weight for each label: rare=1,often=2,rare=3
            often=0               | class-weights must have weights above 0 and at most 1000000: often=0
            rare                  | class-weights must be none, balanced, or LABEL=WEIGHT,…: rare
            rare=1,               | class-weights must be none, balanced, or LABEL=WEIGHT,…: rare=1,
            """)
    @DisplayName("Class weights that are malformed or repeated are rejected")
    void wrongClassWeights(String weights, String problem) throws IOException {
        try (LabelledCorpus corpus = LabelledTexts.read(folder, "often\tx\noften\ty\nrare\tz\n")) {
            InvalidOptionException wrong = assertThrows(InvalidOptionException.class, () -> rare(corpus, weights));
            assertEquals(problem, wrong.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,3", "1,2,1", "0", "101"})
    @DisplayName("Repeated widths are rejected, because the width names the weights of a group")
    void wrongWidths(String widths) {
        InvalidOptionException wrong =
                assertThrows(InvalidOptionException.class, () -> LabelledTexts.method("cnn", "widths", widths));
        assertEquals("widths must be different numbers from 1 to 100, such as 3,4,5: " + widths, wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            average | dimension=10000 buckets=100000000 | memory of 256 MB is too small for classifier average
            average | buckets=3000000 patience=1 validation-fraction=0.5 | which needs 367 MB for 2 words; raise it
            cnn     | dimension=10000 widths=100 filters=10000 | dimension or filters is too large for classifier cnn
            """)
    @DisplayName("Parameters that exceed the memory are refused before training")
    void tooLarge(String name, String options, String problem) throws IOException {
        String[] given = options.split("[ =]", -1);
        try (LabelledCorpus corpus = LabelledTexts.read(folder, "a\tx\nb\ty\n")) {
            ClassifierMethod method = LabelledTexts.method(name, given);
            ConflictingOptionsException refused = assertThrows(
                    ConflictingOptionsException.class,
                    () -> LabelledTexts.train(folder, corpus, method, 1, null).close());
            assertTrue(refused.toString().contains(problem), refused.toString());
        }
    }

    @Test
    @DisplayName("Training without enough texts for a validation part says so")
    void tooFewForValidation() throws IOException {
        List<String> notes = new ArrayList<>();
        ClassifierMethod method =
                LabelledTexts.method("average", "buckets", "9", "validation-fraction", "0.1", "patience", "1");
        try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(8, 3));
                TextClassifier classifier = ClassifierTraining.train(
                        corpus, method, null, LabelledTexts.resources(folder, 1), new Notes(notes::add))) {
            assertEquals(2, classifier.labels().size());
        }
        assertTrue(
                notes.stream().anyMatch(note -> note.startsWith("too few texts for a validation part: 8")),
                notes::toString);
    }

    private double rare(LabelledCorpus corpus, String weights) throws IOException {
        ClassifierMethod method = LabelledTexts.method(
                "average", "class-weights", weights, "epochs", "300", "learning-rate", "0.2", "ngrams", "1");
        try (TextClassifier classifier = LabelledTexts.train(folder, corpus, method, 1, null)) {
            return LabelledTexts.probabilities(classifier, corpus, 0)[1];
        }
    }

    @Test
    @DisplayName("Diverging training is stopped")
    void divergence() throws IOException {
        try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(40, 3))) {
            ClassifierMethod method = LabelledTexts.method(
                    "cnn",
                    "optimizer",
                    "sgd",
                    "learning-rate",
                    "100",
                    "epochs",
                    "50",
                    "norm-limit",
                    "1e300",
                    "validation-fraction",
                    "0",
                    "patience",
                    "0",
                    "filters",
                    "4",
                    "dimension",
                    "4");
            IOException failure =
                    assertThrows(IOException.class, () -> LabelledTexts.train(folder, corpus, method, 1, null));
            assertTrue(failure.toString().contains("training diverged in epoch"), failure.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a⇥x¶a⇥y¶           | only one label (a)
            a⇥x¶b⇥y¶c⇥z¶    | has a different label
            a⇥¶b⇥¶a⇥¶       | none of the texts contains a word
            """)
    @DisplayName("Unsuitable training texts are rejected")
    void invalidTexts(String lines, String problem) throws IOException {
        try (LabelledCorpus corpus =
                LabelledTexts.read(folder, lines.replace('¶', '\n').replace('⇥', '\t'))) {
            IOException failure = assertThrows(
                    IOException.class,
                    () -> LabelledTexts.train(folder, corpus, LabelledTexts.method("average"), 1, null));
            assertTrue(failure.toString().contains(problem), failure.toString());
        }
    }

    @Test
    @DisplayName("predicting one text gives the bits of the same line in a file")
    void oneText() throws IOException {
        for (String name : List.of("average", "cnn")) {
            try (LabelledCorpus corpus = LabelledTexts.read(folder, LabelledTexts.ordered(60, 3));
                    TextClassifier classifier = LabelledTexts.train(
                            folder, corpus, LabelledTexts.method(name, "epochs", "1", "dimension", "6"), 1, null)) {
                List<String> texts = List.of("w1 not good w2", "good", "unknown words", "w3 w3 w4 w5");
                Path file = Files.writeString(folder.resolve("lines"), "any\t" + String.join("\nany\t", texts) + "\n");
                List<Prediction> lines = new ArrayList<>();
                LineClassification.each(
                        classifier,
                        new LineClassification.Input(
                                List.of(TextInput.path(file)), new LineFormat(LabelledFormat.TSV), false),
                        2,
                        ProgressListener.NONE,
                        lines::add);
                for (int i = 0; i < texts.size(); i++) {
                    Prediction one = classifier.predict(texts.get(i));
                    assertArrayEquals(lines.get(i).probabilities(), one.probabilities());
                    assertEquals(lines.get(i).words(), one.words());
                }
            }
        }
    }
}
