package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.time.Duration;

/**
 * When training pauses to be saved and when it must end; none of it changes what a whole run computes.
 *
 * @param saveEvery how often to hand over the state; {@link #NEVER} for not at all
 * @param save takes the state; training stands still meanwhile
 * @param timeLimit how long training may take: the learning rate then falls with time if that is faster than with tokens, and
 *     training ends when it is over; {@link #NEVER} for no limit
 */
public record TrainingLimits(Duration saveEvery, Saver save, Duration timeLimit) {
    /** Longer than anything. */
    public static final Duration NEVER = Duration.ofDays(36_500);

    /** No pauses, no end but the last epoch. */
    public static final TrainingLimits NONE = new TrainingLimits(NEVER, state -> {}, NEVER);

    /** Takes the state of a training that pauses. */
    @FunctionalInterface
    public interface Saver {
        /**
         * Saves it.
         *
         * @param state the state, which will change once this returns
         * @throws IOException if it cannot be saved: training then ends with that failure
         */
        void save(TrainingState state) throws IOException;
    }

    /** Checks the ranges. */
    public TrainingLimits {
        if (saveEvery.isNegative() || saveEvery.isZero() || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("durations must be above 0: " + saveEvery + ", " + timeLimit);
        }
    }
}
