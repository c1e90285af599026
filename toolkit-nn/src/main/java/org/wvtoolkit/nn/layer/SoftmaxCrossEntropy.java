package org.wvtoolkit.nn.layer;

import java.util.Arrays;
import org.wvtoolkit.nn.Matrix;

/**
 * Softmax combined with cross-entropy, which is numerically more stable than separate layers. With
 * p = softmax(x), the loss of a row with label t is −c_t · log p_t, where c is the class weight;
 * the loss of a batch is the weighted mean. ∂L/∂x = c_t · (p − one-hot(t)) / Σ c (Bridle 1990).
 */
public final class SoftmaxCrossEntropy {
    private final double[] classWeights;
    private Matrix probabilities = new Matrix(0, 1);
    private int[] labels = {};
    private double totalWeight;

    /**
     * Creates a loss with equal class weights.
     *
     * @param classes number of classes, at least 1
     */
    public SoftmaxCrossEntropy(int classes) {
        this(ones(classes));
    }

    /**
     * Creates a loss with class weights.
     *
     * @param classWeights c, one for each class, above 0; copied
     */
    public SoftmaxCrossEntropy(double... classWeights) {
        this.classWeights = classWeights.clone();
    }

    private static double[] ones(int classes) {
        double[] ones = new double[classes];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Computes the weighted mean of the rows' losses.
     *
     * @param scores n × classes, before softmax; n at least 1
     * @param newLabels one class for each row
     * @return at least 0
     */
    public double forward(Matrix scores, int... newLabels) {
        labels = newLabels;
        probabilities = softmax(scores.require(labels.length, classWeights.length));
        totalWeight = 0;
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double weight = classWeights[labels[i]];
            totalWeight += weight;
            // Computed from the scores, because log p would be infinite if p underflows.
            loss -= weight * logProbability(scores, i, labels[i]);
        }
        return loss / totalWeight;
    }

    /**
     * Computes the gradient of the mean loss.
     *
     * @return n × classes
     */
    public Matrix backward() {
        Matrix gradient = probabilities.copy();
        for (int i = 0; i < labels.length; i++) {
            double weight = classWeights[labels[i]] / totalWeight;
            gradient.set(i, labels[i], gradient.get(i, labels[i]) - 1);
            for (int k = i * gradient.columns(); k < (i + 1) * gradient.columns(); k++) {
                gradient.values()[k] *= weight;
            }
        }
        return gradient;
    }

    private static double logProbability(Matrix scores, int row, int label) {
        double largest = largest(scores, row);
        double sum = 0;
        for (int k = 0; k < scores.columns(); k++) {
            sum += Math.exp(scores.get(row, k) - largest);
        }
        return scores.get(row, label) - largest - Math.log(sum);
    }

    private static double largest(Matrix scores, int row) {
        double largest = scores.get(row, 0);
        for (int k = 1; k < scores.columns(); k++) {
            largest = Math.max(largest, scores.get(row, k));
        }
        return largest;
    }

    /**
     * Computes the softmax of each row, eˣ / Σ eˣ, after subtracting the maximum to prevent
     * overflow.
     *
     * @param scores n × classes
     * @return n × classes; rows sum to 1
     */
    public static Matrix softmax(Matrix scores) {
        Matrix softmax = new Matrix(scores.rows(), scores.columns());
        for (int i = 0; i < scores.rows(); i++) {
            double largest = largest(scores, i);
            double sum = 0;
            for (int k = 0; k < scores.columns(); k++) {
                double value = Math.exp(scores.get(i, k) - largest);
                softmax.set(i, k, value);
                sum += value;
            }
            for (int k = 0; k < scores.columns(); k++) {
                softmax.set(i, k, softmax.get(i, k) / sum);
            }
        }
        return softmax;
    }
}
