package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Kind of model whose hyperparameters are tuned. It trains with given options and scores the
 * result.
 */
public interface TuningTarget {
    /**
     * Returns the values of all options, including defaults.
     *
     * @param given values of some options
     * @return values by option name
     * @throws org.wvtoolkit.option.OptionException if a value is not accepted
     */
    Map<String, String> options(Map<String, String> given);

    /**
     * Trains and scores.
     *
     * @param given values of options; all others have their defaults
     * @param progress notified of the training
     * @return the cost; lower is better
     * @throws org.wvtoolkit.progress.TrainingDivergedException if training diverged
     * @throws IOException if training failed otherwise
     */
    double cost(Map<String, String> given, ProgressListener progress) throws IOException;

    /**
     * Returns the label of costs in output.
     *
     * @return for example {@code loss}
     */
    String label();

    /**
     * Converts a cost to the displayed number.
     *
     * @param cost a cost that {@link #cost} returned
     * @return for example an accuracy
     */
    double shown(double cost);
}
