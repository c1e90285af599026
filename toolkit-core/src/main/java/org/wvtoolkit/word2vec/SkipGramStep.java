package org.wvtoolkit.word2vec;

import java.util.Arrays;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.linalg.kernel.WindowKernels;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.NoiseSample;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Training step of skip-gram with negative sampling, for a batch of centres that share their
 * negative samples.
 *
 * <p>As in the word2vec program, each context word c of a centre t predicts the centre. The loss of
 * the pair is −log σ(x_c·o_t) − Σ_n w·log σ(−x_c·o_n) over the batch's N samples n ≠ t, with w =
 * (negative samples)/N. With g_t = 1 − σ(x_c·o_t) and g_n = −w·σ(x_c·o_n), o changes by rate·g·x_c
 * and x_c by rate·Σ g·o.
 *
 * <p>A token of the text is a context word of several centres. All gradients of a batch are
 * computed from the state at its beginning, so the token's scores against the negative samples are
 * the same for each centre. They are computed once and weighted by the number of centres (Ji et al.
 * 2016).
 *
 * <p>Within a strand, the scores of all positions against all centres are one matrix product, in
 * which the centres' words are additional columns beside the negative samples. Scores outside the
 * windows are then set to 0. This performs more arithmetic than the pairs require, but avoids short
 * loops of varying length, which are slower.
 */
final class SkipGramStep implements TrainingStep {
    /**
     * Number of rows of a tile of the matrix products; blocks have room for as many rows past their
     * end.
     */
    private static final int TILE = 8;

    private final EmbeddingKernels kernels;
    private final WindowKernels windows;
    private final NoiseSample noise;
    private final int samples;
    private final float sampleWeight;
    private final int dimension;
    private final int stride;
    private final int sampleWidth;

    /** Number of columns of scores: the padded samples, then the centres of one strand. */
    private final int width;

    private final float[] regionRows;
    private final float[] regionChange;

    /** Rows of the samples, padded with zeros, then the rows of the centres of one strand. */
    private final float[] outputRows;

    private final float[] outputsByColumn;
    private final float[] sampleChange;
    private final float[] targetChange;
    private final float[] scores;
    private final int[] windowCounts;
    private final float[] noiseFactors;
    private final int[] hits;

    SkipGramStep(TrainingKernels kernels, NoiseDistribution distribution, Word2VecOptions options) {
        this.kernels = kernels.rows();
        this.windows = kernels.windows();
        this.samples = options.sharedSamples();
        this.noise = new NoiseSample(distribution, samples);
        this.sampleWeight = options.negativeSamples() / (float) samples;
        this.dimension = options.dimension();
        this.stride = FloatMatrix.paddedColumns(dimension);
        this.sampleWidth = FloatMatrix.paddedColumns(samples);
        this.width = sampleWidth + CentreBatch.STRAND;
        int region = CentreBatch.regionCapacity(options) + TILE;
        this.regionRows = new float[region * stride];
        this.regionChange = new float[region * stride];
        this.outputRows = new float[width * stride];
        this.outputsByColumn = new float[dimension * width];
        this.sampleChange = new float[sampleWidth * stride];
        this.targetChange = new float[(options.batchSize() + CentreBatch.STRAND) * stride];
        this.scores = new float[region * width];
        this.windowCounts = new int[region];
        this.noiseFactors = new float[region];
        this.hits = new int[region];
    }

    @Override
    public boolean train(CentreBatch batch, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs) {
        noise.draw(random);
        int positions = batch.regionLength();
        inputs.gather(batch.region, 0, positions, regionRows, 0);
        outputs.gather(noise.ids, 0, samples, outputRows, 0);
        kernels.transpose(outputRows, 0, stride, dimension, samples, outputsByColumn, 0, width);
        scoreNoise(batch, rate, positions);
        boolean within = true;
        for (int strand = 0; strand < batch.strands; strand++) {
            if (batch.strandCentres(strand) > 0) {
                within &= trainStrand(batch, strand, rate, outputs);
            }
        }
        kernels.combine(scores, 0, 1, width, regionRows, 0, positions, stride, sampleChange, 0, sampleWidth);
        outputs.add(noise.ids, 0, samples, sampleChange);
        outputs.add(batch.targets, 0, batch.count, targetChange);
        inputs.add(batch.region, 0, positions, regionChange);
        return within;
    }

    /**
     * Scores positions against negative samples. Each sample counts once per centre that the
     * position is a context word of, except centres whose own word is the sample.
     */
    private void scoreNoise(CentreBatch batch, float rate, int positions) {
        batch.countWindows(windowCounts);
        for (int j = 0; j < positions; j++) {
            noiseFactors[j] = rate * sampleWeight * windowCounts[j];
        }
        kernels.products(
                regionRows, 0, stride, padded(positions), outputsByColumn, dimension, width, 0, sampleWidth, scores);
        windows.noiseLogistic(scores, width, positions, sampleWidth, noiseFactors);
        for (int i = 0; i < batch.count; i++) {
            if (noise.mayHold(batch.targets[i])) {
                leaveOut(batch, i);
            }
        }
    }

    /**
     * Removes a centre's word from the centre's own negative samples. All centres of the same word
     * are processed together with the first of them.
     */
    private void leaveOut(CentreBatch batch, int centre) {
        int word = batch.targets[centre];
        for (int i = 0; i < centre; i++) {
            if (batch.targets[i] == word) {
                return;
            }
        }
        int positions = batch.regionLength();
        boolean counted = false;
        for (int n = 0; n < samples; n++) {
            if (noise.ids[n] == word) {
                if (!counted) {
                    countHits(batch, word);
                    counted = true;
                }
                for (int j = 0; j < positions; j++) {
                    if (hits[j] > 0) {
                        scores[j * width + n] *= (windowCounts[j] - hits[j]) / (float) windowCounts[j];
                    }
                }
            }
        }
    }

    /** Counts, for each position, the centres of a word whose window contains the position. */
    private void countHits(CentreBatch batch, int word) {
        Arrays.fill(hits, 0, batch.regionLength(), 0);
        for (int strand = 0; strand < batch.strands; strand++) {
            int base = batch.firstPosition[strand];
            for (int i = batch.firstCentre[strand]; i < batch.firstCentre[strand + 1]; i++) {
                if (batch.targets[i] == word) {
                    for (int j = batch.windowFrom[i]; j < batch.windowTo[i]; j++) {
                        hits[base + j] += j == batch.centrePosition[i] ? 0 : 1;
                    }
                }
            }
        }
    }

    /** Scores the pairs of one strand and computes the changes of its positions and centres. */
    private boolean trainStrand(CentreBatch batch, int strand, float rate, EmbeddingRows outputs) {
        int first = batch.firstCentre[strand];
        int centres = batch.strandCentres(strand);
        int base = batch.firstPosition[strand];
        int positions = batch.strandLength(strand);
        outputs.gather(batch.targets, first, centres, outputRows, sampleWidth);
        kernels.transpose(outputRows, sampleWidth, stride, dimension, centres, outputsByColumn, sampleWidth, width);
        // Rows past the end of the strand are computed to fill a tile; the next strand overwrites
        // them.
        kernels.products(
                regionRows,
                base,
                stride,
                padded(positions),
                outputsByColumn,
                dimension,
                width,
                sampleWidth,
                width,
                scores);
        boolean within = windows.windowLogistic(
                scores,
                width,
                base,
                positions,
                sampleWidth,
                batch.windowFrom,
                batch.windowTo,
                batch.centrePosition,
                first,
                centres,
                rate,
                MAX_SCORE);
        kernels.combine(
                scores, base * width, width, 1, outputRows, 0, width, stride, regionChange, base, padded(positions));
        kernels.combine(
                scores,
                base * width + sampleWidth,
                1,
                width,
                regionRows,
                base,
                positions,
                stride,
                targetChange,
                first,
                CentreBatch.STRAND);
        return within;
    }

    /** Rounds a number of rows up to a multiple of {@link #TILE}. */
    private static int padded(int rows) {
        return (rows + TILE - 1) / TILE * TILE;
    }
}
