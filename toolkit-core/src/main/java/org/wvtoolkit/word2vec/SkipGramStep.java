package org.wvtoolkit.word2vec;

import java.util.Arrays;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.NoiseSample;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * One step of skip-gram with negative sampling, for a batch of centres that share their negative samples.
 *
 * <p>As in word2vec's program, each context word c of a centre t predicts it: the loss of the pair is −log σ(x_c·o_t) − Σ_n
 * w·log σ(−x_c·o_n) over the batch's N samples n ≠ t, with w = (negative samples)/N. With g_t = 1 − σ(x_c·o_t) and g_n =
 * −w·σ(x_c·o_n), o moves by rate·g·x_c and x_c by rate·Σ g·o.
 *
 * <p>A token of the text is context of several centres; since all gradients of a batch are taken at its beginning, its scores
 * with the noise are the same for each, and are found once and weighed by their number (Ji et al. 2016). So a centre costs
 * little more than in CBOW, not as many times more as it has contexts.
 */
final class SkipGramStep implements TrainingStep {
    private final EmbeddingKernels kernels;
    private final CentreBatch batch;
    private final NoiseSample noise;
    private final int samples;
    private final float sampleWeight;
    private final int dimension;
    private final int stride;
    private final int sampleWidth;
    private final float[] regionRows;
    private final float[] regionChange;
    private final float[] targetRows;
    private final float[] targetChange;
    private final float[] sampleRows;
    private final float[] samplesByColumn;
    private final float[] sampleChange;
    private final float[] pairScores;
    private final float[] sampleScores;

    SkipGramStep(EmbeddingKernels kernels, CentreBatch batch, NoiseDistribution distribution, Word2VecOptions options) {
        this.kernels = kernels;
        this.batch = batch;
        this.samples = options.sharedSamples();
        this.noise = new NoiseSample(distribution, samples);
        this.sampleWeight = options.negativeSamples() / (float) samples;
        this.dimension = options.dimension();
        this.stride = FloatMatrix.paddedColumns(dimension);
        this.sampleWidth = FloatMatrix.paddedColumns(samples);
        int region = batch.regionCapacity();
        this.regionRows = new float[region * stride];
        this.regionChange = new float[region * stride];
        this.targetRows = new float[options.batchSize() * stride];
        this.targetChange = new float[options.batchSize() * stride];
        this.sampleRows = new float[samples * stride];
        this.samplesByColumn = new float[dimension * sampleWidth];
        this.sampleChange = new float[samples * stride];
        this.pairScores = new float[FloatMatrix.paddedColumns(batch.pairCapacity())];
        this.sampleScores = new float[region * sampleWidth];
    }

    @Override
    public boolean train(TokenBlock block, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        batch.begin(block);
        float largest = 0;
        while (batch.next(random)) {
            noise.draw(random);
            largest = Math.max(largest, step(rate, inputs, outputs));
        }
        return largest <= ABSURD;
    }

    /** Returns the largest of the pairs' scores. */
    private float step(float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        int places = batch.regionLength;
        int pairs = batch.contextFrom[batch.count];
        inputs.gather(batch.region, places, regionRows);
        outputs.gather(batch.targets, batch.count, targetRows);
        outputs.gather(noise.ids, samples, sampleRows);
        kernels.transpose(sampleRows, stride, dimension, samples, samplesByColumn, sampleWidth);

        kernels.pairProducts(regionRows, batch.contexts, targetRows, batch.centres, stride, pairs, pairScores);
        float largest = TrainingStep.largest(pairScores, pairs);
        kernels.logisticStep(pairScores, pairs, 1, rate);
        kernels.products(regionRows, stride, places, samplesByColumn, dimension, sampleWidth, sampleScores);
        kernels.logisticStep(sampleScores, places * sampleWidth, 0, rate * sampleWeight);
        weighByCentres(places);

        kernels.combine(sampleScores, sampleWidth, 1, sampleRows, samples, stride, regionChange, places);
        kernels.addScaledPairs(pairScores, targetRows, batch.centres, stride, pairs, regionChange, batch.contexts);
        kernels.combine(sampleScores, 1, sampleWidth, regionRows, places, stride, sampleChange, samples);
        Arrays.fill(targetChange, 0, batch.count * stride, 0);
        kernels.addScaledPairs(pairScores, regionRows, batch.contexts, stride, pairs, targetChange, batch.centres);

        outputs.add(noise.ids, samples, sampleChange);
        outputs.add(batch.targets, batch.count, targetChange);
        inputs.add(batch.region, places, regionChange);
        return largest;
    }

    /** A token's noise counts once for each centre that it is context of, save those whose own word the noise is. */
    private void weighByCentres(int places) {
        int[] centresOf = batch.centresOf();
        for (int place = 0; place < places; place++) {
            int from = batch.centresFrom(place);
            int to = from + batch.centreCount(place);
            boolean mayMeetTarget = false;
            for (int i = from; i < to; i++) {
                mayMeetTarget |= noise.mayHold(batch.targets[centresOf[i]]);
            }
            for (int n = 0; n < samples; n++) {
                int weight = to - from;
                if (mayMeetTarget) {
                    for (int i = from; i < to; i++) {
                        weight -= batch.targets[centresOf[i]] == noise.ids[n] ? 1 : 0;
                    }
                }
                sampleScores[place * sampleWidth + n] *= weight;
            }
        }
    }
}
