package org.wvtoolkit.weighting;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionType;
import org.wvtoolkit.option.OptionValues;

/**
 * The hyperparameters of weighting a matrix of counts.
 *
 * @param weighting the formula
 * @param contextSmoothing α, the exponent of context counts (Levy, Goldberg and Dagan 2015, section 3.2);
 * above 0, at most 1,
 *     which is no smoothing
 * @param shift k, whose logarithm is subtracted from mutual information: word2vec's number of negative samples
 * according to
 *     Levy and Goldberg (2014); above 0, 1 for no shift
 * @param minimumPairCount cells with smaller counts are dropped, although their counts stay in the sums of
 * rows and columns; at
 *     least 0
 */
public record WeightingOptions(Weighting weighting, double contextSmoothing, double shift, double minimumPairCount)
        implements Serializable {
    private static final Option<Weighting> WEIGHTING = Option.of(
            "weighting",
            OptionType.choice(Weightings.all(), Weighting::name),
            Weightings.all().getFirst(),
            "formula that weights the counts");
    private static final Option<Double> CONTEXT_SMOOTHING = Option.real(
            "context-smoothing",
            0.75,
            Bounds.above(0, 1),
            "exponent of context counts (cds in Levy et al. 2015); 1 is no smoothing");
    private static final Option<Double> SHIFT = Option.real(
            "shift",
            1,
            Bounds.above(0, 1e6),
            "number whose logarithm is subtracted from each PMI value (k in Levy et al. 2015)");
    private static final Option<Double> MIN_PAIR_COUNT =
            Option.real("min-pair-count", 0, Bounds.atLeast(0), "drop pairs of words with a smaller count");

    private static final OptionSet<WeightingOptions, Builder> OPTIONS = OptionSet.<WeightingOptions, Builder>empty()
            .with(WEIGHTING, WeightingOptions::weighting, (builder, value) -> builder.weighting = value)
            .with(
                    CONTEXT_SMOOTHING,
                    WeightingOptions::contextSmoothing,
                    (builder, value) -> builder.contextSmoothing = value)
            .with(SHIFT, WeightingOptions::shift, (builder, value) -> builder.shift = value)
            .with(
                    MIN_PAIR_COUNT,
                    WeightingOptions::minimumPairCount,
                    (builder, value) -> builder.minimumPairCount = value);

    /** Validates the ranges. */
    public WeightingOptions {
        CONTEXT_SMOOTHING.check(contextSmoothing);
        SHIFT.check(shift);
        MIN_PAIR_COUNT.check(minimumPairCount);
    }

    /** Collects values from text. */
    private static final class Builder {
        private Weighting weighting = WEIGHTING.defaultValue();
        private double contextSmoothing = CONTEXT_SMOOTHING.defaultValue();
        private double shift = SHIFT.defaultValue();
        private double minimumPairCount = MIN_PAIR_COUNT.defaultValue();

        WeightingOptions build() {
            return new WeightingOptions(weighting, contextSmoothing, shift, minimumPairCount);
        }
    }

    /**
     * Returns the descriptions of the options.
     *
     * @return in the order of the components
     */
    public static List<Option<?>> options() {
        return OPTIONS.options();
    }

    /**
     * Returns the defaults: positive pointwise mutual information, α = 0.75, no shift, all pairs.
     *
     * @return the defaults
     */
    public static WeightingOptions defaults() {
        return new Builder().build();
    }

    /**
     * Parses options.
     *
     * @param given values of {@link #options}; the others have their defaults
     * @return the options
     * @throws org.wvtoolkit.option.OptionException if a value is not accepted, or the weighting does not use it
     */
    public static WeightingOptions of(OptionValues given) {
        WeightingOptions options = OPTIONS.apply(given, new Builder()).build();
        if (!options.weighting.usesSmoothingAndShift()) {
            for (Option<?> option : List.of(CONTEXT_SMOOTHING, SHIFT)) {
                if (given.has(option)) {
                    throw new ConflictingOptionsException(
                            "{} is not used by {} " + options.weighting.name(), option.name(), WEIGHTING.name());
                }
            }
        }
        return options;
    }

    /**
     * Returns the options as text, for the metadata of files.
     *
     * @return values by option name, sorted by name
     */
    public SequencedMap<String, String> toMap() {
        return new TreeMap<>(OPTIONS.format(this));
    }

    /**
     * Parses what {@link #toMap} returned.
     *
     * @throws org.wvtoolkit.option.OptionException if a value is missing or invalid
     */
    static WeightingOptions fromMap(Map<String, String> map) {
        return OPTIONS.applyAll(OptionValues.of(map), new Builder()).build();
    }
}
