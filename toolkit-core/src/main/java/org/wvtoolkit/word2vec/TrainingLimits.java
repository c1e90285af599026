package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.time.Duration;
import org.wvtoolkit.option.InvalidOptionException;

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

    /**
     * Validates the durations; those above {@link #NEVER} are replaced by it.
     *
     * @throws InvalidOptionException if a duration is not above 0
     */
    public TrainingLimits {
        saveEvery = checked("checkpoint-every", saveEvery);
        timeLimit = checked("time-limit", timeLimit);
    }

    /**
     * Checks a duration.
     *
     * @param name name of the option
     * @param duration the duration
     * @return the duration, at most {@link #NEVER}
     * @throws InvalidOptionException if it is not above 0
     */
    public static Duration checked(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new InvalidOptionException(name, duration, "must be above 0");
        }
        return duration.compareTo(NEVER) > 0 ? NEVER : duration;
    }
}
