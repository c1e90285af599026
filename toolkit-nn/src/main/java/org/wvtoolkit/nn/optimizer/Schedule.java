package org.wvtoolkit.nn.optimizer;

/** How the learning rate changes while training goes on. Immutable and safe for concurrent use. */
@FunctionalInterface
public interface Schedule {
    /**
     * What the first rate is multiplied with.
     *
     * @param progress how much of training is done, 0 to 1
     * @return 0 to 1
     */
    double factor(double progress);

    /**
     * The same rate all the time.
     *
     * @return the schedule
     */
    static Schedule constant() {
        return progress -> 1;
    }

    /**
     * A straight line down, as word2vec has it.
     *
     * @param end the factor at the end, 0 to 1
     * @return the schedule
     */
    static Schedule linear(double end) {
        requireFraction("end", end);
        return progress -> 1 - (1 - end) * progress;
    }

    /**
     * Half a cosine down to 0 (Loshchilov and Hutter 2017).
     *
     * @return the schedule
     */
    static Schedule cosine() {
        return progress -> (1 + Math.cos(Math.PI * progress)) / 2;
    }

    /**
     * Steps down.
     *
     * @param steps how many, at least 1
     * @param factor what each multiplies the rate with, 0 to 1
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
     * The same after a warm-up: a straight line up from 0.
     *
     * @param fraction how much of training is the warm-up, 0 to 1
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
