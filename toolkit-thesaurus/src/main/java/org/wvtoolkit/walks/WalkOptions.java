package org.wvtoolkit.walks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.relations.SenseRelation;

/**
 * Options of random walks. Immutable.
 *
 * @param tokens number of tokens to generate, at least 1
 * @param restart probability of ending a walk after each token, above 0 and at most 1; a walk has 1
 *     / restart tokens on average
 * @param weights relative probability of following an edge, by relation, at least 0; absent
 *     relations are not followed
 * @param wordChoice how the word of a sense is chosen
 * @param compounds how compounds are written
 * @param tagged whether each word is followed by {@code #} and its part of speech: n, v, a or r
 * @param seed seed of the random numbers
 */
public record WalkOptions(
        long tokens,
        double restart,
        Map<SenseRelation, Double> weights,
        WordChoice wordChoice,
        Compounds compounds,
        boolean tagged,
        long seed) {
    /** Rule for choosing the word of a sense. */
    public enum WordChoice {
        /** All words have the same probability. */
        UNIFORM,
        /**
         * The probability of a word is proportional to its number of occurrences with the sense,
         * plus one.
         */
        FREQUENCY;

        /** Returns the name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Rule for writing compounds. */
    public enum Compounds {
        /** One token, with {@code _} between the parts. */
        JOIN,
        /** One token for each part. */
        SPLIT,
        /** Compounds are not written. A sense that has only compounds contributes no token. */
        SKIP;

        /** Returns the name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Default probability of ending a walk. */
    public static final double DEFAULT_RESTART = 0.15;

    /** Copies the map and validates the ranges. */
    public WalkOptions {
        if (tokens < 1) {
            throw new InvalidOptionException("tokens", tokens, "must be at least 1");
        }
        if (!(restart > 0 && restart <= 1)) {
            throw new InvalidOptionException("restart", restart, "must be above 0 and at most 1");
        }
        EnumMap<SenseRelation, Double> copy = new EnumMap<>(SenseRelation.class);
        weights.forEach((relation, weight) -> {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new InvalidOptionException("weight", relation + "=" + weight, "must be at least 0");
            }
            copy.put(relation, weight);
        });
        weights = Map.copyOf(copy);
    }

    /**
     * Returns the defaults: all relations except antonymy, with equal weights.
     *
     * @param tokens number of tokens to generate
     * @return the options
     */
    public static WalkOptions defaults(long tokens) {
        return new WalkOptions(tokens, DEFAULT_RESTART, defaultWeights(), WordChoice.UNIFORM, Compounds.JOIN, false, 1);
    }

    /**
     * Returns the default weights.
     *
     * @return 1 for every relation except {@link SenseRelation#ANTONYM}; a new map
     */
    public static Map<SenseRelation, Double> defaultWeights() {
        Map<SenseRelation, Double> weights = new EnumMap<>(SenseRelation.class);
        Arrays.stream(SenseRelation.values())
                .filter(relation -> relation != SenseRelation.ANTONYM)
                .forEach(relation -> weights.put(relation, 1.0));
        return weights;
    }

    /**
     * Returns a copy with another number of tokens.
     *
     * @param other the number of tokens, at least 1
     * @return new options
     */
    public WalkOptions withTokens(long other) {
        return new WalkOptions(other, restart, weights, wordChoice, compounds, tagged, seed);
    }

    /**
     * Returns a copy with another probability of ending a walk.
     *
     * @param other the probability, above 0 and at most 1
     * @return new options
     */
    public WalkOptions withRestart(double other) {
        return new WalkOptions(tokens, other, weights, wordChoice, compounds, tagged, seed);
    }

    /**
     * Returns a copy with another rule for choosing words.
     *
     * @param other the rule
     * @return new options
     */
    public WalkOptions withWordChoice(WordChoice other) {
        return new WalkOptions(tokens, restart, weights, other, compounds, tagged, seed);
    }

    /**
     * Returns the connector between the parts of a compound.
     *
     * @return {@code _}, or an empty string if compounds are not joined
     */
    public String connector() {
        return compounds == Compounds.JOIN ? "_" : "";
    }

    /**
     * Returns everything that determines the walks except their number, for the metadata of a
     * model.
     *
     * @return names and values, in a fixed order
     */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("walk-restart", Double.toString(restart));
        provenance.put("walk-words", wordChoice.toString());
        provenance.put("walk-compounds", compounds.toString());
        provenance.put("walk-tags", Boolean.toString(tagged));
        provenance.put("walk-seed", Long.toString(seed));
        if (!weights.equals(defaultWeights())) {
            List<String> values = new ArrayList<>();
            for (SenseRelation relation : SenseRelation.values()) {
                if (weights.getOrDefault(relation, 0.0) > 0) {
                    values.add(relation + "=" + weights.get(relation));
                }
            }
            provenance.put("walk-relations", String.join(",", values));
        }
        return provenance;
    }
}
