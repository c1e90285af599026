package org.wvtoolkit.nn.optimizer;

/** Learning rate schedule. Immutable and thread-safe. */
@FunctionalInterface
public interface Schedule {
    /**
     * Returns the factor of the initial learning rate.
     *
     * @param progress fraction of training completed, 0 to 1
     * @return 0 to 1
     */
    double factor(double progress);

    /**
     * Returns a constant schedule.
     *
     * @return the schedule
     */
    static Schedule constant() {
        return progress -> 1;
    }

    /**
     * Returns a linear decrease, as in word2vec.
     *
     * @param end the factor at the end, 0 to 1
     * @return the schedule
     */
    static Schedule linear(double end) {
        requireFraction("end", end);
        return progress -> 1 - (1 - end) * progress;
    }

    /**
     * Returns a half-cosine decrease to 0 (Loshchilov and Hutter 2017).
     *
     * @return the schedule
     */
    static Schedule cosine() {
        return progress -> (1 + Math.cos(Math.PI * progress)) / 2;
    }

    /**
     * Returns a stepwise decrease.
     *
     * @param steps number of steps, at least 1
     * @param factor factor of each step, 0 to 1
     * @return the schedule
     */
    static Schedule steps(int steps, double factor) {
        requireFraction("factor", factor);
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1: " + steps);
        }
        return progress -> Math.pow(factor, Math.min(steps, Math.floor(progress * (steps + 1))));
    }

    /**
     * Returns this schedule preceded by a linear warm-up from 0.
     *
     * @param fraction fraction of training for the warm-up, 0 to 1
     * @return the schedule
     */
    default Schedule warmedUp(double fraction) {
        requireFraction("fraction", fraction);
        return progress -> factor(progress) * (progress < fraction ? progress / fraction : 1);
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1: " + value);
        }
    }
}
