package org.wvtoolkit.word2vec;

import java.io.IOException;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Trainer of one replica of a model on one slice of a corpus at a time, in matrices that the caller
 * owns. Several replicas train in rounds and are merged with {@link AdaSum}. All random draws
 * depend on the seed, the epoch and the position in the whole corpus.
 *
 * <p>With one thread, equal slices and matrices give equal bits. Several threads update the
 * matrices without locks (Hogwild, Recht et al. 2011) unless the options require deterministic
 * training. Immutable and safe for concurrent use on different matrices. Uses about 28 bytes of
 * heap per word.
 *
 * <p>Not part of the public API.
 */
public final class ReplicaTrainer {
    private final Word2VecOptions options;
    private final Subsampling subsampling;
    private final NoiseDistribution noise;
    private final WordRates rates;
    private final HeldOut heldOut;
    private final TrainingKernels kernels = TrainingKernels.fastest();

    /**
     * Creates the tables that all slices of a corpus share.
     *
     * @param vocabulary the vocabulary of the whole corpus, at least one word
     * @param options the training options
     */
    public ReplicaTrainer(Vocabulary vocabulary, Word2VecOptions options) {
        this.options = options.fitting(vocabulary.size());
        this.subsampling = new Subsampling(vocabulary, options.subsample());
        this.noise = new NoiseDistribution(vocabulary, options.noiseExponent());
        this.rates = new WordRates(vocabulary, options.rateExponent());
        this.heldOut = new HeldOut(options.validationFraction());
    }

    /**
     * Initializes word vectors like {@link Word2VecTrainer}. Context vectors start at zero.
     *
     * @param vectors the word vectors; all values are set
     * @param seed seed of the random values
     */
    public static void initialize(FloatMatrix vectors, long seed) {
        Word2VecTrainer.initialize(vectors, seed);
    }

    /**
     * Position of a slice in the whole training.
     *
     * @param epoch epoch, from 0
     * @param begin progress of the learning-rate schedule at the first token, 0 to 1
     * @param end progress of the schedule after the last token, {@code begin} to 1
     */
    public record Slice(long epoch, double begin, double end) {
        /** Validates the ranges. */
        public Slice {
            if (epoch < 0 || !(begin >= 0 && begin <= end && end <= 1)) {
                throw new IllegalArgumentException(
                        "epoch must be at least 0, and progress 0 to 1: " + epoch + ", " + begin + ", " + end);
            }
        }
    }

    /**
     * Trains on a slice once.
     *
     * @param tokens the slice of the corpus, with the vocabulary of the whole corpus; may be empty
     * @param slice position of the slice in the schedule
     * @param vectors word vectors; modified
     * @param contexts context vectors; modified
     * @param threads number of worker threads
     * @throws IOException if a score is NaN or out of bounds (the message contains the position),
     *     or as {@link java.io.InterruptedIOException} if the calling thread is interrupted
     */
    public void train(EncodedCorpus tokens, Slice slice, FloatMatrix vectors, FloatMatrix contexts, int threads)
            throws IOException {
        if (tokens.tokens() == 0) {
            return;
        }
        long blocks = TokenBlock.count(tokens, Pass.BLOCK);
        WorkerFactory parts = new WorkerFactory(tokens, options, kernels, subsampling, noise, rates, heldOut);
        TrainingSchedule schedule = new SliceSchedule(options, tokens.tokens(), blocks, slice);
        Pass pass = options.deterministic()
                ? new OrderedPass(vectors, contexts, parts, schedule)
                : new HogwildPass(vectors, contexts, parts, schedule);
        long never = System.nanoTime() + TrainingLimits.NEVER.toNanos();
        pass.run(0, blocks, threads, never, turn -> {});
    }

    /**
     * Computes the sum of the validation loss over the held-out tokens of a slice.
     *
     * @param tokens the slice
     * @param vectors word vectors
     * @param contexts context vectors
     * @param threads number of worker threads
     * @return the sum; it has 0 predictions if no token of the slice is held out
     * @throws IOException if the calling thread is interrupted
     */
    public LossSum validate(EncodedCorpus tokens, FloatMatrix vectors, FloatMatrix contexts, int threads)
            throws IOException {
        if (options.validationFraction() == 0 || tokens.tokens() == 0) {
            return LossSum.ZERO;
        }
        return new ValidationLoss(tokens, options, subsampling, noise, heldOut).sum(vectors, contexts, threads);
    }

    /**
     * Schedule of one slice: the blocks of one epoch, with learning rates from the beginning of the slice to
     * its end.
     */
    private static final class SliceSchedule extends TrainingSchedule {
        private final Word2VecOptions options;
        private final long tokens;
        private final Slice slice;

        SliceSchedule(Word2VecOptions options, long tokens, long blocks, Slice slice) {
            super(options, tokens, blocks, TrainingLimits.NEVER);
            this.options = options;
            this.tokens = tokens;
            this.slice = slice;
        }

        @Override
        long epoch(long turn) {
            return slice.epoch();
        }

        @Override
        long tokensBefore(long turn) {
            return block(turn) * Pass.BLOCK;
        }

        @Override
        float rate(long turn) {
            double progress = slice.begin() + (slice.end() - slice.begin()) * tokensBefore(turn) / tokens;
            return (float)
                    (options.learningRate() - (options.learningRate() - options.minimumLearningRate()) * progress);
        }
    }
}
