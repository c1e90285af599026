package org.wvtoolkit.nn.cbow;

import java.util.List;
import org.wvtoolkit.nn.ExactProducts;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;
import org.wvtoolkit.nn.layer.EmbeddingMean;
import org.wvtoolkit.nn.layer.NegativeSampling;
import org.wvtoolkit.nn.layer.SoftmaxCrossEntropy;

/**
 * CBOW as a book draws it (Mikolov et al. 2013): the mean of the contexts' vectors, then either negative sampling, or inner products
 * with all output vectors and a softmax over the whole vocabulary. Confined to one thread.
 */
public final class CbowNetwork {
    private final Parameter inputs;
    private final Parameter outputs;
    private final EmbeddingMean mean;
    private final NegativeSampling sampling;
    private final SoftmaxCrossEntropy softmax;
    private final Products products = new ExactProducts();

    /**
     * The network.
     *
     * @param inputs V × d, the word vectors; shared and changed
     * @param outputs V × d, the context vectors; shared and changed
     * @param undivided whether the gradient of a mean is not divided by its number, as word2vec has it
     */
    public CbowNetwork(Matrix inputs, Matrix outputs, boolean undivided) {
        outputs.require(inputs.rows(), inputs.columns());
        this.inputs = Parameter.sparse("vectors", inputs);
        this.outputs = Parameter.sparse("contexts", outputs);
        this.mean = new EmbeddingMean(this.inputs, undivided);
        this.sampling = new NegativeSampling(this.outputs);
        this.softmax = new SoftmaxCrossEntropy(inputs.rows());
    }

    /**
     * What it learns.
     *
     * @return word vectors, then context vectors
     */
    public List<Parameter> parameters() {
        return List.of(inputs, outputs);
    }

    /**
     * Forward and backward with negative sampling; adds to the gradients.
     *
     * @param targets the centres' words
     * @param contexts the words of each one's window
     * @param samples noise that all share
     * @param sampleWeight what each weighs
     * @return the loss, summed over the centres
     */
    public double negativeSampling(int[] targets, int[][] contexts, int[] samples, double sampleWeight) {
        double loss = sampling.forward(mean.forward(contexts), targets, samples, sampleWeight);
        mean.backward(sampling.backward());
        return loss;
    }

    /**
     * Forward and backward with the softmax over all words; adds to the gradients.
     *
     * @param targets the centres' words
     * @param contexts the words of each one's window
     * @return the loss, summed over the centres
     */
    public double fullSoftmax(int[] targets, int[][] contexts) {
        Matrix hidden = mean.forward(contexts);
        double loss = softmax.forward(products.timesTransposed(hidden, outputs.value()), targets);
        Matrix gradient = softmax.backward();
        for (int i = 0; i < gradient.values().length; i++) {
            gradient.values()[i] *= targets.length; // of the sum, not of the mean
        }
        outputs.gradient().add(products.transposedTimes(gradient, hidden));
        mean.backward(products.times(gradient, outputs.value()));
        return loss * targets.length;
    }
}
