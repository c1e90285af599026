package org.wvtoolkit.nn.layer;

import java.util.List;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;

/**
 * A differentiable function of one matrix, with parameters or without.
 *
 * <p>Confined to one thread: {@link #forward} keeps what {@link #backward} needs.
 */
public interface Layer {
    /**
     * Computes the output.
     *
     * @param input a row for each example, or each word of a sequence; not changed, and not to be changed before backward
     * @param mode whether to learn or to predict
     * @return a new matrix, or the input itself
     * @throws IllegalArgumentException if the input has not the columns that the layer was made for
     */
    Matrix forward(Matrix input, Mode mode);

    /**
     * From the gradient of the loss with respect to the last output to that with respect to the last input; adds to the gradients of
     * the parameters.
     *
     * @param gradient of the output's shape; not changed
     * @return of the input's shape
     */
    Matrix backward(Matrix gradient);

    /**
     * What the layer learns.
     *
     * @return its parameters in a fixed order; none by default
     */
    default List<Parameter> parameters() {
        return List.of();
    }
}
