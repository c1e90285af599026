package org.wvtoolkit.nn.optimizer;

/**
 * Update rule for weights with their gradients. Rules are stateless: the caller stores their
 * per-weight state, such as a velocity or a mean of squares. Immutable and thread-safe.
 *
 * <p>The same rule is used for dense and sparse gradients. With a sparse gradient only the rows
 * present are updated, and the state of the others is unchanged (it does not decay, as in lazy
 * Adam).
 */
public interface UpdateRule {
    /**
     * Returns the number of state values per weight.
     *
     * @return 0 or more
     */
    int memories();

    /**
     * Updates one weight.
     *
     * @param weight w
     * @param gradient g of this weight
     * @param memory the state, {@link #memories} values from {@code at} on, initially 0; modified
     * @param at index of the first state value
     * @param rate η, the learning rate
     * @param step number of updates of this row, including this one; from 1
     * @return the new weight
     */
    double updated(double weight, double gradient, double[] memory, int at, double rate, long step);
}
