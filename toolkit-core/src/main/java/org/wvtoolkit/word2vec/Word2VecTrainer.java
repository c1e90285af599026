package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;

/**
 * Trains CBOW over a corpus: all threads take blocks of it in turn and change the same matrices without locks (Hogwild: Recht
 * et al. 2011), so two runs agree only with one thread.
 */
public final class Word2VecTrainer {
    private final EncodedCorpus corpus;
    private final Word2VecOptions options;
    private final FloatMatrix vectors;
    private final FloatMatrix contexts;

    /**
     * Draws the initial vectors: words evenly from ±1/(2·dimension), contexts 0, as word2vec does.
     *
     * @param corpus the text; at least one token
     * @param options how to train
     * @param arena owns the two matrices
     */
    public Word2VecTrainer(EncodedCorpus corpus, Word2VecOptions options, Arena arena) {
        this.corpus = corpus;
        this.options = options;
        int size = corpus.vocabulary().size();
        this.vectors = FloatMatrix.allocate(arena, size, options.dimension());
        this.contexts = FloatMatrix.allocate(arena, size, options.dimension());
        for (int id = 0; id < size; id++) {
            SplitMix random = new SplitMix(SplitMix.key(options.seed(), -1, id));
            for (int k = 0; k < options.dimension(); k++) {
                float uniform = (random.next() >>> 40) * 0x1p-24f;
                vectors.set(id, k, (uniform - 0.5f) / options.dimension());
            }
        }
    }

    /**
     * Trains all epochs.
     *
     * @param resources threads
     * @param progress told of tokens, each counted once an epoch
     * @throws IOException as {@link java.io.InterruptedIOException} if the calling thread is interrupted
     */
    public void train(Resources resources, ProgressListener progress) throws IOException {
        long blocks = TokenBlock.count(corpus);
        long total = corpus.tokens() * options.epochs();
        progress.stage("training cbow", ProgressListener.Unit.TOKENS, total);
        Subsampling subsampling = new Subsampling(corpus.vocabulary(), options.subsample());
        NoiseDistribution noise = new NoiseDistribution(corpus.vocabulary(), options.noiseExponent());
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        Workers.run(resources.threads(), resources.threads(), worker -> {
            TokenBlock block = new TokenBlock(corpus, subsampling, options.window());
            CbowStep step = new CbowStep(EmbeddingKernels.fastest(), vectors, contexts, noise, options);
            for (long turn = next.getAndIncrement();
                    turn < blocks * options.epochs() && !Thread.currentThread().isInterrupted();
                    turn = next.getAndIncrement()) {
                long epoch = turn / blocks;
                long number = turn % blocks;
                long tokens = Math.min(TokenBlock.TOKENS, corpus.tokens() - number * TokenBlock.TOKENS);
                float rate = (float) rate(epoch * corpus.tokens() + number * TokenBlock.TOKENS, total);
                block.fill(number, SplitMix.key(options.seed(), epoch, -1));
                step.train(block, new SplitMix(SplitMix.key(options.seed(), epoch, number)), rate);
                progress.advanced(done.addAndGet(tokens), "");
            }
        });
    }

    /** The learning rate after so many tokens: a straight line, of the corpus and not of any thread's share. */
    private double rate(long tokens, long total) {
        return options.learningRate()
                - (options.learningRate() - options.minimumLearningRate()) * ((double) tokens / total);
    }

    /**
     * The word vectors.
     *
     * @return one row a word
     */
    public FloatMatrix vectors() {
        return vectors;
    }

    /**
     * The context vectors, the output layer's weights.
     *
     * @return one row a word
     */
    public FloatMatrix contexts() {
        return contexts;
    }
}
