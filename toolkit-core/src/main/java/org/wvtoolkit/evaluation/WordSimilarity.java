package org.wvtoolkit.evaluation;

import java.io.IOException;

/**
 * Model of word similarity, based on vectors or on a thesaurus, for benchmarks of similarity,
 * categories and outliers. Thread-safe.
 */
public interface WordSimilarity {
    /**
     * Returns whether the model contains a word.
     *
     * @param word the word as spelled in a benchmark
     * @return false if the word is unknown
     * @throws IOException if the model cannot be read
     */
    boolean knows(String word) throws IOException;

    /**
     * Computes the similarity of two words.
     *
     * @param first a word of the model
     * @param second another word of the model, or the same
     * @return a finite, symmetric value on the model's own scale, higher for more similar words;
     *     NaN if the similarity of the two is undefined, for example of a verb and a noun in a tree
     *     of senses
     * @throws IOException if the model cannot be read
     * @throws IllegalArgumentException if the model does not contain a word
     */
    double similarity(String first, String second) throws IOException;
}
