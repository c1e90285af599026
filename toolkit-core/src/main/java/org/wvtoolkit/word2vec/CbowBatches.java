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
 * The batches of a run of CBOW, one after the other, with their contexts, noise and learning rate: what {@link Word2VecTrainer} trains on
 * with one thread, for a trainer that does the arithmetic in another way and shall be compared with it.
 *
 * <p>Confined to one thread. Arrays that are handed out are overwritten by the next batch.
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
     * The batches of all epochs.
     *
     * @param corpus the text; stays open
     * @param options of CBOW
     * @throws IllegalArgumentException if they are for another model
     */
    public CbowBatches(EncodedCorpus corpus, Word2VecOptions options) {
        if (options.model() != Word2VecModel.CBOW) {
            throw new IllegalArgumentException("batches of CBOW, not of " + options.model());
        }
        int blockTokens = options.deterministic() ? OrderedPass.BLOCK : HogwildPass.BLOCK;
        long blocks = TokenBlock.count(corpus, blockTokens);
        this.options = options.fitting(corpus.vocabulary().size());
        this.schedule = new TrainingSchedule(options, corpus.tokens(), blocks, blockTokens, TrainingLimits.NEVER);
        this.turns = blocks * options.epochs();
        this.parts = new WorkerFactory(
                corpus,
                this.options,
                TrainingKernels.fastest(),
                new Subsampling(corpus.vocabulary(), options.subsample()),
                new NoiseDistribution(corpus.vocabulary(), options.noiseExponent()),
                new HeldOut(options.validationFraction()),
                blockTokens);
        this.block = parts.newBlock();
        this.batch = new CentreBatch(this.options, block);
        this.noise = new NoiseSample(parts.noise(), this.options.sharedSamples());
    }

    /**
     * Goes to the next batch.
     *
     * @return false if there is none left
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
     * The centres of the batch.
     *
     * @return their words
     */
    public int[] targets() {
        return Arrays.copyOf(batch.targets, batch.count);
    }

    /**
     * The contexts of each centre.
     *
     * @return the words of its window, in the order of the text; none empty
     */
    public int[][] contexts() {
        int[][] contexts = new int[batch.count][];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = batch.contextWords(i);
        }
        return contexts;
    }

    /**
     * The noise that all centres of the batch share.
     *
     * @return words; one may come several times
     */
    public int[] samples() {
        return noise.ids.clone();
    }

    /**
     * What each sample weighs.
     *
     * @return samples that a centre should see, divided by those that there are
     */
    public double sampleWeight() {
        return options.negativeSamples() / (double) options.sharedSamples();
    }

    /**
     * The learning rate here.
     *
     * @return above 0
     */
    public double rate() {
        return schedule.rate(turn);
    }

    /**
     * How far the run is.
     *
     * @return tokens before this batch's block, over all epochs
     */
    public long tokensBefore() {
        return schedule.tokensBefore(turn);
    }
}
