package org.wvtoolkit.nn.cbow;

import java.util.List;
import org.wvtoolkit.nn.ExactProducts;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;
import org.wvtoolkit.nn.layer.EmbeddingMean;
import org.wvtoolkit.nn.layer.NegativeSampling;
import org.wvtoolkit.nn.layer.SoftmaxCrossEntropy;
import org.wvtoolkit.word2vec.CbowGradient;

/**
 * CBOW network composed of layers (Mikolov et al. 2013): the mean of the context vectors, followed
 * by negative sampling or by inner products with all output vectors and a softmax over the
 * vocabulary. Not thread-safe.
 */
public final class CbowNetwork {
    private final Parameter inputs;
    private final Parameter outputs;
    private final EmbeddingMean mean;
    private final NegativeSampling sampling;
    private final SoftmaxCrossEntropy softmax;
    private final Products products = new ExactProducts();

    /**
     * Creates the network.
     *
     * @param inputs V × d, the word vectors; shared and modified
     * @param outputs V × d, the context vectors; shared and modified
     * @param gradient distribution of the gradient of a mean over its words
     */
    public CbowNetwork(Matrix inputs, Matrix outputs, CbowGradient gradient) {
        outputs.require(inputs.rows(), inputs.columns());
        this.inputs = Parameter.sparse("vectors", inputs);
        this.outputs = Parameter.sparse("contexts", outputs);
        this.mean = new EmbeddingMean(this.inputs, gradient::factor);
        this.sampling = new NegativeSampling(this.outputs);
        this.softmax = new SoftmaxCrossEntropy(inputs.rows());
    }

    /**
     * Returns the parameters.
     *
     * @return word vectors, then context vectors
     */
    public List<Parameter> parameters() {
        return List.of(inputs, outputs);
    }

    /**
     * Runs a forward and backward pass with negative sampling. Adds to the gradients.
     *
     * @param targets the centre words
     * @param contexts the context words of each centre
     * @param samples noise words shared by all centres
     * @param sampleWeight weight of each sample
     * @return the loss, summed over the centres
     */
    public double negativeSampling(int[] targets, int[][] contexts, int[] samples, double sampleWeight) {
        double loss = sampling.forward(mean.forward(contexts), targets, samples, sampleWeight);
        mean.backward(sampling.backward());
        return loss;
    }

    /**
     * Runs a forward and backward pass with the softmax over all words. Adds to the gradients.
     *
     * @param targets the centre words
     * @param contexts the context words of each centre
     * @return the loss, summed over the centres
     */
    public double fullSoftmax(int[] targets, int[][] contexts) {
        Matrix hidden = mean.forward(contexts);
        double loss = softmax.forward(products.timesTransposed(hidden, outputs.value()), targets);
        Matrix gradient = softmax.backward();
        for (int i = 0; i < gradient.values().length; i++) {
            gradient.values()[i] *= targets.length; // gradient of the sum instead of the mean
        }
        outputs.gradient().add(products.transposedTimes(gradient, hidden));
        mean.backward(products.times(gradient, outputs.value()));
        return loss * targets.length;
    }
}
