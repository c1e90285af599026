package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.TrainingDivergedException;

/** What settings come to: trains with them and judges. */
public final class TuningObjective {
    private static final String EPOCHS = "epochs";

    private final TuningTarget trainee;
    private final Map<String, String> fixed;
    private final ProgressReport progress;

    /**
     * @param trainee trains and judges
     * @param fixed options that are the same for all
     * @param progress told of each training as one stage
     */
    public TuningObjective(TuningTarget trainee, Map<String, String> fixed, ProgressReport progress) {
        this.trainee = trainee;
        this.fixed = Map.copyOf(fixed);
        this.progress = progress;
    }

    /** What is trained and judged. */
    TuningTarget trainee() {
        return trainee;
    }

    /** The seed of training, which the search shares. */
    long seed() {
        return Long.parseLong(trainee.options(fixed).get("seed"));
    }

    /**
     * Trains.
     *
     * @param stage what this is, for the progress
     * @param settings options, besides the fixed ones
     * @param share of the epochs
     * @return the cost, the lower the better; NaN where training ran away
     * @throws IOException if it failed otherwise, or what was trained cannot be judged
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

    /** All of a training as one stage with a name of its own; what it notes is of no interest among so many. */
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
