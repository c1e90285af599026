package org.wvtoolkit.evaluation;

import java.io.IOException;

/**
 * Says how similar two words are: what a benchmark of similarity, categories or outliers asks of a model, be it made of vectors
 * or of a thesaurus.
 *
 * <p>Threads: safe from any.
 */
public interface WordSimilarity {
    /**
     * Whether the model has something to say of a word.
     *
     * @param word as a benchmark spells it
     * @return false where the word is unknown
     * @throws IOException if what the model is kept in cannot be read
     */
    boolean knows(String word) throws IOException;

    /**
     * How similar two words are.
     *
     * @param first a word that is known
     * @param second another, or the same
     * @return the more similar, the higher; finite and symmetric, on whatever scale the model has; NaN where both are known
     *     and yet nothing can be said of the two, such as of a verb and a noun in a tree of senses
     * @throws IOException if what the model is kept in cannot be read
     * @throws IllegalArgumentException if a word is not known
     */
    double similarity(String first, String second) throws IOException;
}
