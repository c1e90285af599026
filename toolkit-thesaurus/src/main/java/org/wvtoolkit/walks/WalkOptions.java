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
 * How random walks are made. Immutable.
 *
 * @param tokens how many tokens to generate, at least 1
 * @param restart the probability of ending a walk after each token, above 0 and at most 1; a walk
 *     has 1 / restart tokens on average
 * @param weights relative probability of following an edge of each relation, at least 0; relations
 *     that are absent are not followed
 * @param wordChoice how the word of a sense is chosen
 * @param compounds how a word of several parts is written
 * @param tagged whether each word is followed by {@code #} and its part of speech: n, v, a or r
 * @param seed of the random numbers
 */
public record WalkOptions(
        long tokens,
        double restart,
        Map<SenseRelation, Double> weights,
        WordChoice wordChoice,
        Compounds compounds,
        boolean tagged,
        long seed) {
    /** How the word of a sense is chosen. */
    public enum WordChoice {
        /** Each word of the sense with equal probability. */
        UNIFORM,
        /** In proportion to how often the word was marked with the sense, plus one. */
        FREQUENCY;

        /** In lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a word of several parts is written. */
    public enum Compounds {
        /** One token, the parts joined by {@code _}. */
        JOIN,
        /** One token for each part. */
        SPLIT,
        /**
         * Not at all: a sense that has single words is represented by them, one that has none is
         * passed over silently.
         */
        SKIP;

        /** In lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The probability of ending a walk that {@link #defaults} sets. */
    public static final double DEFAULT_RESTART = 0.15;

    /** Copies the map and checks all ranges. */
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
     * Walks by every relation but antonymy, each edge with the same weight.
     *
     * @param tokens how many tokens to generate
     * @return the options
     */
    public static WalkOptions defaults(long tokens) {
        return new WalkOptions(tokens, DEFAULT_RESTART, defaultWeights(), WordChoice.UNIFORM, Compounds.JOIN, false, 1);
    }

    /**
     * The weights that {@link #defaults} sets.
     *
     * @return 1 for every relation but {@link SenseRelation#ANTONYM}; a new map
     */
    public static Map<SenseRelation, Double> defaultWeights() {
        Map<SenseRelation, Double> weights = new EnumMap<>(SenseRelation.class);
        Arrays.stream(SenseRelation.values())
                .filter(relation -> relation != SenseRelation.ANTONYM)
                .forEach(relation -> weights.put(relation, 1.0));
        return weights;
    }

    /**
     * The same for another number of tokens.
     *
     * @param other at least 1
     * @return new options
     */
    public WalkOptions withTokens(long other) {
        return new WalkOptions(other, restart, weights, wordChoice, compounds, tagged, seed);
    }

    /**
     * The same with another choice of words.
     *
     * @param other how the word of a sense is chosen
     * @return new options
     */
    public WalkOptions withWordChoice(WordChoice other) {
        return new WalkOptions(tokens, restart, weights, other, compounds, tagged, seed);
    }

    /**
     * The way compounds are joined.
     *
     * @return {@code _}, or an empty string where they are not
     */
    public String connector() {
        return compounds == Compounds.JOIN ? "_" : "";
    }

    /**
     * Everything that determines the walks but their number, as a model's metadata has it.
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
