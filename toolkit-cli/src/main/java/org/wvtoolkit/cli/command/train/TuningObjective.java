package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.TrainingDivergedException;

/** The objective of a search: trains with given hyperparameters and returns the cost. */
public final class TuningObjective {
    private static final String EPOCHS = "epochs";

    private final TuningTarget trainee;
    private final Map<String, String> fixed;
    private final ProgressReport progress;

    /**
     * Creates an objective.
     *
     * @param trainee trains and scores
     * @param fixed options that are the same for all trials
     * @param progress receives each training run as one stage
     */
    public TuningObjective(TuningTarget trainee, Map<String, String> fixed, ProgressReport progress) {
        this.trainee = trainee;
        this.fixed = Map.copyOf(fixed);
        this.progress = progress;
    }

    /** The tuning target. */
    TuningTarget trainee() {
        return trainee;
    }

    /** The seed of training and of the search. */
    long seed() {
        return Long.parseLong(trainee.options(fixed).get("seed"));
    }

    /**
     * Trains a model and scores it.
     *
     * @param stage the name of the stage, for the progress
     * @param settings options besides the fixed ones
     * @param share share of the epochs
     * @return the cost, lower is better; NaN if training diverged
     * @throws IOException if training failed otherwise, or the model cannot be scored
     */
    double of(String stage, Map<String, String> settings, double share) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(fixed);
        given.putAll(settings);
        String epochs = trainee.options(given).get(EPOCHS);
        if (epochs != null) {
            given.put(EPOCHS, Long.toString(Math.max(1, Math.round(share * Integer.parseInt(epochs)))));
        }
        StringBuilder name = new StringBuilder(stage).append(':');
        settings.forEach(
                (option, value) -> name.append(' ').append(option).append(' ').append(value));
        try {
            return trainee.cost(given, new OneStage(name.toString(), progress));
        } catch (TrainingDivergedException diverged) {
            return Double.NaN;
        }
    }

    /** Reports a training run as one named stage, without its notes. */
    private record OneStage(String name, ProgressReport progress) implements ProgressListener {
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
