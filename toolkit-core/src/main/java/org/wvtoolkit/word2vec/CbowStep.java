package org.wvtoolkit.word2vec;

import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.NoiseSample;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * One step of CBOW with negative sampling, for a batch of centres that share their negative samples.
 *
 * <p>For centre i with context words c₁…c_C and target word t, the hidden vector is h = (1/C)·Σ x_c; the loss is −log σ(h·o_t) −
 * Σ_n w·log σ(−h·o_n) over the batch's N samples n ≠ t, each weighed by w = (negative samples)/N so that sharing does not
 * change how much noise a centre sees. Its gradient: with g_t = 1 − σ(h·o_t) and g_n = −w·σ(h·o_n), each o moves by rate·g·h,
 * and each x_c by rate·Σ g·o — divided by C if the gradient is exact (Irsoy, Benton and Stratos 2021), undivided as in
 * word2vec.
 *
 * <p>All gradients of a batch are taken at its beginning and added at its end. Sharing turns the work into small matrix
 * products (Ji et al. 2016): each row of the large matrices is read and written once a batch, not once a centre. A batch of
 * one is the textbook's step.
 */
final class CbowStep implements TrainingStep {
    private final EmbeddingKernels kernels;
    private final CentreBatch batch;
    private final NoiseSample noise;
    private final boolean exact;
    private final int samples;
    private final float sampleWeight;
    private final int dimension;
    private final int stride;
    private final int sampleWidth;
    private final int[] changedRows;
    private final float[] regionRows;
    private final float[] hidden;
    private final float[] targetRows;
    private final float[] sampleRows;
    private final float[] samplesByColumn;
    private final float[] hiddenChange;
    private final float[] change;
    private final float[] targetScores;
    private final float[] sampleScores;

    CbowStep(EmbeddingKernels kernels, CentreBatch batch, NoiseDistribution distribution, Word2VecOptions options) {
        this.kernels = kernels;
        this.batch = batch;
        this.exact = options.cbowGradient() == CbowGradient.EXACT;
        this.samples = options.sharedSamples();
        this.noise = new NoiseSample(distribution, samples);
        this.sampleWeight = options.negativeSamples() / (float) samples;
        this.dimension = options.dimension();
        this.stride = FloatMatrix.paddedColumns(dimension);
        this.sampleWidth = FloatMatrix.paddedColumns(samples);
        int batchSize = options.batchSize();
        int region = batch.regionCapacity();
        this.changedRows = new int[region];
        this.regionRows = new float[region * stride];
        this.hidden = new float[batchSize * stride];
        this.targetRows = new float[batchSize * stride];
        this.sampleRows = new float[samples * stride];
        this.samplesByColumn = new float[dimension * sampleWidth];
        this.hiddenChange = new float[batchSize * stride];
        this.change = new float[Math.max(region, samples) * stride];
        this.targetScores = new float[FloatMatrix.paddedColumns(batchSize)];
        this.sampleScores = new float[batchSize * sampleWidth];
    }

    @Override
    public boolean train(TokenBlock block, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        batch.begin(block);
        float largest = 0;
        while (batch.next(random)) {
            noise.draw(random);
            largest = Math.max(largest, forward(rate, inputs, outputs));
            changeOutputs(outputs);
            changeInputs(inputs);
        }
        return largest <= ABSURD;
    }

    /** From the rows to the change of each score; returns the largest of the centres' own scores. */
    private float forward(float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        int count = batch.count;
        inputs.gather(batch.region, batch.regionLength, regionRows);
        for (int i = 0; i < count; i++) {
            int from = batch.contextFrom[i];
            int to = batch.contextFrom[i + 1];
            kernels.sumRows(regionRows, stride, batch.contexts, from, to, 1f / (to - from), hidden, i);
        }
        outputs.gather(batch.targets, count, targetRows);
        outputs.gather(noise.ids, samples, sampleRows);
        kernels.transpose(sampleRows, stride, dimension, samples, samplesByColumn, sampleWidth);

        kernels.rowProducts(hidden, targetRows, stride, count, targetScores);
        float largest = TrainingStep.largest(targetScores, count);
        kernels.logisticStep(targetScores, count, 1, rate);
        kernels.products(hidden, stride, count, samplesByColumn, dimension, sampleWidth, sampleScores);
        kernels.logisticStep(sampleScores, count * sampleWidth, 0, rate * sampleWeight);
        for (int i = 0; i < count; i++) {
            if (noise.mayHold(batch.targets[i])) {
                leaveOutTarget(i);
            }
        }
        return largest;
    }

    /** A centre's own word is no noise for it. */
    private void leaveOutTarget(int centre) {
        for (int n = 0; n < samples; n++) {
            if (noise.ids[n] == batch.targets[centre]) {
                sampleScores[centre * sampleWidth + n] = 0;
            }
        }
    }

    /** The hidden vectors' change, which needs the output rows as they were, and then the output rows themselves. */
    private void changeOutputs(EmbeddingRows outputs) {
        int count = batch.count;
        kernels.combine(sampleScores, sampleWidth, 1, sampleRows, samples, stride, hiddenChange, count);
        kernels.addScaledRows(targetScores, targetRows, stride, count, hiddenChange);

        kernels.combine(sampleScores, 1, sampleWidth, hidden, count, stride, change, samples);
        outputs.add(noise.ids, samples, change);
        kernels.scaleRows(targetScores, hidden, stride, count, targetRows);
        outputs.add(batch.targets, count, targetRows);
    }

    private void changeInputs(EmbeddingRows inputs) {
        if (exact) {
            for (int i = 0; i < batch.count; i++) {
                targetScores[i] = 1f / (batch.contextFrom[i + 1] - batch.contextFrom[i]);
            }
            kernels.scaleRows(targetScores, hiddenChange, stride, batch.count, hiddenChange);
        }
        int changed = 0;
        for (int place = 0; place < batch.regionLength; place++) {
            int centres = batch.centreCount(place);
            if (centres > 0) {
                int from = batch.centresFrom(place);
                kernels.sumRows(hiddenChange, stride, batch.centresOf(), from, from + centres, 1, change, changed);
                changedRows[changed++] = batch.region[place];
            }
        }
        inputs.add(changedRows, changed, change);
    }
}
