package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.SequencedMap;

/** What is to be made small. */
@FunctionalInterface
public interface Objective {
    /**
     * Tries settings.
     *
     * @param settings by name
     * @param share of the full effort to spend, above 0 and at most 1; below 1 to tell the hopeless from the rest
     * @return the cost, the lower the better; NaN where the settings lead to nothing, as a rate at which training runs away
     * @throws IOException if it cannot be tried at all, which ends the search
     */
    double cost(SequencedMap<String, String> settings, double share) throws IOException;
}
