package org.wvtoolkit.query;

import java.util.List;

/**
 * Words added and subtracted, and how many neighbours of the sum are asked for.
 *
 * @param plus words whose unit vectors are added; a word may come more than once
 * @param minus words whose unit vectors are subtracted
 * @param count neighbours asked for, at least 1
 * @param candidates only the most frequent words, this many, may answer; at least 1
 */
public record Question(List<String> plus, List<String> minus, int count, int candidates) {
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
        if (candidates < 1) {
            throw new IllegalArgumentException("candidates must be at least 1: " + candidates);
        }
    }

    /**
     * What is near these words, taken together.
     *
     * @param words at least one
     * @param count neighbours asked for
     * @return the question
     */
    public static Question similar(List<String> words, int count) {
        return new Question(words, List.of(), count, Integer.MAX_VALUE);
    }

    /**
     * {@code a} is to {@code b} as {@code c} is to what? By 3CosAdd (Mikolov, Yih and Zweig 2013): the words nearest to
     * b − a + c over unit vectors.
     *
     * @param a the first word, such as {@code man}
     * @param b what it goes with, such as {@code king}
     * @param c the word asked about, such as {@code woman}
     * @param count neighbours asked for
     * @return the question
     */
    public static Question analogy(String a, String b, String c, int count) {
        return new Question(List.of(b, c), List.of(a), count, Integer.MAX_VALUE);
    }
}
