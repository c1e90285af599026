package org.wvtoolkit.cooccurrence;

import java.io.Serializable;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionValues;

/**
 * The hyperparameters of co-occurrence counting. Together with the corpus they determine the
 * counts; threads and memory do not.
 *
 * @param window w, the largest distance of a context word, 1 to 1000 tokens; windows end at sentence boundaries
 * @param weighting how a count decreases with distance
 * @param side on which side of a word its contexts are
 * @param positional whether a context is a word at a certain position relative to the centre,
 *     rather than just a word; the matrix then has a group of columns for each position, from the
 *     leftmost to the rightmost
 * @param subsample t: a token of a word with relative frequency f is kept with probability √(t / f)
 *     (Mikolov et al. 2013, equation 5), 0 to 1; 0 keeps all
 * @param subsamplingMode whether dropped tokens leave a gap
 * @param seed seed of subsampling, whose random numbers depend only on it and on a token's position
 */
public record CooccurrenceOptions(
        int window,
        WindowWeighting weighting,
        ContextSide side,
        boolean positional,
        double subsample,
        SubsamplingMode subsamplingMode,
        long seed)
        implements Serializable {
    /** The largest window, in tokens. */
    public static final int MAX_WINDOW = 1000;

    private static final Option<Integer> WINDOW =
            Option.integer("window", 5, 1, MAX_WINDOW, "number of context words on each side");
    private static final Option<WindowWeighting> WINDOW_WEIGHTING = Option.choice(
            "window-weighting",
            WindowWeighting.CONSTANT,
            "weight of a context word at distance d: 1 (constant), (window - d + 1) / window (linear) or 1 /"
                    + " d (harmonic)");
    private static final Option<ContextSide> SIDE =
            Option.choice("side", ContextSide.SYMMETRIC, "side of a word from which its context words are taken");
    private static final Option<Boolean> POSITIONAL =
            Option.flag("positional", false, "count the same context word at different positions separately");
    private static final Option<Double> SUBSAMPLE = Option.real(
            "subsample",
            0,
            Bounds.closed(0, 1),
            "relative frequency above which words are dropped at random; 0 drops none");
    private static final Option<SubsamplingMode> SUBSAMPLING = Option.choice(
            "subsampling",
            SubsamplingMode.DIRTY,
            "treatment of dropped words: clean leaves their positions empty, dirty removes the positions, so"
                    + " that windows reach further");
    private static final Option<Long> SEED =
            Option.whole("seed", 1, Bounds.ANY, "seed of the random number generators");

    private static final OptionSet<CooccurrenceOptions, Builder> OPTIONS = options(defaults());

    /** Validates the ranges. */
    public CooccurrenceOptions {
        WINDOW.check(window);
        SUBSAMPLE.check(subsample);
    }

    /**
     * Returns the options, bound to the components of this record.
     *
     * @return the options
     */
    public static OptionSet<CooccurrenceOptions, Builder> options() {
        return OPTIONS;
    }

    /**
     * Returns the options with other defaults for a method that is built on counts.
     *
     * @param defaults the defaults of {@link #window}, {@link #weighting} and {@link #subsample}
     * @return the options
     */
    public static OptionSet<CooccurrenceOptions, Builder> options(CooccurrenceOptions defaults) {
        return OptionSet.<CooccurrenceOptions, Builder>empty()
                .with(WINDOW.withDefault(defaults.window), CooccurrenceOptions::window, Builder::window)
                .with(
                        WINDOW_WEIGHTING.withDefault(defaults.weighting),
                        CooccurrenceOptions::weighting,
                        Builder::weighting)
                .with(SIDE, CooccurrenceOptions::side, Builder::side)
                .with(POSITIONAL, CooccurrenceOptions::positional, Builder::positional)
                .with(SUBSAMPLE.withDefault(defaults.subsample), CooccurrenceOptions::subsample, Builder::subsample)
                .with(SUBSAMPLING, CooccurrenceOptions::subsamplingMode, Builder::subsamplingMode)
                .with(SEED, CooccurrenceOptions::seed, Builder::seed);
    }

    /**
     * Returns the defaults: a window of 5 on both sides, every context counting 1, no subsampling.
     *
     * @return the defaults
     */
    public static CooccurrenceOptions defaults() {
        return builder().build();
    }

    /**
     * Returns a builder with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the number of groups of columns: 1, or one for each position of a context.
     *
     * @return at least 1
     */
    public int slots() {
        return !positional ? 1 : side == ContextSide.SYMMETRIC ? 2 * window : window;
    }

    /**
     * Returns the position of the contexts in a group of columns, relative to the word.
     *
     * @param slot 0 to {@link #slots} − 1
     * @return the distance in tokens, negative before the word and positive after it; 0 without positions
     */
    int positionOfSlot(int slot) {
        if (!positional) {
            return 0;
        }
        return side != ContextSide.RIGHT && slot < window
                ? slot - window
                : slot - (side == ContextSide.RIGHT ? 0 : window) + 1;
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
    static CooccurrenceOptions fromMap(Map<String, String> map) {
        return OPTIONS.applyAll(OptionValues.of(map), builder()).build();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private int window = WINDOW.defaultValue();
        private WindowWeighting weighting = WINDOW_WEIGHTING.defaultValue();
        private ContextSide side = SIDE.defaultValue();
        private boolean positional = POSITIONAL.defaultValue();
        private double subsample = SUBSAMPLE.defaultValue();
        private SubsamplingMode subsamplingMode = SUBSAMPLING.defaultValue();
        private long seed = SEED.defaultValue();

        private Builder() {}

        /**
         * Sets the largest distance of a context word.
         *
         * @param tokens 1 to {@value #MAX_WINDOW}
         * @return this
         */
        public Builder window(int tokens) {
            window = tokens;
            return this;
        }

        /**
         * Sets how a count decreases with distance.
         *
         * @param value the weighting
         * @return this
         */
        public Builder weighting(WindowWeighting value) {
            weighting = value;
            return this;
        }

        /**
         * Sets on which side of a word its contexts are.
         *
         * @param value the side
         * @return this
         */
        public Builder side(ContextSide value) {
            side = value;
            return this;
        }

        /**
         * Sets whether positions of contexts are counted separately.
         *
         * @param value true for a group of columns per position
         * @return this
         */
        public Builder positional(boolean value) {
            positional = value;
            return this;
        }

        /**
         * Sets the threshold and mode of subsampling.
         *
         * @param threshold 0 (keep all) to 1
         * @param mode whether dropped tokens leave a gap
         * @return this
         */
        public Builder subsample(double threshold, SubsamplingMode mode) {
            return subsample(threshold).subsamplingMode(mode);
        }

        /**
         * Sets the threshold of subsampling.
         *
         * @param threshold 0 (keep all) to 1
         * @return this
         */
        public Builder subsample(double threshold) {
            subsample = threshold;
            return this;
        }

        /**
         * Sets the mode of subsampling.
         *
         * @param mode whether dropped tokens leave a gap
         * @return this
         */
        public Builder subsamplingMode(SubsamplingMode mode) {
            subsamplingMode = mode;
            return this;
        }

        /**
         * Sets the seed of subsampling.
         *
         * @param value any
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Creates the options.
         *
         * @return validated, immutable options
         * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of its range
         */
        public CooccurrenceOptions build() {
            return new CooccurrenceOptions(window, weighting, side, positional, subsample, subsamplingMode, seed);
        }
    }
}
