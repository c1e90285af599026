package org.wvtoolkit.word2vec;

import java.util.Arrays;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.NoiseSample;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Iterator over the batches of a CBOW run with their contexts, negative samples and learning rates.
 * The batches are those of {@link Word2VecTrainer} with one thread. They let another implementation
 * of the arithmetic train on the same data, so that the results can be compared.
 *
 * <p>Not thread-safe: one instance per thread. The next batch overwrites the arrays that this class
 * returns.
 *
 * <p>Not part of the public API.
 */
public final class CbowBatches {
    private final Word2VecOptions options;
    private final TrainingSchedule schedule;
    private final WorkerFactory parts;
    private final long turns;
    private final TokenBlock block;
    private final CentreBatch batch;
    private final NoiseSample noise;
    private SplitMix random = new SplitMix(0);
    private long turn = -1;

    /**
     * Creates the batches of all epochs.
     *
     * @param corpus the corpus; must stay open
     * @param options options of CBOW
     * @throws IllegalArgumentException if the options are for another model
     */
    public CbowBatches(EncodedCorpus corpus, Word2VecOptions options) {
        if (options.model() != Word2VecModel.CBOW) {
            throw new IllegalArgumentException("model must be CBOW: " + options.model());
        }
        long blocks = TokenBlock.count(corpus, Pass.BLOCK);
        this.options = options.fitting(corpus.vocabulary().size());
        this.schedule = new TrainingSchedule(options, corpus.tokens(), blocks, TrainingLimits.NEVER);
        this.turns = blocks * options.epochs();
        this.parts = new WorkerFactory(
                corpus,
                this.options,
                TrainingKernels.fastest(),
                new Subsampling(corpus.vocabulary(), options.subsample()),
                new NoiseDistribution(corpus.vocabulary(), options.noiseExponent()),
                new WordRates(corpus.vocabulary(), options.rateExponent()),
                new HeldOut(options.validationFraction()));
        this.block = parts.newBlock();
        this.batch = parts.newBatch(block);
        this.noise = new NoiseSample(parts.noise(), this.options.sharedSamples());
    }

    /**
     * Advances to the next batch.
     *
     * @return false if there are no more batches
     */
    public boolean next() {
        while (turn < 0 || !batch.next(random)) {
            turn++;
            if (turn >= turns) {
                return false;
            }
            long epoch = schedule.epoch(turn);
            block.fill(schedule.block(turn), parts.epochKey(epoch));
            random = parts.random(epoch, schedule.block(turn));
            batch.begin(block);
        }
        noise.draw(random);
        return true;
    }

    /**
     * Returns the centres of the batch.
     *
     * @return their word ids
     */
    public int[] targets() {
        return Arrays.copyOf(batch.targets, batch.count);
    }

    /**
     * Returns the contexts of each centre.
     *
     * @return for each centre the word ids in its window, in the order of the text; none is empty
     */
    public int[][] contexts() {
        int[][] contexts = new int[batch.count][];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = batch.contextWords(i);
        }
        return contexts;
    }

    /**
     * Returns the negative samples that all centres of the batch share.
     *
     * @return word ids; an id may occur several times
     */
    public int[] samples() {
        return noise.ids.clone();
    }

    /**
     * Returns the weight of each negative sample.
     *
     * @return number of negative samples per centre divided by the number of shared samples
     */
    public double sampleWeight() {
        return options.negativeSamples() / (double) options.sharedSamples();
    }

    /**
     * Returns the learning rate of the batch.
     *
     * @return a number above 0
     */
    public double rate() {
        return schedule.rate(turn);
    }

    /**
     * Returns the learning rate of a word relative to that of the batch.
     *
     * @param id the word
     * @return a number above 0
     */
    public double rateOf(int id) {
        return parts.rates().of(id);
    }

    /**
     * Returns the position of the batch in the training run.
     *
     * @return number of tokens before the block of this batch, over all epochs
     */
    public long tokensBefore() {
        return schedule.tokensBefore(turn);
    }
}
