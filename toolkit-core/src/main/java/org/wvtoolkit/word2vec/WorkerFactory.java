package org.wvtoolkit.word2vec;

import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Factory of the per-worker objects from the objects that all workers share. Immutable and
 * thread-safe.
 *
 * @param corpus the corpus
 * @param options the training options
 * @param kernels the vector kernels
 * @param subsampling the subsampling of frequent words
 * @param noise the noise distribution
 * @param rates the learning rates of the words
 * @param heldOut the held-out sample, which is excluded from training
 */
record WorkerFactory(
        EncodedCorpus corpus,
        Word2VecOptions options,
        TrainingKernels kernels,
        Subsampling subsampling,
        NoiseDistribution noise,
        WordRates rates,
        HeldOut heldOut) {

    TokenBlock newBlock() {
        return new TokenBlock(corpus, subsampling, heldOut, false, options.window(), Pass.BLOCK);
    }

    CentreBatch newBatch(TokenBlock block) {
        return new CentreBatch(options, block);
    }

    TrainingStep newStep() {
        return switch (options.model()) {
            case CBOW -> new CbowStep(kernels, noise, options);
            case SKIPGRAM -> new SkipGramStep(kernels, noise, options);
        };
    }

    /** Returns a view of a matrix that a worker changes directly. */
    EmbeddingRows sharedRows(FloatMatrix matrix) {
        return new SharedRows(kernels, matrix, rates);
    }

    /** Returns a view of a matrix whose changes are merged later. */
    DeferredRows deferredRows(FloatMatrix matrix, int partCount) {
        return new DeferredRows(kernels, matrix, rates, partCount);
    }

    /** Returns the key that determines the tokens kept in an epoch. */
    long epochKey(long epoch) {
        return SplitMix.key(options.seed(), epoch, -1);
    }

    /** Returns the random number generator of a block in an epoch. */
    SplitMix random(long epoch, long block) {
        long blocksBefore = corpus.firstPosition() / Pass.BLOCK;
        return new SplitMix(SplitMix.key(options.seed(), epoch, blocksBefore + block));
    }
}
