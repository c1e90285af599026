package org.wvtoolkit.word2vec;

import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * What a worker needs, made for each from what all share. Immutable and safe for concurrent use.
 *
 * @param corpus the text
 * @param options how to train
 * @param kernels the loops
 * @param subsampling which words to leave out
 * @param noise where negative samples come from
 * @param heldOut the sample not to train on
 * @param blockTokens tokens in a block
 */
record WorkerFactory(
        EncodedCorpus corpus,
        Word2VecOptions options,
        TrainingKernels kernels,
        Subsampling subsampling,
        NoiseDistribution noise,
        HeldOut heldOut,
        int blockTokens) {

    TokenBlock newBlock() {
        return new TokenBlock(corpus, subsampling, heldOut, false, options.window(), blockTokens);
    }

    TrainingStep newStep(TokenBlock block) {
        CentreBatch batch = new CentreBatch(options, block);
        return switch (options.model()) {
            case CBOW -> new CbowStep(kernels, batch, noise, options);
            case SKIPGRAM -> new SkipGramStep(kernels, batch, noise, options);
        };
    }

    /** The key that decides which tokens an epoch keeps. */
    long epochKey(long epoch) {
        return SplitMix.key(options.seed(), epoch, -1);
    }

    /** The numbers that a block draws in an epoch. */
    SplitMix random(long epoch, long block) {
        long blocksBefore = corpus.firstPosition() / blockTokens;
        return new SplitMix(SplitMix.key(options.seed(), epoch, blocksBefore + block));
    }
}
