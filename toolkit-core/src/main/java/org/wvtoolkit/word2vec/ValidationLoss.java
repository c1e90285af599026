package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Mean loss per prediction on the held-out sample: −log σ(h·o_t) − Σ log σ(−h·o_n), where h is the
 * hidden vector and the sum is over as many noise samples as in training. Words, windows and noise
 * are the same at every measurement, for every seed and number of threads, so losses for the same
 * corpus and options are comparable.
 */
final class ValidationLoss {
    private static final int BLOCK = 8192;
    private static final long KEY = 0x56616C6964617465L;

    private final EncodedCorpus corpus;
    private final Word2VecOptions options;
    private final Subsampling subsampling;
    private final NoiseDistribution noise;
    private final HeldOut heldOut;

    ValidationLoss(
            EncodedCorpus corpus,
            Word2VecOptions options,
            Subsampling subsampling,
            NoiseDistribution noise,
            HeldOut heldOut) {
        this.corpus = corpus;
        this.options = options;
        this.subsampling = subsampling;
        this.noise = noise;
        this.heldOut = heldOut;
    }

    /**
     * Measures the loss with {@code threads} threads. Returns empty if the sample contains no
     * prediction.
     */
    OptionalDouble measure(FloatMatrix vectors, FloatMatrix contexts, int threads) throws IOException {
        LossSum total = sum(vectors, contexts, threads);
        return total.predictions() == 0 ? OptionalDouble.empty() : OptionalDouble.of(total.sum() / total.predictions());
    }

    /** Sums the losses with {@code threads} threads, in block order for any number of threads. */
    LossSum sum(FloatMatrix vectors, FloatMatrix contexts, int threads) throws IOException {
        int blocks = Math.toIntExact(TokenBlock.count(corpus, BLOCK));
        long blocksBefore = corpus.firstPosition() / BLOCK;
        LossSum[] parts = new LossSum[blocks];
        int tasks = Math.min(blocks, threads);
        Workers.run(threads, tasks, task -> {
            TokenBlock block = new TokenBlock(corpus, subsampling, heldOut, true, options.window(), BLOCK);
            for (int number = task; number < blocks; number += tasks) {
                block.fill(number, KEY);
                parts[number] =
                        measure(block, new SplitMix(SplitMix.key(KEY, 0, blocksBefore + number)), vectors, contexts);
            }
        });
        double sum = 0;
        long predictions = 0;
        for (LossSum part : parts) {
            sum += part.sum();
            predictions += part.predictions();
        }
        return new LossSum(sum, predictions);
    }

    private LossSum measure(TokenBlock block, SplitMix random, FloatMatrix vectors, FloatMatrix contexts) {
        float[] hidden = new float[options.dimension()];
        float[] row = new float[options.dimension()];
        double sum = 0;
        long predictions = 0;
        for (int centre = block.firstCentre; centre < block.lastCentre; centre++) {
            int from = Math.max(block.sentenceStart[centre], centre - options.window());
            int to = Math.min(block.sentenceEnd[centre], centre + options.window() + 1);
            if (to - from > 1 && options.model() == Word2VecModel.CBOW) {
                mean(block, new Window(centre, from, to), vectors, hidden, row);
                sum += loss(hidden, block.ids[centre], random, contexts, row);
                predictions++;
            } else {
                for (int context = from; context < to; context++) {
                    if (context != centre) {
                        vectors.copyRow(block.ids[context], hidden, 0);
                        sum += loss(hidden, block.ids[centre], random, contexts, row);
                        predictions++;
                    }
                }
            }
        }
        return new LossSum(sum, predictions);
    }

    /**
     * A context window, by positions in a block.
     *
     * @param from first position
     * @param to position after the last
     */
    private record Window(int centre, int from, int to) {}

    /** Computes the mean vector of the contexts in a window. */
    private static void mean(TokenBlock block, Window window, FloatMatrix vectors, float[] hidden, float[] row) {
        Arrays.fill(hidden, 0);
        for (int context = window.from; context < window.to; context++) {
            if (context != window.centre) {
                vectors.copyRow(block.ids[context], row, 0);
                for (int k = 0; k < hidden.length; k++) {
                    hidden[k] += row[k] / (window.to - window.from - 1);
                }
            }
        }
    }

    private double loss(float[] hidden, int target, SplitMix random, FloatMatrix contexts, float[] row) {
        contexts.copyRow(target, row, 0);
        double loss = softplus(-dot(hidden, row));
        for (int n = 0; n < options.negativeSamples(); n++) {
            int sample = noise.sample(random.next());
            if (sample != target) {
                contexts.copyRow(sample, row, 0);
                loss += softplus(dot(hidden, row));
            }
        }
        return loss;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }

    /** Computes −log σ(−x) without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
