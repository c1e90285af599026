package org.wvtoolkit.nn;

/**
 * Trainable parameter of a layer: a matrix with the gradient of the loss, which {@code backward}
 * adds to and an optimizer consumes.
 *
 * <p>A {@link #replica} shares the value and has its own gradient, so that several threads can run
 * forward and backward passes concurrently, as long as the value is not modified.
 *
 * @param name for example {@code convolution3.weights}
 * @param value the matrix, modified in place by optimizers
 * @param gradient gradient of the same shape
 */
public record Parameter(String name, Matrix value, Gradient gradient) {
    /**
     * Creates a parameter with a dense gradient.
     *
     * @param name its name
     * @param value initial value; shared
     * @return the parameter
     */
    public static Parameter dense(String name, Matrix value) {
        return new Parameter(name, value, Gradient.dense(value.rows(), value.columns()));
    }

    /**
     * Creates a parameter with a sparse gradient, for parameters of which a batch affects few rows.
     *
     * @param name its name
     * @param value initial value; shared
     * @return the parameter
     */
    public static Parameter sparse(String name, Matrix value) {
        return new Parameter(name, value, Gradient.sparse(value.rows(), value.columns()));
    }

    /**
     * Returns a parameter with the same value and its own gradient.
     *
     * @return a parameter for another thread
     */
    public Parameter replica() {
        return new Parameter(name, value, gradient.fresh());
    }
}
