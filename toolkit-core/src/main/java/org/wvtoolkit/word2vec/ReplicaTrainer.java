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
 * Trains on one slice of a corpus at a time, in matrices that the caller owns: one replica of a
 * model that several replicas train in rounds and merge with {@link AdaSum}. All random draws
 * depend on the seed, the epoch and the position in the whole corpus.
 *
 * <p>With one thread, equal slices and matrices give equal bits; several threads race (Hogwild,
 * Recht et al. 2011) unless the options ask for deterministic training. Immutable and safe for
 * concurrent use on different matrices. Takes about 24 bytes on the heap for each word.
 */
public final class ReplicaTrainer {
    private final Word2VecOptions options;
    private final Subsampling subsampling;
    private final NoiseDistribution noise;
    private final HeldOut heldOut;
    private final TrainingKernels kernels = TrainingKernels.fastest();

    /**
     * Prepares the tables that all slices of a corpus share.
     *
     * @param vocabulary the vocabulary of the whole corpus, at least one word
     * @param options how to train
     */
    public ReplicaTrainer(Vocabulary vocabulary, Word2VecOptions options) {
        this.options = options.fitting(vocabulary.size());
        this.subsampling = new Subsampling(vocabulary, options.subsample());
        this.noise = new NoiseDistribution(vocabulary, options.noiseExponent());
        this.heldOut = new HeldOut(options.validationFraction());
    }

    /**
     * Initialises word vectors as {@link Word2VecTrainer} does; context vectors begin as zeros.
     *
     * @param vectors all values are set
     * @param seed of the random values
     */
    public static void initialize(FloatMatrix vectors, long seed) {
        Word2VecTrainer.initialize(vectors, seed);
    }

    /**
     * The place of a slice in the whole training.
     *
     * @param epoch the epoch, from 0
     * @param begin progress of the learning-rate schedule at the first token, 0 to 1
     * @param end progress behind the last token, {@code begin} to 1
     */
    public record Slice(long epoch, double begin, double end) {
        /** Checks the ranges. */
        public Slice {
            if (epoch < 0 || !(begin >= 0 && begin <= end && end <= 1)) {
                throw new IllegalArgumentException("a slice of epoch " + epoch + " from " + begin + " to " + end);
            }
        }
    }

    /**
     * Trains once over a slice.
     *
     * @param tokens the slice of the corpus, with the vocabulary of the whole; may be empty
     * @param slice its place in the schedule
     * @param vectors word vectors, changed in place
     * @param contexts context vectors, changed in place
     * @param threads worker threads
     * @throws IOException if a score is not a number (the message gives the position), or as
     *     {@link java.io.InterruptedIOException} if the calling thread is interrupted
     */
    public void train(EncodedCorpus tokens, Slice slice, FloatMatrix vectors, FloatMatrix contexts, int threads)
            throws IOException {
        if (tokens.tokens() == 0) {
            return;
        }
        int blockTokens = options.deterministic() ? OrderedPass.BLOCK : HogwildPass.BLOCK;
        long blocks = TokenBlock.count(tokens, blockTokens);
        WorkerFactory parts = new WorkerFactory(tokens, options, kernels, subsampling, noise, heldOut, blockTokens);
        TrainingSchedule schedule = new SliceSchedule(options, tokens.tokens(), blocks, blockTokens, slice);
        Pass pass = options.deterministic()
                ? new OrderedPass(vectors, contexts, parts, schedule)
                : new HogwildPass(vectors, contexts, parts, schedule);
        long never = System.nanoTime() + TrainingLimits.NEVER.toNanos();
        pass.run(0, blocks, threads, never, turn -> {});
    }

    /**
     * Sums the validation loss over the held-out tokens of a slice.
     *
     * @param tokens the slice
     * @param vectors word vectors
     * @param contexts context vectors
     * @param threads worker threads
     * @return the sum; 0 predictions where nothing is held out
     * @throws IOException if the calling thread is interrupted
     */
    public LossSum validate(EncodedCorpus tokens, FloatMatrix vectors, FloatMatrix contexts, int threads)
            throws IOException {
        if (options.validationFraction() == 0 || tokens.tokens() == 0) {
            return LossSum.ZERO;
        }
        return new ValidationLoss(tokens, options, subsampling, noise, heldOut).sum(vectors, contexts, threads);
    }

    /** A schedule over one slice: one epoch's blocks, the learning rate falling from the slice's begin to its end. */
    private static final class SliceSchedule extends TrainingSchedule {
        private final Word2VecOptions options;
        private final long tokens;
        private final Slice slice;

        SliceSchedule(Word2VecOptions options, long tokens, long blocks, int blockTokens, Slice slice) {
            super(options, tokens, blocks, blockTokens, TrainingLimits.NEVER);
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
            return block(turn) * blockTokens();
        }

        @Override
        float rate(long turn) {
            double progress = slice.begin() + (slice.end() - slice.begin()) * tokensBefore(turn) / tokens;
            return (float)
                    (options.learningRate() - (options.learningRate() - options.minimumLearningRate()) * progress);
        }
    }
}
