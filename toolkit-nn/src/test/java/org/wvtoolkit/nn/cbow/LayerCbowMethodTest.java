package org.wvtoolkit.nn.cbow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** Compares the fast trainer with the layers, its reference implementation. */
class LayerCbowMethodTest {
    @TempDir
    Path folder;

    private EncodedCorpus encode(String text) throws IOException {
        return CorpusEncoder.encode(
                TextCorpus.of(
                        List.of(TextInput.stream(
                                "test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))),
                        new TextOptions("whitespace")),
                new VocabularyOptions(1, Integer.MAX_VALUE),
                folder.resolve("corpus"),
                new Resources(1, Resources.MIN_MEMORY, folder),
                ProgressListener.NONE);
    }

    /** Returns sentences about one of several topics, with words of that topic and common words. */
    private static String topics(int sentences, int topics, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            int topic = random.nextInt(topics);
            for (int n = 0; n < 10; n++) {
                boolean common = random.nextInt(4) == 0;
                text.append(common ? "common" + random.nextInt(8) : "t" + topic + "w" + random.nextInt(8))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static Word2VecMethod fast(String... options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], options[i + 1]);
        }
        return (Word2VecMethod) TrainingMethods.create("cbow", OptionValues.of(given));
    }

    private DenseEmbeddings train(TrainingMethod method, EncodedCorpus corpus) throws IOException {
        return (DenseEmbeddings)
                method.train(corpus, new Resources(1, Resources.MIN_MEMORY, folder), ProgressListener.NONE);
    }

    @Test
    @DisplayName("The heap of the matrices and of the state of the optimizer is required before training")
    void heap() {
        Vocabulary words = VocabularyBuilder.of(List.of("a", "b", "c"), new long[] {3, 2, 1});
        Word2VecMethod fast = fast("dimension", "10");
        assertEquals(0, fast.heapBytes(words));
        assertEquals(2 * 8 * 10 * 3, new LayerCbowMethod(fast, "sgd", LayerCbowMethod.Output.SOFTMAX).heapBytes(words));
        assertEquals(
                3 * 2 * 8 * 10 * 3, new LayerCbowMethod(fast, "adam", LayerCbowMethod.Output.SOFTMAX).heapBytes(words));
    }

    private static double largestDifference(FloatMatrix a, FloatMatrix b) {
        assertEquals(a.rows(), b.rows());
        double largest = 0;
        for (long row = 0; row < a.rows(); row++) {
            for (int k = 0; k < a.columns(); k++) {
                largest = Math.max(largest, Math.abs(a.get(row, k) - b.get(row, k)));
            }
        }
        return largest;
    }

    private static double largest(FloatMatrix a) {
        double largest = 0;
        for (long row = 0; row < a.rows(); row++) {
            for (int k = 0; k < a.columns(); k++) {
                largest = Math.max(largest, Math.abs(a.get(row, k)));
            }
        }
        return largest;
    }

    /**
     * Two steps, because context vectors are initially zero and the first step does not change the
     * word vectors.
     */
    @ParameterizedTest
    @ValueSource(strings = {"exact", "square-root", "word2vec"})
    @DisplayName("The first steps with the same batches and noise are equal")
    void firstSteps(String gradient) throws IOException {
        Word2VecMethod fast = fast(
                "cbow-gradient",
                gradient,
                "dimension",
                "20",
                "batch",
                "8",
                "shared-samples",
                "6",
                "negative",
                "5",
                "subsample",
                "0",
                "epochs",
                "2",
                "validation-fraction",
                "0",
                "learning-rate",
                "0.5");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 72; i++) {
            text.append("w").append(i % 64).append(i % 9 == 8 ? '\n' : ' ');
        }
        try (EncodedCorpus corpus = encode(text.toString());
                DenseEmbeddings expected =
                        train(new LayerCbowMethod(fast, "sgd", LayerCbowMethod.Output.NEGATIVE_SAMPLING), corpus);
                DenseEmbeddings actual = train(fast, corpus)) {
            assertTrue(largest(actual.vectors()) > 0.02, "something was learned");
            assertTrue(largest(actual.contexts().orElseThrow()) > 0.001);
            assertEquals(0, largestDifference(expected.vectors(), actual.vectors()), 1e-5);
            assertEquals(
                    0,
                    largestDifference(
                            expected.contexts().orElseThrow(), actual.contexts().orElseThrow()),
                    1e-5);
        }
    }

    @Test
    @DisplayName("A complete training finds the neighbours of the fast trainer")
    void sameNeighbours() throws IOException {
        String[] options = {
            "dimension",
            "16",
            "window",
            "3",
            "epochs",
            "4",
            "subsample",
            "0",
            "learning-rate",
            "0.2",
            "validation-fraction",
            "0"
        };
        Word2VecMethod fast = fast(options);
        String[] other = Arrays.copyOf(options, options.length + 2);
        other[options.length] = "seed";
        other[options.length + 1] = "77";
        try (EncodedCorpus corpus = encode(topics(400, 6, 4));
                DenseEmbeddings layers =
                        train(new LayerCbowMethod(fast, "sgd", LayerCbowMethod.Output.NEGATIVE_SAMPLING), corpus);
                DenseEmbeddings one = train(fast, corpus);
                DenseEmbeddings two = train(fast(other), corpus)) {
            double seeds = overlap(one, two);
            double trainers = overlap(one, layers);
            assertTrue(trainers >= seeds, "trainers agree in " + trainers + ", seeds in " + seeds);
            assertTrue(trainers > 0.9, "" + trainers);
        }
    }

    /** Returns how many of the five nearest words two models have in common. */
    private static double overlap(DenseEmbeddings a, DenseEmbeddings b) {
        double shared = 0;
        for (int id = 0; id < a.vocabulary().size(); id++) {
            Set<String> both = nearest(a, a.vocabulary().word(id));
            both.retainAll(nearest(b, a.vocabulary().word(id)));
            shared += both.size() / 5.0;
        }
        return shared / a.vocabulary().size();
    }

    private static Set<String> nearest(DenseEmbeddings embeddings, String word) {
        Set<String> words = new HashSet<>();
        if (Neighbours.of(embeddings).similar(List.of(word), 5) instanceof Outcome.Known(List<Neighbour> found)) {
            found.forEach(neighbour -> words.add(neighbour.word()));
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource({"adam, negative_sampling, 0.01", "sgd, softmax, 0.05", "adagrad, softmax, 0.1"})
    @DisplayName("Learns the topics with any optimizer and output layer")
    void topics(String optimizer, String output, String rate) throws IOException {
        Word2VecMethod fast = fast(
                "dimension",
                "12",
                "window",
                "4",
                "epochs",
                "8",
                "subsample",
                "0",
                "learning-rate",
                rate,
                "batch",
                "16",
                "shared-samples",
                "8",
                "validation-fraction",
                "0");
        LayerCbowMethod method =
                new LayerCbowMethod(fast, optimizer, LayerCbowMethod.Output.valueOf(output.toUpperCase(Locale.ROOT)));
        try (EncodedCorpus corpus = encode(topics(300, 4, 9));
                DenseEmbeddings embeddings = train(method, corpus)) {
            int right = 0;
            for (int topic = 0; topic < 4; topic++) {
                for (String word : nearest(embeddings, "t" + topic + "w0")) {
                    right += word.startsWith("t" + topic + "w") ? 1 : 0;
                }
            }
            assertTrue(right >= 18, right + " of 20 neighbours are of the word's own topic");
        }
    }

    @Test
    @DisplayName("Only CBOW is supported")
    void cbowOnly() {
        Word2VecMethod skipgram = (Word2VecMethod) TrainingMethods.create("skipgram", OptionValues.NONE);
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class,
                () -> new LayerCbowMethod(skipgram, "sgd", LayerCbowMethod.Output.SOFTMAX));
        assertTrue(failure.toString().contains("trainer layers is not used by method skipgram"), failure.toString());
    }
}
