package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * Input layer of CBOW, n bags → n × d: row i is the mean of the vectors of bag i (Mikolov et al.
 * 2013). The gradient of each word's row is ∂L/∂y divided by the number of words in its bag;
 * word2vec omits the division, see {@code undivided}.
 */
public final class EmbeddingMean {
    private final Parameter table;
    private final boolean undivided;
    private int[][] bags = {};

    /**
     * Creates the layer.
     *
     * @param table words × d; preferably {@link Parameter#sparse}
     * @param undivided whether to omit the division in the gradient, as word2vec, gensim and
     *     fastText do (Irsoy, Benton and Stratos 2021); the result is then not the exact gradient
     */
    public EmbeddingMean(Parameter table, boolean undivided) {
        this.table = table;
        this.undivided = undivided;
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
            for (int id : bags[i]) {
                table.gradient().add(id, gradient.values(), i * columns, undivided ? 1 : 1.0 / bags[i].length);
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
