package org.wvtoolkit.query;

import java.util.List;

/**
 * Nearest-neighbour query for a combination of words.
 *
 * @param plus positive words, to which the result should be similar; words may be repeated
 * @param minus negative words, to which the result should be dissimilar
 * @param combination function that combines the two into a score
 * @param count number of neighbours, at least 1
 * @param candidates the words that may be returned
 */
public record Question(
        List<String> plus, List<String> minus, Combination combination, int count, Candidates candidates) {
    /** Copies the lists and validates the ranges. */
    public Question {
        plus = List.copyOf(plus);
        minus = List.copyOf(minus);
        if (plus.isEmpty() && minus.isEmpty()) {
            throw new IllegalArgumentException("a query needs at least one word");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        if (combination == Combination.PAIR_DIRECTION && (plus.size() != 2 || minus.size() != 1)) {
            throw new IllegalArgumentException("pair-direction needs two positive words and one negative word");
        }
    }

    /**
     * Creates a sum query.
     *
     * @param plus words whose unit vectors are added
     * @param minus words whose unit vectors are subtracted
     * @param count number of neighbours, at least 1
     * @param mostFrequent number of most frequent words that may be returned, at least 1
     */
    public Question(List<String> plus, List<String> minus, int count, int mostFrequent) {
        this(plus, minus, Combination.ADD, count, Candidates.among(mostFrequent));
    }

    /**
     * Creates a query for the neighbours of the sum of words.
     *
     * @param words at least one
     * @param count number of neighbours
     * @return the query
     */
    public static Question similar(List<String> words, int count) {
        return new Question(words, List.of(), Combination.ADD, count, Candidates.ALL);
    }

    /**
     * Creates a query for the analogy {@code a : b = c : ?} with 3CosAdd. See {@link #by} for other
     * combinations.
     *
     * @param a the first word, such as {@code man}
     * @param b the word related to it, such as {@code king}
     * @param c the word to complete, such as {@code woman}
     * @param count number of neighbours
     * @return the query
     */
    public static Question analogy(String a, String b, String c, int count) {
        return new Question(List.of(b, c), List.of(a), Combination.ADD, count, Candidates.ALL);
    }

    /**
     * Returns a copy with another combination.
     *
     * @param other the combination
     * @return the query
     */
    public Question by(Combination other) {
        return new Question(plus, minus, other, count, candidates);
    }

    /**
     * Returns a copy with other candidates.
     *
     * @param other the words that may be returned
     * @return the query
     */
    public Question among(Candidates other) {
        return new Question(plus, minus, combination, count, other);
    }
}
