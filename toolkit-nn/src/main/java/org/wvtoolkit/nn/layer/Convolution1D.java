package org.wvtoolkit.nn.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;

/**
 * Convolution over the words of a text (Kim 2014), n × d → (n − width + 1) × filters: row i of the
 * output is [xᵢ … xᵢ₊width₋₁] · W + b. ∂L/∂W is the sum over the windows of window ⊗ ∂L/∂y, and
 * ∂L/∂x of a word is the sum over the windows that contain it.
 *
 * <p>The forward pass is one matrix product with overlapping left rows, so windows are not copied
 * (no im2col). After a maximum over time only one window per filter has a gradient, so the backward
 * pass skips zeros.
 */
public final class Convolution1D implements Layer {
    private final Parameter weights;
    private final Parameter bias;
    private final int width;
    private final int dimension;
    private final Products products;
    private Matrix input = new Matrix(0, 1);

    /**
     * Creates a layer with given parameters.
     *
     * @param weights (width·d) × filters, the weights of a window's first word first
     * @param bias 1 × filters
     * @param width number of words in a window, at least 1
     * @param products matrix products
     */
    public Convolution1D(Parameter weights, Parameter bias, int width, Products products) {
        bias.value().require(1, weights.value().columns());
        if (width < 1 || weights.value().rows() % width != 0) {
            throw new IllegalArgumentException(
                    "windows of " + width + " words for " + weights.value().rows() + " weights");
        }
        this.weights = weights;
        this.bias = bias;
        this.width = width;
        this.dimension = weights.value().rows() / width;
        this.products = products;
    }

    /**
     * Creates a layer with initial weights for ReLU.
     *
     * @param name prefix of its parameter names
     * @param width number of words in a window
     * @param dimension d
     * @param filters number of filters
     * @param random random number generator
     * @param products matrix products
     * @return the layer
     */
    public static Convolution1D of(
            String name, int width, int dimension, int filters, RandomGenerator random, Products products) {
        return new Convolution1D(
                Parameter.dense(name + ".weights", Initializer.he().hidden(width * dimension, filters, random)),
                Parameter.dense(name + ".bias", new Matrix(1, filters)),
                width,
                products);
    }

    @Override
    public Matrix forward(Matrix newInput, Mode mode) {
        input = newInput.require(-1, dimension);
        Matrix output = products.windows(input, width, weights.value());
        Affine.addToRows(output, bias.value());
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        int filters = weights.value().columns();
        gradient.require(Math.max(0, input.rows() - width + 1), filters);
        Matrix result = new Matrix(input.rows(), dimension);
        int[] indices = IntStream.range(0, gradient.values().length)
                .filter(index -> gradient.values()[index] != 0)
                .toArray();
        double[] w = weights.value().values();
        double[] wGradient = weights.gradient().values();
        for (int index : indices) {
            bias.gradient().values()[index % filters] += gradient.values()[index];
        }
        // Weight by weight: a row of filters stays in the cache, whereas the weights of one filter
        // are far apart.
        for (int k = 0; k < width * dimension; k++) {
            for (int index : indices) {
                double g = gradient.values()[index];
                int at = index / filters * dimension + k;
                int weight = k * filters + index % filters;
                wGradient[weight] += g * input.values()[at];
                result.values()[at] += g * w[weight];
            }
        }
        return result;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, bias);
    }
}
