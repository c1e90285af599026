package org.wvtoolkit.query;

/**
 * A word near the question.
 *
 * @param id its id
 * @param word the word
 * @param score cosine of the angle to the question, −1 to 1 up to rounding
 */
public record Neighbour(int id, String word, float score) {}
