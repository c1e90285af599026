package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/** A kind of model whose hyperparameters are tuned: trains with given options and scores the result. */
public interface TuningTarget {
    /**
     * Returns all options, defaults included.
     *
     * @param given values of some of them
     * @return values by option name
     * @throws org.wvtoolkit.option.OptionException if a value is not accepted
     */
    Map<String, String> options(Map<String, String> given);

    /**
     * Trains and scores.
     *
     * @param given values of options; the others have their defaults
     * @param progress notified of the training
     * @return the cost; lower is better
     * @throws org.wvtoolkit.progress.TrainingDivergedException if training diverged
     * @throws IOException if training failed otherwise
     */
    double cost(Map<String, String> given, ProgressListener progress) throws IOException;

    /**
     * Returns the name under which costs are shown.
     *
     * @return for example {@code loss}
     */
    String label();

    /**
     * Converts a cost to the number that is shown.
     *
     * @param cost as {@link #cost} returned it
     * @return for example an accuracy
     */
    double shown(double cost);
}
