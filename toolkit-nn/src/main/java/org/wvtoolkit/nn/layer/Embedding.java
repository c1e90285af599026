package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * A lookup: row i of the output is row ids[i] of the table, n ids → n × d. It is the product of one-hot rows with the table, without
 * the product; so the gradient of a row is the sum of ∂L/∂y over its occurrences, and only rows that were looked up have one.
 */
public final class Embedding {
    private final Parameter table;
    private int[] lookedUp = {};

    /**
     * The layer.
     *
     * @param table words × d; best {@link Parameter#sparse}
     */
    public Embedding(Parameter table) {
        this.table = table;
    }

    /**
     * Looks up.
     *
     * @param ids rows of the table; not to be changed before backward
     * @return ids × d
     * @throws IndexOutOfBoundsException if the table has no such row
     */
    public Matrix forward(int... ids) {
        lookedUp = ids;
        int columns = table.value().columns();
        Matrix output = new Matrix(ids.length, columns);
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(table.value().values(), ids[i] * columns, output.values(), i * columns, columns);
        }
        return output;
    }

    /**
     * Adds to the rows that were looked up.
     *
     * @param gradient ids × d; rows of zeros, as most are behind a maximum over time, are passed over
     */
    public void backward(Matrix gradient) {
        int columns = gradient.require(lookedUp.length, table.value().columns()).columns();
        for (int i = 0; i < lookedUp.length; i++) {
            if (!isZero(gradient.values(), i * columns, columns)) {
                table.gradient().add(lookedUp[i], gradient.values(), i * columns, 1);
            }
        }
    }

    private static boolean isZero(double[] values, int from, int count) {
        for (int k = from; k < from + count; k++) {
            if (values[k] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The table.
     *
     * @return words × d
     */
    public Parameter table() {
        return table;
    }
}
