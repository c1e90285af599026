package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/** What a trial of a search trains and judges. */
public interface TuningTarget {
    /**
     * All options, defaults included.
     *
     * @param given some of them
     * @return values by name
     * @throws IllegalArgumentException if one is not taken
     */
    Map<String, String> options(Map<String, String> given);

    /**
     * Trains and judges.
     *
     * @param given options; the rest has defaults
     * @param progress told of the training
     * @return the cost, the lower the better
     * @throws org.wvtoolkit.progress.TrainingDivergedException if training diverged
     * @throws IOException if training failed otherwise
     */
    double cost(Map<String, String> given, ProgressListener progress) throws IOException;

    /** What is shown of a cost, such as {@code loss}. */
    String label();

    /** A cost as it is shown. */
    double shown(double cost);
}
