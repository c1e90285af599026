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
        List<int[]> shared = shared(before, after, mostFrequent);
        if (shared.size() < dimension) {
            throw new IllegalArgumentException("the models share " + shared.size() + " words, fewer than their "
                    + dimension + " dimensions, so that any two could be aligned; give models of larger texts");
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

    /** Ids of the words that both know and that have a direction in both. */
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
            throw new IllegalArgumentException(
                    "the models cannot be aligned: their vectors hold NaN or infinite values");
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
