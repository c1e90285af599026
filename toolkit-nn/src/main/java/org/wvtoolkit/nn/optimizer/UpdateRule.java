package org.wvtoolkit.nn.optimizer;

/**
 * How a row of weights follows its gradient. Rules hold no state of their own: what they remember of a weight (a velocity, a mean of
 * squares) is kept for them and handed over. Immutable and safe for concurrent use.
 *
 * <p>The same rule serves dense and sparse gradients: of a sparse one, only the rows that it has are updated, and what is remembered
 * of the others stays as it is (it does not decay meanwhile, which for Adam is called lazy).
 */
public interface UpdateRule {
    /**
     * How many numbers are remembered of each weight.
     *
     * @return 0 or more
     */
    int memories();

    /**
     * Updates one weight.
     *
     * @param weight w
     * @param gradient g, of this weight
     * @param memory what is remembered of it, {@link #memories} numbers from {@code at} on, 0 at first; changed
     * @param at where in {@code memory}
     * @param rate η, the learning rate
     * @param step how many times this row has been updated, this time included; from 1
     * @return the new weight
     */
    double updated(double weight, double gradient, double[] memory, int at, double rate, long step);
}
