package org.wvtoolkit.word2vec;

import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;

/**
 * One step of CBOW with negative sampling, for a batch of consecutive centres that share their negative samples.
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
 *
 * <p>Confined to one thread; several steps may race on the same matrices.
 */
final class CbowStep {
    private final EmbeddingKernels kernels;
    private final FloatMatrix inputs;
    private final FloatMatrix outputs;
    private final NoiseDistribution noise;
    private final int window;
    private final boolean dynamicWindow;
    private final boolean exact;
    private final int batchSize;
    private final int samples;
    private final float sampleWeight;
    private final int dimension;
    private final int stride;
    private final int sampleWidth;
    private final int reach;

    // The centres of the batch: how far their windows reach, and where their contexts are listed.
    private final int[] targets;
    private final int[] contextFrom;
    private final int[] contexts;

    // The tokens that the batch's windows cover, and for each the centres that it is context of.
    private final int[] region;
    private final int[] centresOf;
    private final int[] centreCount;

    private final float[] regionRows;
    private final float[] hidden;
    private final float[] targetRows;
    private final float[] sampleRows;
    private final float[] samplesByColumn;
    private final float[] hiddenChange;
    private final float[] change;
    private final float[] targetScores;
    private final float[] sampleScores;
    private final int[] sampleIds;

    /** Which words are among the batch's samples: a tiny hash table, cleared by a change of stamp. */
    private final int[] sampleStamps = new int[4096];

    private int stamp;

    CbowStep(
            EmbeddingKernels kernels,
            FloatMatrix inputs,
            FloatMatrix outputs,
            NoiseDistribution noise,
            Word2VecOptions options) {
        this.kernels = kernels;
        this.inputs = inputs;
        this.outputs = outputs;
        this.noise = noise;
        this.window = options.window();
        this.dynamicWindow = options.dynamicWindow();
        this.exact = options.cbowGradient() == CbowGradient.EXACT;
        this.batchSize = options.batchSize();
        this.samples = options.sharedSamples();
        this.sampleWeight = options.negativeSamples() / (float) options.sharedSamples();
        this.dimension = inputs.columns();
        this.stride = inputs.stride();
        this.sampleWidth = FloatMatrix.paddedColumns(samples);
        this.reach = Math.min(2 * window, batchSize);
        int most = 2 * batchSize + 2 * window;
        this.targets = new int[batchSize];
        this.contextFrom = new int[batchSize + 1];
        this.contexts = new int[batchSize * 2 * window];
        this.region = new int[most];
        this.centresOf = new int[most * reach];
        this.centreCount = new int[most];
        this.regionRows = new float[most * stride];
        this.hidden = new float[batchSize * stride];
        this.targetRows = new float[batchSize * stride];
        this.sampleRows = new float[samples * stride];
        this.samplesByColumn = new float[dimension * sampleWidth];
        this.hiddenChange = new float[batchSize * stride];
        this.change = new float[Math.max(most, samples) * stride];
        this.targetScores = new float[FloatMatrix.paddedColumns(batchSize)];
        this.sampleScores = new float[batchSize * sampleWidth];
        this.sampleIds = new int[samples];
    }

    /**
     * Trains on all centres of a block.
     *
     * @param block the tokens
     * @param random the block's own
     * @param rate the learning rate
     */
    void train(TokenBlock block, SplitMix random, float rate) {
        int centre = block.firstCentre;
        while (centre < block.lastCentre) {
            centre = step(block, centre, random, rate);
        }
    }

    /** One batch, from {@code centre} on; returns the first centre after it. */
    private int step(TokenBlock block, int centre, SplitMix random, float rate) {
        int count = 0;
        int regionBegin = Math.max(block.sentenceStart[centre], centre - window);
        int regionLength = 0;
        int most = region.length;
        int listed = 0;
        int next = centre;
        while (next < block.lastCentre && count < batchSize) {
            int reachTo = Math.min(block.sentenceEnd[next], next + window + 1);
            if (reachTo - regionBegin > most) {
                break;
            }
            int width = dynamicWindow ? 1 + (int) (((random.next() >>> 32) * window) >>> 32) : window;
            int from = Math.max(block.sentenceStart[next], next - width);
            int to = Math.min(block.sentenceEnd[next], next + width + 1);
            if (to - from > 1) {
                while (regionLength < to - regionBegin) {
                    region[regionLength] = block.ids[regionBegin + regionLength];
                    centreCount[regionLength++] = 0;
                }
                targets[count] = block.ids[next];
                contextFrom[count] = listed;
                for (int context = from; context < to; context++) {
                    if (context != next) {
                        int local = context - regionBegin;
                        contexts[listed++] = local;
                        centresOf[local * reach + centreCount[local]++] = count;
                    }
                }
                count++;
            }
            next++;
        }
        contextFrom[count] = listed;
        if (count > 0) {
            forwardAndBackward(count, regionLength, random, rate);
        }
        return next;
    }

    private void forwardAndBackward(int count, int regionLength, SplitMix random, float rate) {
        kernels.gather(inputs.segment(), stride, region, regionLength, regionRows);
        for (int i = 0; i < count; i++) {
            float factor = 1f / (contextFrom[i + 1] - contextFrom[i]);
            kernels.sumRows(regionRows, stride, contexts, contextFrom[i], contextFrom[i + 1], factor, hidden, i);
        }
        kernels.gather(outputs.segment(), stride, targets, count, targetRows);
        drawSamples(random);
        kernels.gather(outputs.segment(), stride, sampleIds, samples, sampleRows);
        kernels.transpose(sampleRows, stride, dimension, samples, samplesByColumn, sampleWidth);

        kernels.rowProducts(hidden, targetRows, stride, count, targetScores);
        kernels.logisticStep(targetScores, count, 1, rate);
        kernels.products(hidden, stride, count, samplesByColumn, dimension, sampleWidth, sampleScores);
        kernels.logisticStep(sampleScores, count * sampleWidth, 0, rate * sampleWeight);
        leaveOutTargets(count);

        kernels.combine(sampleScores, sampleWidth, 1, sampleRows, samples, stride, hiddenChange, count);
        kernels.addScaledRows(targetScores, targetRows, stride, count, hiddenChange);

        kernels.combine(sampleScores, 1, sampleWidth, hidden, count, stride, change, samples);
        kernels.scatterAdd(outputs.segment(), stride, sampleIds, samples, change);
        kernels.scaleRows(targetScores, hidden, stride, count, targetRows);
        kernels.scatterAdd(outputs.segment(), stride, targets, count, targetRows);

        if (exact) {
            for (int i = 0; i < count; i++) {
                targetScores[i] = 1f / (contextFrom[i + 1] - contextFrom[i]);
            }
            kernels.scaleRows(targetScores, hiddenChange, stride, count, hiddenChange);
        }
        int changed = 0;
        for (int local = 0; local < regionLength; local++) {
            int centres = centreCount[local];
            if (centres > 0) {
                int from = local * reach;
                kernels.sumRows(hiddenChange, stride, centresOf, from, from + centres, 1, change, changed);
                region[changed++] = region[local];
            }
        }
        kernels.scatterAdd(inputs.segment(), stride, region, changed, change);
    }

    private void drawSamples(SplitMix random) {
        stamp++;
        for (int n = 0; n < samples; n++) {
            int id = noise.sample(random.next());
            sampleIds[n] = id;
            sampleStamps[id & (sampleStamps.length - 1)] = stamp;
        }
    }

    /** A centre's own word is no noise for it. */
    private void leaveOutTargets(int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            if (sampleStamps[target & (sampleStamps.length - 1)] == stamp) {
                for (int n = 0; n < samples; n++) {
                    if (sampleIds[n] == target) {
                        sampleScores[i * sampleWidth + n] = 0;
                    }
                }
            }
        }
    }
}
