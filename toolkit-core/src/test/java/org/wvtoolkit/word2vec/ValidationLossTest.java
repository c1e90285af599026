package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.Subsampling;

class ValidationLossTest {
    @TempDir
    Path folder;

    private static ValidationLoss loss(EncodedCorpus corpus, Word2VecOptions options) {
        return new ValidationLoss(
                corpus,
                options,
                new Subsampling(corpus.vocabulary(), options.subsample()),
                new NoiseDistribution(corpus.vocabulary(), options.noiseExponent()),
                new HeldOut(options.validationFraction()));
    }

    private static Word2VecOptions.Builder options(Word2VecModel model) {
        return Word2VecOptions.builder(model)
                .dimension(8)
                .window(3)
                .subsample(0)
                .noiseExponent(0.5)
                .validationFraction(0.3);
    }

    /** The noise is random; the mean of many samples approaches the expectation over all words. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("The loss equals its definition")
    void definition(Word2VecModel model) throws IOException {
        Random random = new Random(2);
        try (EncodedCorpus corpus = SmallCorpora.of(folder, SmallCorpora.random(random, 20_000, 12, 30))) {
            int size = corpus.vocabulary().size();
            FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), size, 8);
            FloatMatrix contexts = FloatMatrix.allocate(Arena.ofAuto(), size, 8);
            ReferenceStep.randomize(vectors, random);
            ReferenceStep.randomize(contexts, random);
            Word2VecOptions options = options(model).build();
            double measured =
                    loss(corpus, options).measure(vectors, contexts, 1).orElseThrow();
            assertEquals(expectation(corpus, options, vectors, contexts), measured, 0.01 * measured);
            for (int threads = 2; threads <= 4; threads++) {
                assertEquals(
                        measured,
                        loss(corpus, options)
                                .measure(vectors, contexts, threads)
                                .orElseThrow());
            }
            Word2VecOptions otherwise =
                    options(model).seed(77).batchSize(3).deterministic(true).build();
            assertEquals(
                    measured,
                    loss(corpus, otherwise).measure(vectors, contexts, 1).orElseThrow());
        }
    }

    private static double expectation(
            EncodedCorpus corpus, Word2VecOptions options, FloatMatrix vectors, FloatMatrix contexts) {
        double[][] in = ReferenceStep.values(vectors);
        double[][] out = ReferenceStep.values(contexts);
        double[] chances = new double[in.length];
        double sum = 0;
        for (int id = 0; id < chances.length; id++) {
            chances[id] = Math.pow((double) corpus.vocabulary().count(id), options.noiseExponent());
            sum += chances[id];
        }
        HeldOut heldOut = new HeldOut(options.validationFraction());
        TokenBlock block = new TokenBlock(
                corpus, new Subsampling(corpus.vocabulary(), 0), heldOut, true, options.window(), 1 << 20);
        block.fill(0, 0);
        double total = 0;
        long predictions = 0;
        for (int centre = block.firstCentre; centre < block.lastCentre; centre++) {
            int from = Math.max(block.sentenceStart[centre], centre - options.window());
            int to = Math.min(block.sentenceEnd[centre], centre + options.window() + 1);
            double[] mean = new double[8];
            for (int context = from; context < to; context++) {
                if (context == centre) {
                    continue;
                }
                double[] hidden = in[block.ids[context]];
                for (int k = 0; k < 8; k++) {
                    mean[k] += hidden[k] / (to - from - 1);
                }
                if (options.model() == Word2VecModel.SKIPGRAM) {
                    total += expectation(hidden, block.ids[centre], out, chances, sum, options.negativeSamples());
                    predictions++;
                }
            }
            if (options.model() == Word2VecModel.CBOW && to - from > 1) {
                total += expectation(mean, block.ids[centre], out, chances, sum, options.negativeSamples());
                predictions++;
            }
        }
        assertTrue(predictions > 4000);
        return total / predictions;
    }

    private static double expectation(
            double[] hidden, int target, double[][] out, double[] chances, double sum, int negative) {
        double loss = Math.log1p(Math.exp(-ReferenceStep.dot(hidden, out[target])));
        for (int id = 0; id < out.length; id++) {
            if (id != target) {
                loss += negative * chances[id] / sum * Math.log1p(Math.exp(ReferenceStep.dot(hidden, out[id])));
            }
        }
        return loss;
    }

    @Test
    @DisplayName("Without a held-out sample there is no loss")
    void noSample() throws IOException {
        try (EncodedCorpus corpus = SmallCorpora.of(folder, SmallCorpora.random(new Random(2), 50, 12, 30))) {
            FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), 30, 8);
            Word2VecOptions none =
                    options(Word2VecModel.CBOW).validationFraction(0).build();
            assertTrue(loss(corpus, none).measure(matrix, matrix, 2).isEmpty());
            Word2VecOptions few =
                    options(Word2VecModel.CBOW).validationFraction(1e-9).build();
            assertTrue(loss(corpus, few).measure(matrix, matrix, 2).isEmpty());
        }
    }

    @Test
    @DisplayName("Huge scores have a finite loss")
    void hugeScores() throws IOException {
        try (EncodedCorpus corpus = SmallCorpora.of(folder, SmallCorpora.random(new Random(2), 2000, 12, 3))) {
            FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 3, 8);
            FloatMatrix contexts = FloatMatrix.allocate(Arena.ofAuto(), 3, 8);
            for (int id = 0; id < 3; id++) {
                vectors.set(id, 0, 1000);
                contexts.set(id, 0, -1000);
            }
            Word2VecOptions options = options(Word2VecModel.SKIPGRAM).build();
            assertEquals(
                    1e6, loss(corpus, options).measure(vectors, contexts, 1).orElseThrow(), 1e-3);
        }
    }
}
