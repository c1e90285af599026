package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.WeightingOptions;

/**
 * Counts which words stand near which and weighs the counts, by positive pointwise mutual information unless told otherwise: a
 * word's vector is its row of weights (Levy, Goldberg and Dagan 2015).
 *
 * @param counting which pairs count, and how much
 * @param weights what becomes of the counts
 */
public record PpmiMethod(CooccurrenceOptions counting, WeightingOptions weights) implements MatrixMethod {
    static final String NAME = "ppmi";

    static final List<String> OPTIONS =
            CountingOptions.names(List.of(CountingOptions.COUNTING, CountingOptions.WEIGHTING));

    static PpmiMethod of(Hyperparameters given) {
        return new PpmiMethod(
                CountingOptions.counting(given, CooccurrenceOptions.defaults()), CountingOptions.weighting(given));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(counting.toMap());
        options.putAll(weights.toMap());
        return options;
    }

    @Override
    public boolean takesWeights() {
        return false;
    }

    @Override
    public SparseEmbeddings train(ContextMatrix matrix, Resources resources, ProgressListener progress)
            throws IOException {
        ContextMatrix weighted = MatrixWeigher.weigh(matrix, weights, resources, progress);
        return SparseEmbeddings.of(weighted.with(matrix.vocabulary().copy(), Map.of()));
    }
}
