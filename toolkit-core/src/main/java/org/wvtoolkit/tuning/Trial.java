package org.wvtoolkit.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Settings that were tried, and their cost.
 *
 * @param number number of the trial, from 0
 * @param settings values by name
 * @param share share of the full effort spent, above 0 and at most 1
 * @param cost cost, lower is better; NaN if the settings failed
 */
public record Trial(int number, SequencedMap<String, String> settings, double share, double cost) {
    /** Copies the settings. */
    public Trial {
        settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException("share must be above 0 and at most 1: " + share);
        }
    }

    /** Returns the cost, or infinity if the settings failed. */
    double comparableCost() {
        return Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
    }
}
