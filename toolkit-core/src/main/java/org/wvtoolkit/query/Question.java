package org.wvtoolkit.query;

import java.util.List;

/**
 * Words added and subtracted, and how many neighbours of them are asked for.
 *
 * @param plus words that the answer shall be near to; one may come more than once
 * @param minus words that it shall be far from
 * @param combination how the two make a score
 * @param count neighbours asked for, at least 1
 * @param candidates which words may answer
 */
public record Question(
        List<String> plus, List<String> minus, Combination combination, int count, Candidates candidates) {
    /** Copies the lists and checks the ranges. */
    public Question {
        plus = List.copyOf(plus);
        minus = List.copyOf(minus);
        if (plus.isEmpty() && minus.isEmpty()) {
            throw new IllegalArgumentException("a question needs at least one word");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        if (combination == Combination.PAIR_DIRECTION && (plus.size() != 2 || minus.size() != 1)) {
            throw new IllegalArgumentException("a direction of pairs needs two words added and one subtracted");
        }
    }

    /**
     * A question about a sum.
     *
     * @param plus words whose unit vectors are added
     * @param minus words whose unit vectors are subtracted
     * @param count neighbours asked for, at least 1
     * @param mostFrequent only the most frequent words, this many, may answer; at least 1
     */
    public Question(List<String> plus, List<String> minus, int count, int mostFrequent) {
        this(plus, minus, Combination.ADD, count, Candidates.among(mostFrequent));
    }

    /**
     * What is near these words, taken together.
     *
     * @param words at least one
     * @param count neighbours asked for
     * @return the question
     */
    public static Question similar(List<String> words, int count) {
        return new Question(words, List.of(), Combination.ADD, count, Candidates.ALL);
    }

    /**
     * {@code a} is to {@code b} as {@code c} is to what? By 3CosAdd; for another way see {@link #by}.
     *
     * @param a the first word, such as {@code man}
     * @param b what it goes with, such as {@code king}
     * @param c the word asked about, such as {@code woman}
     * @param count neighbours asked for
     * @return the question
     */
    public static Question analogy(String a, String b, String c, int count) {
        return new Question(List.of(b, c), List.of(a), Combination.ADD, count, Candidates.ALL);
    }

    /**
     * The same, scored in another way.
     *
     * @param other how words added and subtracted make a score
     * @return the question
     */
    public Question by(Combination other) {
        return new Question(plus, minus, other, count, candidates);
    }

    /**
     * The same, with other words for answers.
     *
     * @param other which words may answer
     * @return the question
     */
    public Question among(Candidates other) {
        return new Question(plus, minus, combination, count, other);
    }
}
