package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/** Trains and scores a model in a trial. */
public interface TuningTarget {
    /**
     * Adds the defaults.
     *
     * @param given some options
     * @return all options by name
     * @throws IllegalArgumentException if an option is invalid
     */
    Map<String, String> options(Map<String, String> given);

    /**
     * Trains and scores.
     *
     * @param given options; others have their defaults
     * @param progress receives the progress of training
     * @return the cost; lower is better
     * @throws IOException if training failed, with a message that begins with "training diverged" if it
     *     diverged
     */
    double cost(Map<String, String> given, ProgressListener progress) throws IOException;

    /** The name of the score, such as {@code loss}. */
    String label();

    /** Formats a cost. */
    double shown(double cost);
}
