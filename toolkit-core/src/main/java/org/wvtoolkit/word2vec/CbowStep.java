package org.wvtoolkit.word2vec;

import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.linalg.kernel.WindowKernels;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.NoiseSample;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Training step of CBOW with negative sampling, for a batch of centres that share their negative
 * samples.
 *
 * <p>For centre i with context words c₁…c_C and target word t, the hidden vector is h = (1/C)·Σ
 * x_c. The loss is −log σ(h·o_t) − Σ_n w·log σ(−h·o_n) over the batch's N samples n ≠ t. The weight
 * w = (negative samples)/N keeps the total weight of the negative samples of a centre independent
 * of sharing. Its gradient: with g_t = 1 − σ(h·o_t) and g_n = −w·σ(h·o_n), each o changes by
 * rate·g·h, and each x_c by rate·Σ g·o, multiplied by the {@link CbowGradient#factor} of C. The rows
 * multiply their changes by the rates of their words ({@link WordRates}).
 *
 * <p>All gradients of a batch are computed from the state at its beginning and added at its end.
 * Sharing turns the work into small matrix products (Ji et al. 2016): each row of the large
 * matrices is read and written once per batch instead of once per centre. A batch of one centre,
 * with {@link CbowGradient#WORD2VEC} and equal rates for all words, is the algorithm of the paper.
 */
final class CbowStep implements TrainingStep {
    private final EmbeddingKernels kernels;
    private final WindowKernels windows;
    private final NoiseSample noise;

    /** Factor of the hidden gradient for each number of context words; empty if all are 1. */
    private final float[] contextFactors;

    private final int samples;
    private final float sampleWeight;
    private final int dimension;
    private final int stride;
    private final int sampleWidth;

    /** Running sums of the context rows of one strand, later the changes of its context rows. */
    private final float[] strandRows;

    private final float[] hidden;
    private final float[] sampleRows;
    private final float[] samplesByColumn;
    private final float[] hiddenChange;
    private final float[] sampleChange;
    private final float[] targetScores;
    private final float[] sampleScores;

    CbowStep(TrainingKernels kernels, NoiseDistribution distribution, Word2VecOptions options) {
        this.kernels = kernels.rows();
        this.windows = kernels.windows();
        this.contextFactors = contextFactors(options);
        this.samples = options.sharedSamples();
        this.noise = new NoiseSample(distribution, samples);
        this.sampleWeight = options.negativeSamples() / (float) samples;
        this.dimension = options.dimension();
        this.stride = FloatMatrix.paddedColumns(dimension);
        this.sampleWidth = FloatMatrix.paddedColumns(samples);
        int batchSize = options.batchSize();
        this.strandRows = new float[(CentreBatch.strandPositions(options) + 1) * stride];
        this.hidden = new float[batchSize * stride];
        this.sampleRows = new float[samples * stride];
        this.samplesByColumn = new float[dimension * sampleWidth];
        this.hiddenChange = new float[batchSize * stride];
        this.sampleChange = new float[samples * stride];
        this.targetScores = new float[FloatMatrix.paddedColumns(batchSize)];
        this.sampleScores = new float[batchSize * sampleWidth];
    }

    private static float[] contextFactors(Word2VecOptions options) {
        if (options.cbowGradient() == CbowGradient.WORD2VEC) {
            return new float[0];
        }
        float[] factors = new float[2 * options.window() + 1];
        for (int contexts = 1; contexts < factors.length; contexts++) {
            factors[contexts] = (float) options.cbowGradient().factor(contexts);
        }
        return factors;
    }

    @Override
    public boolean train(CentreBatch batch, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        noise.draw(random);
        boolean within = forward(batch, rate, inputs, outputs);
        changeOutputs(batch, outputs);
        changeInputs(batch, inputs);
        return within;
    }

    /**
     * Computes the step of each score from the rows. Returns false if the score of a centre's own
     * word is out of bounds.
     */
    private boolean forward(CentreBatch batch, float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        int count = batch.count;
        for (int strand = 0; strand < batch.strands; strand++) {
            int centres = batch.strandCentres(strand);
            if (centres > 0) {
                int first = batch.firstCentre[strand];
                inputs.gatherSums(batch.region, batch.firstPosition[strand], batch.strandLength(strand), strandRows);
                windows.windowMeans(
                        strandRows,
                        stride,
                        batch.windowFrom,
                        batch.windowTo,
                        batch.centrePosition,
                        first,
                        centres,
                        hidden);
            }
        }
        outputs.gather(noise.ids, 0, samples, sampleRows, 0);
        kernels.transpose(sampleRows, 0, stride, dimension, samples, samplesByColumn, 0, sampleWidth);

        outputs.products(batch.targets, count, hidden, targetScores);
        boolean within = TrainingStep.within(targetScores, count);
        kernels.logisticStep(targetScores, count, 1, rate);
        kernels.products(hidden, stride, count, samplesByColumn, dimension, sampleWidth, sampleScores);
        kernels.logisticStep(sampleScores, count * sampleWidth, 0, rate * sampleWeight);
        for (int i = 0; i < count; i++) {
            if (noise.mayHold(batch.targets[i])) {
                leaveOutTarget(i, batch.targets[i]);
            }
        }
        return within;
    }

    /** Removes the centre's own word from its negative samples. */
    private void leaveOutTarget(int centre, int target) {
        for (int n = 0; n < samples; n++) {
            if (noise.ids[n] == target) {
                sampleScores[centre * sampleWidth + n] = 0;
            }
        }
    }

    /**
     * Computes the change of the hidden vectors from the unchanged output rows, then changes the
     * output rows.
     */
    private void changeOutputs(CentreBatch batch, EmbeddingRows outputs) {
        int count = batch.count;
        kernels.combine(sampleScores, 0, sampleWidth, 1, sampleRows, 0, samples, stride, hiddenChange, 0, count);
        outputs.addTo(batch.targets, count, targetScores, hiddenChange);
        kernels.combine(sampleScores, 0, 1, sampleWidth, hidden, 0, count, stride, sampleChange, 0, samples);
        outputs.add(noise.ids, 0, samples, sampleChange);
        outputs.addScaled(batch.targets, count, targetScores, hidden);
    }

    private void changeInputs(CentreBatch batch, EmbeddingRows inputs) {
        if (contextFactors.length > 0) {
            for (int i = 0; i < batch.count; i++) {
                targetScores[i] = contextFactors[batch.contexts(i)];
            }
            kernels.scaleRows(targetScores, hiddenChange, stride, batch.count, hiddenChange);
        }
        for (int strand = 0; strand < batch.strands; strand++) {
            int centres = batch.strandCentres(strand);
            if (centres > 0) {
                int positions = batch.strandLength(strand);
                windows.windowSums(
                        hiddenChange,
                        stride,
                        batch.windowFrom,
                        batch.windowTo,
                        batch.centrePosition,
                        batch.firstCentre[strand],
                        centres,
                        positions,
                        strandRows);
                inputs.add(batch.region, batch.firstPosition[strand], positions, strandRows);
            }
        }
    }
}
