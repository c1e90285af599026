package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * Output layer of word2vec: inner products with an embedding, and the logistic loss that
 * distinguishes words from noise (Mikolov et al. 2013). For hidden vectors h₁…h_B with target words
 * t₁…t_B and N noise words shared by the batch,
 *
 * <pre>L = Σᵢ ( −log σ(hᵢ·o_tᵢ) − w · Σ_{n ≠ tᵢ} log σ(−hᵢ·o_n) )</pre>
 * where w is the weight of each sample (the number of samples per centre divided by N). With g_t =
 * σ − 1 for the target and g_n = w·σ for noise, ∂L/∂h = Σ g·o and ∂L/∂o = Σ g·h.
 */
public final class NegativeSampling {
    private final Parameter table;
    private Matrix hidden = new Matrix(0, 1);
    private int[] targets = {};
    private int[] samples = {};
    private Matrix targetGradients = hidden;
    private Matrix sampleGradients = hidden;

    /**
     * Creates the layer.
     *
     * @param table words × d, the output vectors; preferably {@link Parameter#sparse}
     */
    public NegativeSampling(Parameter table) {
        this.table = table;
    }

    /**
     * Computes the loss of a batch, summed over its rows.
     *
     * @param newHidden B × d
     * @param newTargets target row of the table for each row
     * @param newSamples noise words shared by all rows, possibly with repetitions; the target of a
     *     row is not noise for it
     * @param sampleWeight w
     * @return at least 0
     */
    public double forward(Matrix newHidden, int[] newTargets, int[] newSamples, double sampleWeight) {
        hidden = newHidden.require(newTargets.length, table.value().columns());
        targets = newTargets;
        samples = newSamples;
        targetGradients = new Matrix(targets.length, 1);
        sampleGradients = new Matrix(targets.length, Math.max(1, samples.length));
        double loss = 0;
        for (int i = 0; i < targets.length; i++) {
            double score = score(i, targets[i]);
            loss += softplus(-score);
            targetGradients.set(i, 0, Sigmoid.of(score) - 1);
            for (int n = 0; n < samples.length; n++) {
                if (samples[n] != targets[i]) {
                    double noise = score(i, samples[n]);
                    loss += sampleWeight * softplus(noise);
                    sampleGradients.set(i, n, sampleWeight * Sigmoid.of(noise));
                }
            }
        }
        return loss;
    }

    private double score(int row, int id) {
        int columns = hidden.columns();
        double sum = 0;
        for (int k = 0; k < columns; k++) {
            sum += hidden.values()[row * columns + k] * table.value().values()[id * columns + k];
        }
        return sum;
    }

    /** Computes log(1 + eˣ) = −log σ(−x) without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /**
     * Computes the gradient of the summed loss. Adds to the gradients of the table's rows.
     *
     * @return ∂L/∂h, B × d
     */
    public Matrix backward() {
        int columns = hidden.columns();
        Matrix gradient = new Matrix(hidden.rows(), columns);
        for (int i = 0; i < targets.length; i++) {
            add(gradient, i, targets[i], targetGradients.get(i, 0));
            for (int n = 0; n < samples.length; n++) {
                if (samples[n] != targets[i]) {
                    add(gradient, i, samples[n], sampleGradients.get(i, n));
                }
            }
        }
        return gradient;
    }

    private void add(Matrix gradient, int row, int id, double factor) {
        int columns = gradient.columns();
        for (int k = 0; k < columns; k++) {
            gradient.values()[row * columns + k] += factor * table.value().values()[id * columns + k];
        }
        table.gradient().add(id, hidden.values(), row * columns, factor);
    }

    /**
     * Returns the output vectors.
     *
     * @return words × d
     */
    public Parameter table() {
        return table;
    }
}
