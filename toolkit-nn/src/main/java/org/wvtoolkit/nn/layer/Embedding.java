package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * Table look-up, n ids → n × d: row i of the output is row ids[i] of the table. It equals the
 * product of one-hot rows and the table without computing it. The gradient of a row is the sum of
 * ∂L/∂y over its occurrences; rows that were not looked up have none.
 */
public final class Embedding {
    private final Parameter table;
    private int[] lookedUp = {};

    /**
     * Creates the layer.
     *
     * @param table words × d; preferably {@link Parameter#sparse}
     */
    public Embedding(Parameter table) {
        this.table = table;
    }

    /**
     * Looks up rows.
     *
     * @param ids rows of the table; must not be modified before backward
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
     * Adds to the gradients of the rows that were looked up.
     *
     * @param gradient ids × d; zero rows, which are frequent after a maximum over time, are skipped
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
     * Returns the table.
     *
     * @return words × d
     */
    public Parameter table() {
        return table;
    }
}
