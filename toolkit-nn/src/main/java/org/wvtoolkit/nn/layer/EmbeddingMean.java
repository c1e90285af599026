package org.wvtoolkit.nn.layer;

import java.util.function.IntToDoubleFunction;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * Input layer of CBOW, n bags → n × d: row i is the mean of the vectors of bag i (Mikolov et al.
 * 2013). The gradient of each word's row is ∂L/∂y divided by the number of words in its bag, or
 * another multiple of ∂L/∂y, such as the undivided one of word2vec.
 */
public final class EmbeddingMean {
    private final Parameter table;
    private final IntToDoubleFunction factor;
    private int[][] bags = {};

    /**
     * Creates the layer.
     *
     * @param table words × d; preferably {@link Parameter#sparse}
     * @param factor factor of ∂L/∂y for a number of words: {@code n -> 1.0 / n} gives the exact
     *     gradient, {@code n -> 1} that of word2vec, gensim and fastText (Irsoy, Benton and Stratos
     *     2021)
     */
    public EmbeddingMean(Parameter table, IntToDoubleFunction factor) {
        this.table = table;
        this.factor = factor;
    }

    /**
     * Computes the means.
     *
     * @param newBags rows of the table; no bag is empty; must not be modified before backward
     * @return bags × d
     */
    public Matrix forward(int[]... newBags) {
        bags = newBags;
        int columns = table.value().columns();
        double[] rows = table.value().values();
        Matrix output = new Matrix(bags.length, columns);
        for (int i = 0; i < bags.length; i++) {
            for (int id : bags[i]) {
                for (int k = 0; k < columns; k++) {
                    output.values()[i * columns + k] += rows[id * columns + k] / bags[i].length;
                }
            }
        }
        return output;
    }

    /**
     * Adds to the gradients of the rows of all words in the bags.
     *
     * @param gradient bags × d
     */
    public void backward(Matrix gradient) {
        int columns = gradient.require(bags.length, table.value().columns()).columns();
        for (int i = 0; i < bags.length; i++) {
            double multiple = factor.applyAsDouble(bags[i].length);
            for (int id : bags[i]) {
                table.gradient().add(id, gradient.values(), i * columns, multiple);
            }
        }
    }

    /**
     * Returns the table.
     *
     * @return words × d
     */
    public Parameter table() {
        return table;
    }
}
