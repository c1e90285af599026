package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.word2vec.sampling.HeldOut;

class Word2VecTrainerTest {
    /** A pause after every block or round. */
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    @TempDir
    Path folder;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static Word2VecOptions.Builder options(Word2VecModel model) {
        return Word2VecOptions.builder(model)
                .dimension(20)
                .epochs(3)
                .subsample(1e-2)
                .validationFraction(0.05);
    }

    private EncodedCorpus corpus(int tokens) throws IOException {
        return SmallCorpora.of(folder, SmallCorpora.random(new Random(4), tokens, 40, 100));
    }

    private Resources resources(int threads) {
        return new Resources(threads, Resources.MIN_MEMORY, folder);
    }

    private Word2VecTrainer train(EncodedCorpus corpus, Word2VecOptions options, int threads) throws IOException {
        Word2VecTrainer trainer = new Word2VecTrainer(corpus, options, Arena.ofAuto());
        trainer.train(resources(threads), TrainingLimits.NONE, ProgressListener.NONE);
        return trainer;
    }

    private static void assertSame(TrainingState expected, TrainingState actual, String message) {
        assertEquals(-1, expected.vectors().segment().mismatch(actual.vectors().segment()), message);
        assertEquals(
                -1, expected.contexts().segment().mismatch(actual.contexts().segment()), message);
        assertEquals(expected.position(), actual.position(), message);
        assertEquals(expected.losses(), actual.losses(), message);
    }

    @Test
    @DisplayName("Word vectors begin near zero and context vectors at zero")
    void initialValues() throws IOException {
        try (EncodedCorpus corpus = corpus(2000)) {
            Word2VecOptions options = options(Word2VecModel.CBOW).build();
            TrainingState state = new Word2VecTrainer(corpus, options, Arena.ofAuto()).state();
            double sum = 0;
            float most = 0;
            for (int id = 0; id < 100; id++) {
                for (int k = 0; k < 20; k++) {
                    assertEquals(0, state.contexts().get(id, k));
                    float value = state.vectors().get(id, k);
                    sum += value;
                    most = Math.max(most, Math.abs(value));
                }
            }
            assertTrue(most <= 0.5 / 20 && most > 0.49 / 20);
            assertEquals(0, sum / 2000, 5 * (1.0 / 20) / Math.sqrt(12.0 * 2000));
            TrainingState other = new Word2VecTrainer(
                            corpus, options(Word2VecModel.CBOW).seed(2).build(), Arena.ofAuto())
                    .state();
            assertTrue(state.vectors().segment().mismatch(other.vectors().segment()) >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"CBOW, EXACT", "CBOW, WORD2VEC", "SKIPGRAM, EXACT"})
    @DisplayName("One thread gives the same bytes twice")
    void oneThread(Word2VecModel model, CbowGradient gradient) throws IOException {
        try (EncodedCorpus corpus = corpus(20_000)) {
            Word2VecOptions options = options(model).cbowGradient(gradient).build();
            TrainingState state = train(corpus, options, 1).state();
            assertSame(state, train(corpus, options, 1).state(), "twice");
            assertFinite(state);
            Word2VecOptions other =
                    options(model).cbowGradient(gradient).seed(2).build();
            assertTrue(state.vectors()
                            .segment()
                            .mismatch(train(corpus, other, 1).state().vectors().segment())
                    >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"CBOW", "SKIPGRAM"})
    @DisplayName("Deterministic training gives the same bytes for any number of threads")
    void deterministic(Word2VecModel model) throws IOException {
        try (EncodedCorpus corpus = corpus(100_000)) {
            Word2VecOptions options = options(model).deterministic(true).build();
            TrainingState state = train(corpus, options, 1).state();
            assertFinite(state);
            for (int threads : new int[] {2, 3, 9}) {
                assertSame(state, train(corpus, options, threads).state(), threads + " threads");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CBOW, false, 1", "SKIPGRAM, false, 1", "CBOW, true, 1", "CBOW, true, 3", "SKIPGRAM, true, 2"})
    @DisplayName("A run resumed at any checkpoint ends like an uninterrupted one")
    void resume(Word2VecModel model, boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(deterministic ? 140_000 : 20_000)) {
            Word2VecOptions options =
                    options(model).deterministic(deterministic).build();
            TrainingState whole = train(corpus, options, 1).state();
            List<TrainingState> cuts = new ArrayList<>();
            TrainingLimits pausing = new TrainingLimits(AT_ONCE, state -> cuts.add(copy(state)), TrainingLimits.NEVER);
            Word2VecTrainer paused = new Word2VecTrainer(corpus, options, Arena.ofAuto());
            paused.train(resources(threads), pausing, ProgressListener.NONE);
            assertSame(whole, paused.state(), "pauses");
            assertTrue(cuts.size() >= 6, cuts.size() + " pauses");
            for (TrainingState cut : cuts) {
                Word2VecTrainer resumed = new Word2VecTrainer(corpus, options, Arena.ofAuto(), cut);
                resumed.train(resources(threads), TrainingLimits.NONE, ProgressListener.NONE);
                assertSame(whole, resumed.state(), "cut after " + cut.position() + " blocks");
            }
        }
    }

    private static TrainingState copy(TrainingState state) {
        return new TrainingState(copy(state.vectors()), copy(state.contexts()), state.position(), state.losses());
    }

    private static FloatMatrix copy(FloatMatrix matrix) {
        FloatMatrix copy = FloatMatrix.allocate(Arena.ofAuto(), matrix.rows(), matrix.columns());
        copy.segment().copyFrom(matrix.segment());
        return copy;
    }

    @Test
    @DisplayName("A state with other shapes is rejected")
    void shapeMismatch() throws IOException {
        try (EncodedCorpus corpus = corpus(2000)) {
            Word2VecOptions options = options(Word2VecModel.CBOW).build();
            FloatMatrix good = FloatMatrix.allocate(Arena.ofAuto(), 100, 20);
            FloatMatrix narrow = FloatMatrix.allocate(Arena.ofAuto(), 100, 19);
            FloatMatrix small = FloatMatrix.allocate(Arena.ofAuto(), 99, 20);
            for (FloatMatrix bad : List.of(narrow, small)) {
                for (TrainingState state : List.of(
                        new TrainingState(bad, good, 0, List.of()), new TrainingState(good, bad, 0, List.of()))) {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> new Word2VecTrainer(corpus, options, Arena.ofAuto(), state));
                }
            }
        }
    }

    /** Returns sentences of ten words from one of two topics. */
    private static List<int[]> topics(int sentences, int wordsOfTopic) {
        Random random = new Random(6);
        List<int[]> text = new ArrayList<>();
        for (int i = 0; i < sentences; i++) {
            int first = wordsOfTopic * (i % 2);
            text.add(random.ints(10, first, first + wordsOfTopic).toArray());
        }
        return text;
    }

    /** Few and frequent words: blocks and batches that contain them repeatedly must not overshoot. */
    @ParameterizedTest
    @CsvSource({
        "CBOW, EXACT, false, 10, 0.1, 5",
        "CBOW, WORD2VEC, false, 10, 0.08, 5",
        "SKIPGRAM, EXACT, false, 10, 0.025, 5",
        "CBOW, WORD2VEC, true, 200, 0.03, 15",
        "SKIPGRAM, EXACT, true, 200, 0.025, 15"
    })
    @DisplayName("Nearest neighbours belong to the same topic")
    void topics(Word2VecModel model, CbowGradient gradient, boolean deterministic, int words, double rate, int epochs)
            throws IOException {
        try (EncodedCorpus corpus = SmallCorpora.of(folder, topics(4000, words))) {
            Word2VecOptions options = options(model)
                    .cbowGradient(gradient)
                    .deterministic(deterministic)
                    .learningRate(rate)
                    .epochs(epochs)
                    .subsample(0)
                    .build();
            TrainingState state = train(corpus, options, 1).state();
            assertFinite(state);
            double[][] vectors = ReferenceStep.values(state.vectors());
            for (int word = 0; word < vectors.length; word++) {
                int nearest = nearest(vectors, word);
                assertEquals(word / words, nearest / words, word + " and " + nearest);
            }
            List<Double> losses = state.losses();
            assertEquals(epochs, losses.size());
            // Before training all scores are 0, so the loss is that of six uniform binary
            // predictions.
            assertTrue(losses.getLast() < 0.6 * 6 * Math.log(2), losses.toString());
            assertTrue(losses.getLast() < losses.getFirst(), losses.toString());
        }
    }

    private static int nearest(double[][] vectors, int word) {
        int nearest = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int other = 0; other < vectors.length; other++) {
            double cosine = ReferenceStep.dot(vectors[word], vectors[other])
                    / Math.sqrt(ReferenceStep.dot(vectors[other], vectors[other]));
            if (other != word && cosine > highest) {
                highest = cosine;
                nearest = other;
            }
        }
        return nearest;
    }

    @ParameterizedTest
    @CsvSource({
        "CBOW, EXACT, 0.05",
        "CBOW, EXACT, 0.2",
        "CBOW, WORD2VEC, 0.05",
        "CBOW, WORD2VEC, 0.1",
        "SKIPGRAM, EXACT, 0.025",
        "SKIPGRAM, EXACT, 0.05"
    })
    @DisplayName("At reasonable learning rates all values are finite")
    void finiteValues(Word2VecModel model, CbowGradient gradient, double rate) throws IOException {
        try (EncodedCorpus corpus = corpus(10_000)) {
            for (int threads : new int[] {1, 2}) {
                Word2VecOptions options =
                        options(model).cbowGradient(gradient).learningRate(rate).build();
                assertFinite(train(corpus, options, threads).state());
            }
        }
    }

    private static void assertFinite(TrainingState state) {
        for (FloatMatrix matrix : List.of(state.vectors(), state.contexts())) {
            for (double[] row : ReferenceStep.values(matrix)) {
                for (double value : row) {
                    assertTrue(Double.isFinite(value));
                }
            }
        }
    }

    @Test
    @DisplayName("Diverging training ends with an error and saves nothing")
    void divergence() throws IOException {
        try (EncodedCorpus corpus = corpus(20_000)) {
            Word2VecOptions options = options(Word2VecModel.CBOW).build();
            FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 100, 20);
            vectors.set(0, 0, Float.NaN);
            TrainingState bad = new TrainingState(vectors, FloatMatrix.allocate(Arena.ofAuto(), 100, 20), 0, List.of());
            AtomicInteger saved = new AtomicInteger();
            TrainingLimits limits = new TrainingLimits(AT_ONCE, state -> saved.incrementAndGet(), TrainingLimits.NEVER);
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, options, Arena.ofAuto(), bad);
            IOException failure =
                    assertThrows(IOException.class, () -> trainer.train(resources(1), limits, ProgressListener.NONE));
            assertTrue(String.valueOf(failure.getMessage()).startsWith("training diverged near token 0: "));
            assertEquals(0, saved.get());
        }
    }

    @Test
    @DisplayName("A failed checkpoint ends training")
    void failedCheckpoint() throws IOException {
        try (EncodedCorpus corpus = corpus(20_000)) {
            IOException full = new IOException("disk full");
            TrainingLimits limits = new TrainingLimits(
                    AT_ONCE,
                    state -> {
                        throw full;
                    },
                    TrainingLimits.NEVER);
            Word2VecTrainer trainer =
                    new Word2VecTrainer(corpus, options(Word2VecModel.CBOW).build(), Arena.ofAuto());
            assertEquals(
                    full,
                    assertThrows(IOException.class, () -> trainer.train(resources(2), limits, ProgressListener.NONE)));
        }
    }

    /** Listener that records all calls and can run an action on each progress report. */
    private static final class Listener implements ProgressListener {
        final List<String> stages = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        final List<Long> done = new ArrayList<>();
        private final Runnable action;

        Listener(Runnable action) {
            this.action = action;
        }

        @Override
        public synchronized void stage(String name, Unit unit, long total) {
            stages.add(name + " " + unit + " " + total);
        }

        @Override
        public void advanced(long tokens, String detail) {
            synchronized (this) {
                done.add(tokens);
                assertTrue(detail.startsWith("learning rate 0."), detail);
            }
            action.run();
        }

        @Override
        public synchronized void note(String message) {
            notes.add(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 3", "true, 3"})
    @DisplayName("Progress is reported in tokens of all epochs, with the loss after each")
    void progress(boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(20_000)) {
            Word2VecOptions options =
                    options(Word2VecModel.SKIPGRAM).deterministic(deterministic).build();
            Listener listener = new Listener(() -> {});
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, options, Arena.ofAuto());
            trainer.train(resources(threads), TrainingLimits.NONE, listener);
            assertEquals(List.of("training skipgram TOKENS 60000"), listener.stages);
            assertEquals(
                    60_000,
                    listener.done.stream().mapToLong(Long::longValue).max().orElse(0));
            if (threads == 1) {
                assertEquals(listener.done.stream().sorted().toList(), listener.done);
            }
            assertEquals(3, listener.notes.size());
            assertTrue(listener.notes.getLast().matches("epoch 3 of 3: validation loss \\d+\\.\\d{4}"));
        }
    }

    @Test
    @DisplayName("Without a validation sample no loss is reported")
    void noValidation() throws IOException {
        try (EncodedCorpus corpus = corpus(5000)) {
            Listener listener = new Listener(() -> {});
            Word2VecOptions options =
                    options(Word2VecModel.CBOW).validationFraction(0).build();
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, options, Arena.ofAuto());
            trainer.train(resources(1), TrainingLimits.NONE, listener);
            assertEquals(List.of(), listener.notes);
            assertEquals(
                    List.of(Double.NaN, Double.NaN, Double.NaN), trainer.state().losses());
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "true, 1", "true, 2"})
    @DisplayName("An interrupted thread stops at the next block")
    void interrupted(boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(20_000)) {
            Word2VecOptions options = options(Word2VecModel.CBOW)
                    .deterministic(deterministic)
                    .epochs(100_000)
                    .build();
            Thread caller = Thread.currentThread();
            AtomicInteger afterwards = new AtomicInteger();
            Listener listener = new Listener(() -> {
                if (caller.isInterrupted() && Thread.currentThread() == caller) {
                    afterwards.incrementAndGet();
                }
                caller.interrupt();
            });
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, options, Arena.ofAuto());
            assertThrows(
                    InterruptedIOException.class,
                    () -> trainer.train(resources(threads), TrainingLimits.NONE, listener));
            assertTrue(Thread.interrupted(), "the interrupt status is set");
            assertTrue(afterwards.get() <= 1, afterwards + " blocks");
        }
    }

    @Test
    @DisplayName("Training stops early when the loss increases")
    void earlyStopping() throws IOException {
        // Words without any relation: after learning their frequencies the model fits only noise.
        List<int[]> text = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < 100; i++) {
            text.add(random.ints(20, 0, 200).toArray());
        }
        try (EncodedCorpus corpus = SmallCorpora.of(folder, text)) {
            Word2VecOptions options = options(Word2VecModel.SKIPGRAM)
                    .subsample(0)
                    .epochs(300)
                    .learningRate(0.1)
                    .validationFraction(0.2)
                    .earlyStop(true)
                    .build();
            Listener listener = new Listener(() -> {});
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, options, Arena.ofAuto());
            trainer.train(resources(1), TrainingLimits.NONE, listener);
            List<Double> losses = trainer.state().losses();
            assertTrue(losses.size() < 300 && losses.size() >= 2, losses.size() + " epochs");
            for (int i = 1; i < losses.size(); i++) {
                assertEquals(i < losses.size() - 1, losses.get(i) < losses.get(i - 1), losses.toString());
            }
            assertEquals("stopped early: the validation loss no longer decreases", listener.notes.getLast());
        }
    }

    @Test
    @DisplayName("Held-out tokens are not trained on")
    void heldOut() throws IOException {
        HeldOut heldOut = new HeldOut(0.3);
        int tokens = 10_000;
        int[] ids = new int[tokens];
        Random random = new Random(1);
        for (int position = 0; position < tokens; position++) {
            ids[position] = heldOut.holds(position) ? random.nextInt(5) : 5 + random.nextInt(20);
        }
        try (EncodedCorpus corpus = SmallCorpora.of(folder, List.of(ids))) {
            Word2VecOptions options = options(Word2VecModel.CBOW)
                    .subsample(0)
                    .validationFraction(0.3)
                    .build();
            TrainingState before = new Word2VecTrainer(corpus, options, Arena.ofAuto()).state();
            TrainingState after = train(corpus, options, 1).state();
            for (int id = 0; id < 25; id++) {
                float[] one = new float[20];
                float[] two = new float[20];
                before.vectors().copyRow(id, one, 0);
                after.vectors().copyRow(id, two, 0);
                assertEquals(id < 5, Arrays.equals(one, two), "word " + id);
            }
        }
    }

    @Test
    @DisplayName("Vectors of words in another model are copied")
    void adopt() throws IOException {
        try (EncodedCorpus corpus = corpus(2000)) {
            Word2VecTrainer trainer =
                    new Word2VecTrainer(corpus, options(Word2VecModel.CBOW).build(), Arena.ofAuto());
            TrainingState before = copy(trainer.state());
            FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 3, 20);
            FloatMatrix contexts = FloatMatrix.allocate(Arena.ofAuto(), 3, 20);
            ReferenceStep.randomize(vectors, new Random(1));
            ReferenceStep.randomize(contexts, new Random(2));
            trainer.adopt(VocabularyBuilder.of(List.of("w99", "absent", "w0"), new long[3]), vectors, contexts, 0);
            for (int k = 0; k < 20; k++) {
                assertEquals(vectors.get(0, k), trainer.state().vectors().get(99, k));
                assertEquals(contexts.get(2, k), trainer.state().contexts().get(0, k));
                assertEquals(
                        before.vectors().get(50, k), trainer.state().vectors().get(50, k));
                assertEquals(0, trainer.state().contexts().get(50, k));
            }
        }
    }

    @Test
    @DisplayName("Input vectors are recovered from the sums of another model")
    void adoptsSums() throws IOException {
        try (EncodedCorpus corpus = corpus(2000)) {
            Word2VecTrainer trainer =
                    new Word2VecTrainer(corpus, options(Word2VecModel.CBOW).build(), Arena.ofAuto());
            FloatMatrix inputs = FloatMatrix.allocate(Arena.ofAuto(), 1, 20);
            FloatMatrix contexts = FloatMatrix.allocate(Arena.ofAuto(), 1, 20);
            ReferenceStep.randomize(inputs, new Random(1));
            ReferenceStep.randomize(contexts, new Random(2));
            FloatMatrix sums = FloatMatrix.allocate(Arena.ofAuto(), 1, 20);
            sums.addScaled(inputs, 1);
            sums.addScaled(contexts, 0.75f);
            trainer.adopt(VocabularyBuilder.of(List.of("w3"), new long[1]), sums, contexts, 0.75);
            for (int k = 0; k < 20; k++) {
                assertEquals(inputs.get(0, k), trainer.state().vectors().get(3, k), 1e-6);
                assertEquals(contexts.get(0, k), trainer.state().contexts().get(3, k));
            }
        }
    }

    @Test
    @DisplayName("An expired time limit ends training without failure")
    void timeLimit() throws IOException {
        try (EncodedCorpus corpus = corpus(2000)) {
            Word2VecTrainer trainer = new Word2VecTrainer(
                    corpus, options(Word2VecModel.CBOW).epochs(100_000).build(), Arena.ofAuto());
            TrainingLimits limits = new TrainingLimits(TrainingLimits.NEVER, state -> {}, Duration.ofNanos(1));
            trainer.train(resources(1), limits, ProgressListener.NONE);
            assertFalse(trainer.state().position() > 1);
        }
    }
}
