package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.vocabulary.Vocabulary;

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
     * @throws IllegalArgumentException if the dimensions differ, or there are fewer common words
     *     than dimensions
     */
    public static List<Move> moves(DenseEmbeddings before, DenseEmbeddings after, int mostFrequent) {
        int dimension = before.dimension();
        if (after.dimension() != dimension) {
            throw new IllegalArgumentException("the models have " + dimension + " and " + after.dimension()
                    + " dimensions; give models of the same dimension");
        }
        List<int[]> shared = shared(before, after, mostFrequent);
        if (shared.size() < dimension) {
            throw new IllegalArgumentException("the models have " + shared.size() + " common words, fewer than their "
                    + dimension + " dimensions, which does not determine an alignment; give models of larger texts");
        }
        DMatrixRMaj rotation = rotation(before, after, shared);
        double[] from = new double[dimension];
        double[] turned = new double[dimension];
        double[] to = new double[dimension];
        float[] row = new float[dimension];
        List<Move> moves = new ArrayList<>();
        for (int[] ids : shared) {
            unit(before, ids[0], row, from);
            unit(after, ids[1], row, to);
            turn(from, rotation, turned);
            double cosine = 0;
            for (int j = 0; j < dimension; j++) {
                cosine += turned[j] * to[j];
            }
            moves.add(new Move(before.vocabulary().word(ids[0]), cosine));
        }
        moves.sort(Comparator.comparingDouble(Move::cosine));
        return moves;
    }

    /** Returns the ids of the words with a direction in both models. */
    private static List<int[]> shared(DenseEmbeddings before, DenseEmbeddings after, int mostFrequent) {
        Vocabulary words = before.vocabulary();
        List<int[]> shared = new ArrayList<>();
        for (int id = 0; id < Math.min(words.size(), mostFrequent); id++) {
            int other = after.vocabulary().id(words.word(id));
            if (other >= 0 && other < mostFrequent && before.norm(id) > 0 && after.norm(other) > 0) {
                shared.add(new int[] {id, other});
            }
        }
        return shared;
    }

    private static DMatrixRMaj rotation(DenseEmbeddings before, DenseEmbeddings after, List<int[]> shared) {
        int dimension = before.dimension();
        DMatrixRMaj products = new DMatrixRMaj(dimension, dimension);
        double[] a = new double[dimension];
        double[] b = new double[dimension];
        float[] row = new float[dimension];
        for (int[] ids : shared) {
            unit(before, ids[0], row, a);
            unit(after, ids[1], row, b);
            for (int i = 0; i < dimension; i++) {
                int at = i * dimension;
                for (int j = 0; j < dimension; j++) {
                    products.data[at + j] += a[i] * b[j];
                }
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(dimension, dimension, true, true, false);
        if (!svd.decompose(products)) {
            throw new IllegalArgumentException("the models cannot be aligned: their vectors contain NaN or infinity");
        }
        DMatrixRMaj rotation = new DMatrixRMaj(dimension, dimension);
        CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
        return rotation;
    }

    private static void unit(DenseEmbeddings model, int id, float[] row, double[] unit) {
        model.vectors().copyRow(id, row, 0);
        double norm = model.norm(id);
        for (int j = 0; j < row.length; j++) {
            unit[j] = row[j] / norm;
        }
    }

    private static void turn(double[] vector, DMatrixRMaj rotation, double[] turned) {
        int dimension = vector.length;
        java.util.Arrays.fill(turned, 0);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                turned[j] += vector[i] * rotation.data[i * dimension + j];
            }
        }
    }
}
