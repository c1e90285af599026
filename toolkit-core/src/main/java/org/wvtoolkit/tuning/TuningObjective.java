package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.TrainingDivergedException;

/**
 * Cost function of tuning: the cost of training a target with fixed options and the settings of a
 * trial. Not thread-safe.
 */
public final class TuningObjective {
    private static final String EPOCHS = "epochs";

    private final TuningTarget target;
    private final Map<String, String> fixed;
    private final ProgressListener progress;

    /**
     * Creates an objective.
     *
     * @param target target to train and score
     * @param fixed options that are the same in all trials
     * @param progress notified of each training run as one stage
     */
    public TuningObjective(TuningTarget target, Map<String, String> fixed, ProgressListener progress) {
        this.target = target;
        this.fixed = Map.copyOf(fixed);
        this.progress = progress;
    }

    /**
     * Returns the target.
     *
     * @return the target
     */
    public TuningTarget target() {
        return target;
    }

    /**
     * Returns the training seed, which the search also uses.
     *
     * @return the seed
     */
    public long seed() {
        return Long.parseLong(target.options(fixed).get("seed"));
    }

    /**
     * Trains and scores.
     *
     * @param stage name of the stage in progress reports
     * @param settings values of the other options
     * @param share share of the epochs
     * @return the cost, lower is better; NaN if training diverged
     * @throws IOException if training failed otherwise, or the model cannot be scored
     */
    public double of(String stage, Map<String, String> settings, double share) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(fixed);
        given.putAll(settings);
        String epochs = target.options(given).get(EPOCHS);
        if (epochs != null) {
            given.put(EPOCHS, Long.toString(Math.max(1, Math.round(share * Integer.parseInt(epochs)))));
        }
        StringBuilder name = new StringBuilder(stage).append(':');
        settings.forEach(
                (option, value) -> name.append(' ').append(option).append(' ').append(value));
        try {
            return target.cost(given, new OneStage(name.toString(), progress));
        } catch (TrainingDivergedException diverged) {
            return Double.NaN;
        }
    }

    /** Listener that reports a whole training run as one stage, without its notes. */
    private record OneStage(String name, ProgressListener progress) implements ProgressListener {
        @Override
        public void stage(String inner, Unit unit, long total) {
            progress.stage(name, unit, total);
        }

        @Override
        public void advanced(long done, String detail) {
            progress.advanced(done, detail);
        }

        @Override
        public void note(String message) {}
    }
}
