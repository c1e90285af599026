package org.wvtoolkit.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What was tried and what came of it.
 *
 * @param number from 0
 * @param settings by name
 * @param share of the full effort that it got, above 0 and at most 1
 * @param cost the lower the better; NaN where nothing came of it
 */
public record Trial(int number, SequencedMap<String, String> settings, double share, double cost) {
    /** Copies the settings. */
    public Trial {
        settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException("share must be above 0 and at most 1: " + share);
        }
    }

    /** The cost, infinite where there is none. */
    double comparableCost() {
        return Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
    }
}
