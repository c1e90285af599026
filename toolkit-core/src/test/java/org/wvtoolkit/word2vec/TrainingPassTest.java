package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.ScalarEmbeddingKernels;
import org.wvtoolkit.linalg.kernel.ScalarWindowKernels;
import org.wvtoolkit.linalg.kernel.SimdEmbeddingKernels;
import org.wvtoolkit.linalg.kernel.SimdWindowKernels;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Tests both passes over the blocks of a corpus. The time-out ends threads that would block
 * forever.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainingPassTest {
    private static final long NEVER = Long.MAX_VALUE / 2;

    @TempDir
    Path folder;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private record Run(Pass pass, long blocks, FloatMatrix vectors, FloatMatrix contexts) {
        static Run of(EncodedCorpus corpus, Word2VecOptions options, TrainingKernels kernels) {
            WorkerFactory parts = new WorkerFactory(
                    corpus,
                    options,
                    kernels,
                    new Subsampling(corpus.vocabulary(), options.subsample()),
                    new NoiseDistribution(corpus.vocabulary(), options.noiseExponent()),
                    new WordRates(corpus.vocabulary(), options.rateExponent()),
                    new HeldOut(options.validationFraction()));
            long blocks = TokenBlock.count(corpus, Pass.BLOCK);
            TrainingSchedule schedule = new TrainingSchedule(options, corpus.tokens(), blocks, TrainingLimits.NEVER);
            int size = corpus.vocabulary().size();
            FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), size, options.dimension());
            FloatMatrix contexts = FloatMatrix.allocate(Arena.ofAuto(), size, options.dimension());
            Random random = new Random(8);
            ReferenceStep.randomize(vectors, random);
            ReferenceStep.randomize(contexts, random);
            Pass pass = options.deterministic()
                    ? new OrderedPass(vectors, contexts, parts, schedule)
                    : new HogwildPass(vectors, contexts, parts, schedule);
            return new Run(pass, blocks, vectors, contexts);
        }

        void assertSame(Run other, String message) {
            assertEquals(-1, vectors.segment().mismatch(other.vectors.segment()), message);
            assertEquals(-1, contexts.segment().mismatch(other.contexts.segment()), message);
        }
    }

    private static Word2VecOptions.Builder options(Word2VecModel model, boolean deterministic) {
        return Word2VecOptions.builder(model)
                .dimension(20)
                .deterministic(deterministic)
                .subsample(1e-2);
    }

    private EncodedCorpus corpus(int tokens) throws IOException {
        return SmallCorpora.of(folder, SmallCorpora.random(new Random(4), tokens, 40, 100));
    }

    @ParameterizedTest(name = "dimension {0}")
    @ValueSource(ints = {1, 2, 15, 16, 17, 50, 100, 300, 1000})
    @DisplayName("Scalar and vectorized training give the same bits")
    void scalarAndVectorized(int dimension) throws IOException {
        try (EncodedCorpus corpus = corpus(dimension > 100 ? 500 : 3000)) {
            for (Word2VecModel model : Word2VecModel.values()) {
                for (boolean deterministic : new boolean[] {false, true}) {
                    Word2VecOptions options = options(model, deterministic)
                            .dimension(dimension)
                            .cbowGradient(dimension % 2 == 0 ? CbowGradient.SQUARE_ROOT : CbowGradient.WORD2VEC)
                            .rateExponent(dimension % 2 == 0 ? 0.15 : 0)
                            .build();
                    Run scalar = Run.of(
                            corpus,
                            options,
                            new TrainingKernels(new ScalarEmbeddingKernels(), new ScalarWindowKernels()));
                    Run simd = Run.of(
                            corpus, options, new TrainingKernels(new SimdEmbeddingKernels(), new SimdWindowKernels()));
                    scalar.pass().run(0, scalar.blocks(), 1, NEVER, turn -> {});
                    simd.pass().run(0, simd.blocks(), 1, NEVER, turn -> {});
                    scalar.assertSame(simd, model + (deterministic ? ", deterministic" : ""));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CBOW", "SKIPGRAM"})
    @DisplayName("An ordered pass gives the same bits for any number of threads and pauses")
    void orderedPass(Word2VecModel model) throws IOException {
        try (EncodedCorpus corpus = corpus(160_000)) { // 20 blocks: more than there are lanes
            Word2VecOptions options = options(model, true).build();
            Run one = Run.of(corpus, options, TrainingKernels.fastest());
            assertEquals(20, one.pass().run(0, 20, 1, NEVER, turn -> {}));
            for (int threads : new int[] {1, 2, 3, 4, 8, 19}) {
                Run many = Run.of(corpus, options, TrainingKernels.fastest());
                long pauseAt = threads == 4 ? System.nanoTime() : NEVER;
                long position = 0;
                while (position < 20) {
                    long reached = many.pass().run(position, 20, threads, pauseAt, turn -> {});
                    assertTrue(reached > position, "a pass that must pause immediately trains at least one block");
                    position = reached;
                }
                one.assertSame(many, threads + " threads");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 3", "true, 1", "true, 3"})
    @DisplayName("A pass reports each block once and can pause at any time")
    void pauses(boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(30_000)) {
            Run run = Run.of(corpus, options(Word2VecModel.CBOW, deterministic).build(), TrainingKernels.fastest());
            int blocks = (int) run.blocks();
            AtomicIntegerArray reported = new AtomicIntegerArray(blocks);
            long now = System.nanoTime();
            for (long position = 0; position < blocks; ) {
                long reached =
                        run.pass().run(position, blocks, threads, now, turn -> reported.incrementAndGet((int) turn));
                assertTrue(reached > position, "each pass trains at least one block");
                for (int turn = 0; turn < blocks; turn++) {
                    assertEquals(turn < reached ? 1 : 0, reported.get(turn), "block " + turn);
                }
                position = reached;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "false, 4", "true, 1", "true, 2", "true, 4", "true, 8"})
    @DisplayName("NaN ends the pass with its position")
    void notANumber(boolean deterministic, int threads) throws IOException {
        List<int[]> sentences = SmallCorpora.random(new Random(4), 40_000, 40, 100);
        // A word that occurs once, after 16,000 tokens; being rare it is hardly ever a noise
        // sample.
        long before = 0;
        for (int[] sentence : sentences) {
            before += sentence.length;
            if (before > 16_500) {
                sentence[0] = 100;
                break;
            }
        }
        try (EncodedCorpus corpus = SmallCorpora.of(folder, sentences)) {
            Word2VecOptions options = options(Word2VecModel.CBOW, deterministic)
                    .subsample(0)
                    .validationFraction(0)
                    .noiseExponent(1)
                    .build();
            Run run = Run.of(corpus, options, TrainingKernels.fastest());
            run.vectors().set(100, 3, Float.NaN);
            IOException failure =
                    assertThrows(IOException.class, () -> run.pass().run(0, run.blocks(), threads, NEVER, turn -> {}));
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.startsWith("training diverged near token "), message);
            if (deterministic || threads == 1) {
                assertTrue(message.contains("token 16384: "), message);
            }
            assertTrue(message.contains("lower learning rate") && !message.contains("\n"), message);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 3", "true, 1", "true, 2", "true, 3"})
    @DisplayName("Interrupting the caller ends the pass")
    void interrupted(boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(40_000)) {
            Run run = Run.of(corpus, options(Word2VecModel.CBOW, deterministic).build(), TrainingKernels.fastest());
            Thread caller = Thread.currentThread();
            AtomicInteger callersBlocks = new AtomicInteger();
            assertThrows(
                    InterruptedIOException.class,
                    () -> run.pass().run(0, run.blocks(), threads, NEVER, turn -> {
                        caller.interrupt();
                        callersBlocks.addAndGet(Thread.currentThread() == caller ? 1 : 0);
                    }));
            assertTrue(Thread.interrupted(), "the interrupt status is set");
            assertTrue(callersBlocks.get() <= 1, callersBlocks + " blocks");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 3", "true, 1", "true, 2", "true, 3"})
    @DisplayName("An interrupted caller begins no block")
    void interruptedBefore(boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(40_000)) {
            Run run = Run.of(corpus, options(Word2VecModel.CBOW, deterministic).build(), TrainingKernels.fastest());
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedIOException.class, () -> run.pass().run(0, run.blocks(), threads, NEVER, turn -> {}));
            assertTrue(Thread.interrupted(), "the interrupt status is set");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 2", "true, 2", "true, 4"})
    @DisplayName("A failure in one thread ends the others")
    void failure(boolean deterministic, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(100_000)) {
            Run run = Run.of(corpus, options(Word2VecModel.CBOW, deterministic).build(), TrainingKernels.fastest());
            AtomicInteger reported = new AtomicInteger();
            IllegalStateException failure = new IllegalStateException("the first block's listener");
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> run.pass().run(0, run.blocks(), threads, NEVER, turn -> {
                        if (reported.getAndIncrement() == 0) {
                            throw failure;
                        }
                    }));
            assertEquals(failure, thrown);
        }
    }

    @Test
    @DisplayName("After a failure no thread begins another block")
    void failureStopsBlocks() throws IOException {
        try (EncodedCorpus corpus = corpus(100_000)) {
            Run run = Run.of(corpus, options(Word2VecModel.CBOW, false).build(), TrainingKernels.fastest());
            Thread caller = Thread.currentThread();
            CompletableFuture<Thread> failed = new CompletableFuture<>();
            AtomicInteger callersBlocks = new AtomicInteger();
            assertThrows(
                    IllegalStateException.class,
                    () -> run.pass().run(0, run.blocks(), 2, NEVER, turn -> {
                        if (Thread.currentThread() != caller) {
                            failed.complete(Thread.currentThread());
                            throw new IllegalStateException("turn " + turn);
                        }
                        callersBlocks.incrementAndGet();
                        end(failed.join());
                    }));
            assertTrue(callersBlocks.get() <= 1, callersBlocks + " blocks");
        }
    }

    private static void end(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("The learning rate decreases linearly over the tokens of all epochs")
    void learningRate() {
        Word2VecOptions options = Word2VecOptions.builder(Word2VecModel.CBOW)
                .epochs(3)
                .learningRate(0.1)
                .minimumLearningRate(0.01)
                .build();
        TrainingSchedule schedule = new TrainingSchedule(options, 2 * Pass.BLOCK + 500, 3, TrainingLimits.NEVER);
        long before = 0;
        for (long turn = 0; turn < 9; turn++) {
            assertEquals(turn / 3, schedule.epoch(turn));
            assertEquals(turn % 3, schedule.block(turn));
            assertEquals(turn % 3 == 2 ? 500 : Pass.BLOCK, schedule.tokensOf(turn));
            assertEquals(before, schedule.tokensBefore(turn));
            assertEquals(0.1 - 0.09 * before / (6.0 * Pass.BLOCK + 1500), schedule.rate(turn), 1e-8);
            before += schedule.tokensOf(turn);
        }
        assertEquals(6L * Pass.BLOCK + 1500, before);
    }
}
