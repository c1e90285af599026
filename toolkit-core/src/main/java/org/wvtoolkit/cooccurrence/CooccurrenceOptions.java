package org.wvtoolkit.cooccurrence;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What determines co-occurrence counts. Threads and memory do not.
 *
 * @param window w, the largest distance of a context, 1 to 1000 tokens; windows end where sentences do
 * @param weighting how distance lowers a count
 * @param side where contexts are sought
 * @param positional whether a context is a word at a certain place relative to the centre rather than just a word; the
 *     matrix then has a group of columns for each place, from the leftmost to the rightmost
 * @param subsample t: a token of a word with relative frequency f is kept with probability √(t / f) (Mikolov and others 2013,
 *     equation 5), 0 to 1; 0 keeps all
 * @param subsamplingMode what becomes of the places of dropped tokens
 * @param seed of the draws of subsampling, which depend on it and a token's place alone
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
    /** The widest window. */
    public static final int MAX_WINDOW = 1000;

    /** Checks the ranges. */
    public CooccurrenceOptions {
        if (window < 1 || window > MAX_WINDOW) {
            throw new IllegalArgumentException("window must be 1 to " + MAX_WINDOW + ": " + window);
        }
        if (!(subsample >= 0 && subsample <= 1)) {
            throw new IllegalArgumentException("subsample must be 0 to 1: " + subsample);
        }
    }

    /**
     * A window of 5 on both sides, every context counting 1, nothing dropped.
     *
     * @return the defaults
     */
    public static CooccurrenceOptions defaults() {
        return builder().build();
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Groups of columns: 1, or one for each place of a context if those are told apart.
     *
     * @return at least 1
     */
    public int slots() {
        return !positional ? 1 : side == ContextSide.SYMMETRIC ? 2 * window : window;
    }

    /**
     * Where the contexts of a group of columns stand, seen from the word.
     *
     * @param slot 0 to {@link #slots} − 1
     * @return their distance in tokens, below 0 before the word and above 0 after it; 0 where places are not told apart
     */
    int placeOfSlot(int slot) {
        if (!positional) {
            return 0;
        }
        return side != ContextSide.RIGHT && slot < window
                ? slot - window
                : slot - (side == ContextSide.RIGHT ? 0 : window) + 1;
    }

    /**
     * The options by the names that they have on the command line, for the metadata of files.
     *
     * @return names and values, in the order of the names
     */
    public SequencedMap<String, String> toMap() {
        SequencedMap<String, String> map = new TreeMap<>();
        map.put("window", Integer.toString(window));
        map.put("window-weighting", written(weighting));
        map.put("side", written(side));
        map.put("positional", Boolean.toString(positional));
        map.put("subsample", Double.toString(subsample));
        map.put("subsampling", written(subsamplingMode));
        map.put("seed", Long.toString(seed));
        return map;
    }

    /** The reverse of {@link #toMap}; an {@link IllegalArgumentException} says which value is missing or wrong. */
    static CooccurrenceOptions fromMap(Map<String, String> map) {
        return new CooccurrenceOptions(
                Integer.parseInt(value(map, "window")),
                read(WindowWeighting.class, value(map, "window-weighting")),
                read(ContextSide.class, value(map, "side")),
                Boolean.parseBoolean(value(map, "positional")),
                Double.parseDouble(value(map, "subsample")),
                read(SubsamplingMode.class, value(map, "subsampling")),
                Long.parseLong(value(map, "seed")));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E read(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }

    private static String value(Map<String, String> map, String name) {
        String value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }

    /** Collects options; not safe for concurrent use. */
    public static final class Builder {
        private int window = 5;
        private WindowWeighting weighting = WindowWeighting.CONSTANT;
        private ContextSide side = ContextSide.SYMMETRIC;
        private boolean positional;
        private double subsample;
        private SubsamplingMode subsamplingMode = SubsamplingMode.DIRTY;
        private long seed = 1;

        private Builder() {}

        /**
         * The largest distance of a context.
         *
         * @param tokens 1 to {@value #MAX_WINDOW}
         * @return this
         */
        public Builder window(int tokens) {
            window = tokens;
            return this;
        }

        /**
         * How distance lowers a count.
         *
         * @param value the weighting
         * @return this
         */
        public Builder weighting(WindowWeighting value) {
            weighting = value;
            return this;
        }

        /**
         * Where contexts are sought.
         *
         * @param value the side
         * @return this
         */
        public Builder side(ContextSide value) {
            side = value;
            return this;
        }

        /**
         * Whether the places of contexts are told apart.
         *
         * @param value true for a group of columns a place
         * @return this
         */
        public Builder positional(boolean value) {
            positional = value;
            return this;
        }

        /**
         * The threshold of subsampling.
         *
         * @param threshold 0 (keep all) to 1
         * @param mode what becomes of the places of dropped tokens
         * @return this
         */
        public Builder subsample(double threshold, SubsamplingMode mode) {
            subsample = threshold;
            subsamplingMode = mode;
            return this;
        }

        /**
         * The seed of subsampling.
         *
         * @param value any
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The options.
         *
         * @return a new record
         * @throws IllegalArgumentException if a value is out of range
         */
        public CooccurrenceOptions build() {
            return new CooccurrenceOptions(window, weighting, side, positional, subsample, subsamplingMode, seed);
        }
    }
}
