package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.SequencedMap;

/** Cost function that a search minimizes. */
@FunctionalInterface
public interface Objective {
    /**
     * Evaluates settings.
     *
     * @param settings values by name
     * @param share share of the full effort to spend, above 0 and at most 1; below 1 for a cheap
     *     estimate
     * @return the cost, lower is better; NaN if the settings fail, for example because training
     *     diverges
     * @throws IOException if the cost cannot be evaluated, which ends the search
     */
    double cost(SequencedMap<String, String> settings, double share) throws IOException;
}
