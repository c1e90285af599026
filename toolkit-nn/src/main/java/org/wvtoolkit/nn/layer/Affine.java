package org.wvtoolkit.nn.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;

/**
 * Fully connected layer, Y = X · W + b: n × inputs → n × outputs, with the bias added to each row.
 * ∂L/∂X = ∂L/∂Y · Wᵀ, ∂L/∂W = Xᵀ · ∂L/∂Y, and ∂L/∂b is the sum of the rows of ∂L/∂Y (Rumelhart,
 * Hinton and Williams 1986).
 */
public final class Affine implements Layer {
    private final Parameter weights;
    private final Parameter bias;
    private final Products products;
    private Matrix input = new Matrix(0, 1);

    /**
     * Creates a layer with given parameters.
     *
     * @param weights inputs × outputs
     * @param bias 1 × outputs
     * @param products matrix products
     */
    public Affine(Parameter weights, Parameter bias, Products products) {
        bias.value().require(1, weights.value().columns());
        this.weights = weights;
        this.bias = bias;
        this.products = products;
    }

    /**
     * Creates a hidden layer with initial weights.
     *
     * @param name prefix of its parameter names
     * @param inputs number of input columns
     * @param outputs number of output columns
     * @param initializer initial weights; the initial bias is 0
     * @param random random number generator
     * @param products matrix products
     * @return the layer
     * @throws IllegalArgumentException if all weights are zero
     */
    public static Affine hidden(
            String name, int inputs, int outputs, Initializer initializer, RandomGenerator random, Products products) {
        return of(name, initializer.hidden(inputs, outputs, random), products);
    }

    /**
     * Creates an output layer with initial weights.
     *
     * @param name prefix of its parameter names
     * @param inputs number of input columns
     * @param outputs number of output columns
     * @param initializer initial weights, which may all be zero; the initial bias is 0
     * @param random random number generator
     * @param products matrix products
     * @return the layer
     */
    public static Affine output(
            String name, int inputs, int outputs, Initializer initializer, RandomGenerator random, Products products) {
        return of(name, initializer.output(inputs, outputs, random), products);
    }

    private static Affine of(String name, Matrix weights, Products products) {
        return new Affine(
                Parameter.dense(name + ".weights", weights),
                Parameter.dense(name + ".bias", new Matrix(1, weights.columns())),
                products);
    }

    @Override
    public Matrix forward(Matrix newInput, Mode mode) {
        input = newInput;
        Matrix output = products.times(input, weights.value());
        addToRows(output, bias.value());
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        weights.gradient().add(products.transposedTimes(input, gradient));
        bias.gradient().add(Sum.ofRows(gradient));
        return products.timesTransposed(gradient, weights.value());
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, bias);
    }

    /** Adds one row to each row of a matrix. */
    static void addToRows(Matrix matrix, Matrix row) {
        int columns = matrix.columns();
        for (int i = 0; i < matrix.rows(); i++) {
            for (int k = 0; k < columns; k++) {
                matrix.values()[i * columns + k] += row.values()[k];
            }
        }
    }
}
