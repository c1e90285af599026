package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.time.Duration;

/**
 * Checkpoint interval and time limit of training. Checkpoints do not change the result of a
 * complete run.
 *
 * @param saveEvery interval between checkpoints; {@link #NEVER} for none
 * @param save receives the state; training is paused during the call
 * @param timeLimit maximum duration of training: the learning rate then decreases with time if that
 *     is faster than with tokens, and training ends after this time; {@link #NEVER} for no limit
 */
public record TrainingLimits(Duration saveEvery, Saver save, Duration timeLimit) {
    /** A practically infinite duration. */
    public static final Duration NEVER = Duration.ofDays(36_500);

    /** No checkpoints and no time limit. */
    public static final TrainingLimits NONE = new TrainingLimits(NEVER, state -> {}, NEVER);

    /** Receiver of checkpoints. */
    @FunctionalInterface
    public interface Saver {
        /**
         * Saves a state.
         *
         * @param state the state, valid only during the call
         * @throws IOException if saving fails; training then ends with this exception
         */
        void save(TrainingState state) throws IOException;
    }

    /** Validates the ranges. */
    public TrainingLimits {
        if (saveEvery.isNegative() || saveEvery.isZero() || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("durations must be above 0: " + saveEvery + ", " + timeLimit);
        }
    }
}
