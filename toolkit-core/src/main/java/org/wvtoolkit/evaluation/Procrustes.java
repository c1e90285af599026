package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wvtoolkit.alignment.Rotation;
import org.wvtoolkit.alignment.WordPairs;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;

/**
 * Alignment of two models by the rotation that minimizes the distances between equal words
 * (orthogonal Procrustes, Schönemann 1966). Words that remain distant after the alignment are used
 * differently in the two corpora (Hamilton, Leskovec and Jurafsky 2016).
 *
 * <p>With A and B the unit vectors of the words common to both models, the rotation is U·Vᵀ of the
 * singular value decomposition AᵀB = U·Σ·Vᵀ.
 */
public final class Procrustes {
    private Procrustes() {}

    /**
     * Change of a word between two models.
     *
     * @param word the word
     * @param cosine cosine between its rotated vector and its vector in the other model, −1 to 1;
     *     lower means a larger change
     */
    public record Move(String word, double cosine) {}

    /**
     * Aligns two models and measures every common word.
     *
     * @param before the first model
     * @param after the second model, of the same dimension
     * @param mostFrequent number of most frequent words of each model to consider, at least 1
     * @return the words by descending change; ties by descending frequency in {@code before}
     * @throws UnsuitableInputException if the dimensions differ, or there are fewer common words
     *     than dimensions
     */
    public static List<Move> moves(DenseEmbeddings before, DenseEmbeddings after, int mostFrequent) {
        int dimension = before.dimension();
        if (after.dimension() != dimension) {
            throw new UnsuitableInputException("the models have " + dimension + " and " + after.dimension()
                    + " dimensions; use models of the same dimension");
        }
        WordPairs shared = WordPairs.identical(before, after, mostFrequent);
        if (shared.pairs().size() < dimension) {
            throw new UnsuitableInputException(
                    "the models have " + shared.pairs().size() + " common words, fewer than their " + dimension
                            + " dimensions, which does not determine an alignment; use models of larger texts");
        }
        Rotation rotation = Rotation.fit(before, after, shared);
        double[] from = new double[dimension];
        double[] turned = new double[dimension];
        double[] to = new double[dimension];
        float[] row = new float[dimension];
        List<Move> moves = new ArrayList<>();
        for (WordPairs.Pair pair : shared.pairs()) {
            unit(before, pair.source(), row, from);
            unit(after, pair.target(), row, to);
            rotation.turn(from, turned);
            double cosine = 0;
            for (int j = 0; j < dimension; j++) {
                cosine += turned[j] * to[j];
            }
            moves.add(new Move(before.vocabulary().word(pair.source()), cosine));
        }
        moves.sort(Comparator.comparingDouble(Move::cosine));
        return moves;
    }

    private static void unit(DenseEmbeddings model, int id, float[] row, double[] unit) {
        double norm = model.copyVector(id, row, 0);
        for (int j = 0; j < row.length; j++) {
            unit[j] = row[j] / norm;
        }
    }
}
