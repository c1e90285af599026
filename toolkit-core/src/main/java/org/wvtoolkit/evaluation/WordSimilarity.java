package org.wvtoolkit.evaluation;

import java.io.IOException;
import java.util.List;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.SimilarityFunction;
import org.wvtoolkit.query.UnknownWord;

/**
 * Model of word similarity, based on vectors or on a thesaurus, for benchmarks of similarity,
 * categories and outliers. Thread-safe.
 */
public interface WordSimilarity {
    /**
     * Returns the similarity of the words of a model by a given function of their vectors.
     *
     * @param embeddings the model, which must stay open
     * @param function the function, for example one of {@link org.wvtoolkit.query.SimilarityFunctions}
     * @return the similarity; words are looked up as spelled
     */
    static WordSimilarity of(Embeddings embeddings, SimilarityFunction function) {
        Comparisons comparisons = Comparisons.of(embeddings);
        return new WordSimilarity() {
            @Override
            public boolean knows(String word) {
                return embeddings.vocabulary().id(word) >= 0;
            }

            @Override
            public double similarity(String first, String second) {
                return switch (comparisons.similarity(first, second, function)) {
                    case Outcome.Known<Double>(Double value) -> value;
                    case Outcome.Unknown<Double>(List<UnknownWord> words) ->
                        throw new IllegalArgumentException(
                                "out of vocabulary: " + words.getFirst().word());
                    case Outcome.NoDirection<Double> _ -> Double.NaN;
                };
            }
        };
    }

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

    /**
     * Computes the mean similarity of each word to the others. The lowest one is that of the odd one
     * out (Camacho-Collados and Navigli 2016).
     *
     * @param words words of the model, at least 2
     * @return one mean per word, in the same order; undefined similarities count as 0
     * @throws IOException if the model cannot be read
     * @throws IllegalArgumentException if the model does not contain a word
     */
    default double[] meanSimilarities(List<String> words) throws IOException {
        double[] means = new double[words.size()];
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < i; j++) {
                double similarity = similarity(words.get(i), words.get(j));
                double defined = Double.isNaN(similarity) ? 0 : similarity;
                means[i] += defined;
                means[j] += defined;
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= means.length - 1;
        }
        return means;
    }
}
