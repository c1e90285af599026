package org.wvtoolkit.pipeline;

import java.util.List;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.weighting.Weighting;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.weighting.Weightings;

/** The options that the methods which count have in common: what counts, and what becomes of the counts. */
final class CountingOptions {
    private static final String SEED = "seed";

    /** What determines counts. */
    static final List<String> COUNTING =
            List.of("window", "window-weighting", "side", "positional", "subsample", "subsampling", SEED);

    /** What determines weights. */
    static final List<String> WEIGHTING = List.of("weighting", "context-smoothing", "shift", "min-pair-count");

    private CountingOptions() {}

    /** All names of several lists, without repetition. */
    static List<String> names(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * What counts.
     *
     * @param given the options
     * @param defaults for those that are not given
     * @return the options of counting
     * @throws IllegalArgumentException if one is out of range
     */
    static CooccurrenceOptions counting(Hyperparameters given, CooccurrenceOptions defaults) {
        return new CooccurrenceOptions(
                given.integer("window", defaults.window()),
                given.choice("window-weighting", defaults.weighting()),
                given.choice("side", defaults.side()),
                given.flag("positional", defaults.positional()),
                given.real("subsample", defaults.subsample()),
                given.choice("subsampling", defaults.subsamplingMode()),
                given.number(SEED, defaults.seed()));
    }

    /**
     * How counts are weighted.
     *
     * @param given the options
     * @return the options of weighting
     * @throws IllegalArgumentException if one is given that the weighting does not use, or is out of range
     */
    static WeightingOptions weighting(Hyperparameters given) {
        WeightingOptions defaults = WeightingOptions.defaults();
        String name = given.text("weighting");
        Weighting weighting = name == null ? defaults.weighting() : Weightings.named(name);
        if (!weighting.usesSmoothingAndShift()) {
            for (String option : List.of("context-smoothing", "shift")) {
                if (given.text(option) != null) {
                    throw new IllegalArgumentException(
                            "--" + option + " is not used by --weighting " + weighting.name());
                }
            }
        }
        return new WeightingOptions(
                weighting,
                given.real("context-smoothing", defaults.contextSmoothing()),
                given.real("shift", defaults.shift()),
                given.real("min-pair-count", defaults.minimumPairCount()));
    }
}
