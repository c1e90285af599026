package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wvtoolkit.alignment.Rotation;
import org.wvtoolkit.alignment.WordPairs;
import org.wvtoolkit.embedding.DenseEmbeddings;

/**
 * Brings two models into one space by the rotation that takes the words of one nearest to the same words of the other
 * (Schönemann 1966), and tells which words are far apart even so: those whose use differs between two texts (Hamilton,
 * Leskovec and Jurafsky 2016).
 *
 * <p>With A and B the unit vectors of the words that both know, the rotation is U·Vᵀ of the singular value decomposition
 * AᵀB = U·Σ·Vᵀ.
 */
public final class Procrustes {
    private Procrustes() {}

    /**
     * How far a word moved.
     *
     * @param word the word
     * @param cosine of the angle between its rotated vector and its vector in the other model, −1 to 1: the lower, the farther
     */
    public record Move(String word, double cosine) {}

    /**
     * Aligns two models and measures every word that both know.
     *
     * @param before one model
     * @param after the other, of the same dimension
     * @param mostFrequent of each model so many words count, at least 1
     * @return the words, the farthest first; of equal ones the more frequent in {@code before} first
     * @throws IllegalArgumentException if the dimensions differ, or fewer words are shared than there are dimensions
     */
    public static List<Move> moves(DenseEmbeddings before, DenseEmbeddings after, int mostFrequent) {
        int dimension = before.dimension();
        if (after.dimension() != dimension) {
            throw new IllegalArgumentException("the models have " + dimension + " and " + after.dimension()
                    + " dimensions; only models of equal dimension can be aligned");
        }
        WordPairs shared = WordPairs.identical(before, after, mostFrequent);
        if (shared.pairs().size() < dimension) {
            throw new IllegalArgumentException(
                    "the models share " + shared.pairs().size() + " words, fewer than their " + dimension
                            + " dimensions, so that any two could be aligned; give models of larger texts");
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
        model.vectors().copyRow(id, row, 0);
        double norm = model.norm(id);
        for (int j = 0; j < row.length; j++) {
            unit[j] = row[j] / norm;
        }
    }
}
