package org.wvtoolkit.nn.layer;

import java.util.List;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;

/**
 * Differentiable function of one matrix, with or without parameters.
 *
 * <p>Not thread-safe: {@link #forward} stores what {@link #backward} needs.
 */
public interface Layer {
    /**
     * Computes the output.
     *
     * @param input one row per example, or per word of a sequence; not modified by the layer, and
     *     must not be modified before backward
     * @param mode training or prediction
     * @return a new matrix, or the input itself
     * @throws IllegalArgumentException if the number of columns differs from that of the layer
     */
    Matrix forward(Matrix input, Mode mode);

    /**
     * Converts the gradient of the loss with respect to the last output to that with respect to the
     * last input. Adds to the gradients of the parameters.
     *
     * @param gradient gradient of the output's shape; not modified
     * @return gradient of the input's shape
     */
    Matrix backward(Matrix gradient);

    /**
     * Returns the trainable parameters.
     *
     * @return the parameters in a fixed order; none by default
     */
    default List<Parameter> parameters() {
        return List.of();
    }
}
