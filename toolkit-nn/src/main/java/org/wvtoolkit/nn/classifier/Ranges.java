package org.wvtoolkit.nn.classifier;

/** Checks of options. */
final class Ranges {
    private Ranges() {}

    static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }
}
