package org.wvtoolkit.retrofitting;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Retrofitting (Faruqui et al. 2015): minimizes Σᵢ [α‖qᵢ − q̂ᵢ‖² + Σⱼ β‖qᵢ − qⱼ‖²] over the words i
 * of a lexicon and their neighbours j, where q̂ are the unit vectors of the model. As in the paper,
 * α = 1 and β is the inverse of the number of neighbours, so each step sets a vector to the mean of
 * its original and the mean of its neighbours. Words outside the lexicon keep their vectors.
 *
 * @param iterations number of passes over the lexicon, at least 1; 10 in the paper
 * @param alpha weight of the original vector relative to all neighbours together, above 0; 1 in the
 *     paper
 */
public record Retrofitting(int iterations, double alpha) {
    /** Validates the ranges. */
    public Retrofitting {
        if (iterations < 1) {
            throw new InvalidOptionException("iterations", iterations, "must be at least 1");
        }
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new InvalidOptionException("alpha", alpha, "must be above 0");
        }
    }

    /**
     * Returns the settings of the paper.
     *
     * @return 10 iterations, α = 1
     */
    public static Retrofitting defaults() {
        return new Retrofitting(10, 1);
    }

    /**
     * Retrofits a model.
     *
     * @param model the model, which is neither changed nor closed
     * @param lexicon a lexicon for the vocabulary of the model; its repelled pairs are ignored
     * @param progress receives the number of iterations
     * @return new vectors with the vocabulary and metadata of the model; the caller closes them,
     *     before the model
     */
    public DenseEmbeddings apply(DenseEmbeddings model, Lexicon lexicon, ProgressListener progress) {
        Map<Integer, List<Integer>> neighbours = new TreeMap<>(lexicon.neighbours());
        Arena arena = Arena.ofShared();
        try {
            FloatMatrix vectors = new UnitVectors(model, arena).matrix();
            progress.stage("retrofitting", ProgressListener.Unit.ITERATIONS, iterations);
            float[] row = new float[model.dimension()];
            float[] original = new float[row.length];
            double[] sum = new double[row.length];
            for (int iteration = 0; iteration < iterations; iteration++) {
                for (Map.Entry<Integer, List<Integer>> entry : neighbours.entrySet()) {
                    model.vectors().copyRow(entry.getKey(), original, 0);
                    UnitVectors.normalize(original);
                    double weight = 1.0 / entry.getValue().size();
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] = alpha * original[k];
                    }
                    for (int neighbour : entry.getValue()) {
                        vectors.copyRow(neighbour, row, 0);
                        for (int k = 0; k < sum.length; k++) {
                            sum[k] += weight * row[k];
                        }
                    }
                    for (int k = 0; k < sum.length; k++) {
                        row[k] = (float) (sum[k] / (1 + alpha));
                    }
                    vectors.setRow(entry.getKey(), row, 0);
                }
                progress.advanced(iteration + 1, "");
            }
            return DenseEmbeddings.of(model.vocabulary(), vectors, model.metadata())
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
