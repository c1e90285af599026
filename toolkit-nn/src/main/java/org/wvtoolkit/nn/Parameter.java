package org.wvtoolkit.nn;

/**
 * What a layer learns: a matrix, and the gradient of the loss with respect to it, which {@code backward} adds to and an optimiser
 * takes.
 *
 * <p>Threads: {@link #replica} shares the value and has a gradient of its own, so that several threads can run forward and
 * backward at once, as long as nobody changes the value meanwhile.
 *
 * @param name such as {@code convolution3.weights}
 * @param value the matrix; changed in place by optimisers
 * @param gradient of the same shape
 */
public record Parameter(String name, Matrix value, Gradient gradient) {
    /**
     * A parameter whose gradient has all rows.
     *
     * @param name its name
     * @param value its first value; shared
     * @return the parameter
     */
    public static Parameter dense(String name, Matrix value) {
        return new Parameter(name, value, Gradient.dense(value.rows(), value.columns()));
    }

    /**
     * A parameter of which a batch touches few rows.
     *
     * @param name its name
     * @param value its first value; shared
     * @return the parameter
     */
    public static Parameter sparse(String name, Matrix value) {
        return new Parameter(name, value, Gradient.sparse(value.rows(), value.columns()));
    }

    /**
     * The same value with a gradient of its own.
     *
     * @return a parameter for another thread
     */
    public Parameter replica() {
        return new Parameter(name, value, gradient.fresh());
    }
}
