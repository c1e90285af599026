package org.wvtoolkit.nn.classifier;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;

/**
 * Arithmetic of averaged vectors: h = mean of the rows of a bag, p = softmax(O·h) (Joulin et al.
 * 2017). For target t, class weight c and learning rate η, a step changes each output row o by
 * −η·c·(p − t)·h and each row of the bag by −η·c·Oᵀ(p − t)/|bag|.
 *
 * <p>Several threads may perform steps concurrently without locks, each with its own instance over
 * the same matrices; concurrent updates may be lost (Hogwild, Recht et al. 2011). An instance is
 * not thread-safe.
 */
final class AveragedModel {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final EmbeddingKernels kernels;
    private final FloatMatrix inputs;
    private final FloatMatrix outputs;
    private final int stride;
    private final int labels;
    private final float[] hidden;
    private final float[] change;

    /** Probabilities computed by {@link #forward}. */
    final double[] probabilities;

    AveragedModel(EmbeddingKernels kernels, FloatMatrix inputs, FloatMatrix outputs) {
        this.kernels = kernels;
        this.inputs = inputs;
        this.outputs = outputs;
        this.stride = inputs.stride();
        this.labels = (int) outputs.rows();
        this.hidden = new float[stride];
        this.change = new float[stride];
        this.probabilities = new double[labels];
    }

    /** Computes {@link #probabilities} of a bag; an empty bag has h = 0. */
    void forward(WordBag bag) {
        Arrays.fill(hidden, 0);
        if (bag.count > 0) {
            kernels.sumOf(inputs.segment(), stride, bag.rows, bag.count, hidden);
            for (int k = 0; k < stride; k++) {
                hidden[k] /= bag.count;
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < labels; label++) {
            double score = 0;
            long row = (long) label * stride;
            for (int k = 0; k < stride; k++) {
                score += (double) hidden[k] * outputs.segment().getAtIndex(FLOAT, row + k);
            }
            probabilities[label] = score;
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int label = 0; label < labels; label++) {
            probabilities[label] = Math.exp(probabilities[label] - largest);
            sum += probabilities[label];
        }
        for (int label = 0; label < labels; label++) {
            probabilities[label] /= sum;
        }
    }

    /**
     * Performs a gradient descent step after {@link #forward}.
     *
     * @param rate η·c
     * @param firstTuned rows of the bag below this are not modified
     */
    void step(WordBag bag, int label, double rate, int firstTuned) {
        Arrays.fill(change, 0);
        for (int other = 0; other < labels; other++) {
            float factor = (float) (rate * ((other == label ? 1 : 0) - probabilities[other]));
            long row = (long) other * stride;
            for (int k = 0; k < stride; k++) {
                float value = outputs.segment().getAtIndex(FLOAT, row + k);
                change[k] += factor * value;
                outputs.segment().setAtIndex(FLOAT, row + k, value + factor * hidden[k]);
            }
        }
        for (int k = 0; k < stride; k++) {
            change[k] /= bag.count;
        }
        int count = bag.count;
        if (firstTuned > 0) {
            count = 0;
            for (int i = 0; i < bag.count; i++) {
                if (bag.rows[i] >= firstTuned) {
                    bag.rows[count++] = bag.rows[i];
                }
            }
        }
        kernels.addToEach(inputs.segment(), stride, bag.rows, count, change);
    }
}
