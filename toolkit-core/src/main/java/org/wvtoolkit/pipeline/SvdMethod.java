package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.SubsamplingMode;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.factorization.SingularTriplets;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.factorization.TruncatedSvd;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.ScratchMemory;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.WeightingOptions;

/**
 * Counts which words stand near which, weighs the counts, and keeps the largest singular vectors (Levy, Goldberg and Dagan
 * 2015).
 *
 * @param counting which pairs count, and how much
 * @param weights what becomes of the counts
 * @param factors how many singular vectors, and how they become word vectors
 */
public record SvdMethod(CooccurrenceOptions counting, WeightingOptions weights, SvdOptions factors)
        implements MatrixMethod {
    static final String NAME = "svd";

    static final List<String> OPTIONS = CountingOptions.names(List.of(
            List.of("dimension"),
            CountingOptions.COUNTING,
            CountingOptions.WEIGHTING,
            List.of("eigenvalue-weighting", "add-contexts", "normalize", "tolerance")));

    /**
     * The counts that make the best vectors: frequent words dropped as word2vec drops them, before windows are laid
     * (docs/decisions/counting.md has the figures).
     */
    public static final CooccurrenceOptions COUNTING =
            CooccurrenceOptions.builder().subsample(1e-4, SubsamplingMode.DIRTY).build();

    /** Checks that the options fit together. */
    public SvdMethod {
        if (factors.addContexts() && counting.positional()) {
            throw new IllegalArgumentException("--add-contexts needs contexts that are words; leave --positional out");
        }
    }

    static SvdMethod of(Hyperparameters given) {
        SvdOptions factors = SvdOptions.defaults();
        return new SvdMethod(
                CountingOptions.counting(given, COUNTING),
                CountingOptions.weighting(given),
                SvdOptions.builder()
                        .dimension(given.integer("dimension", factors.dimension()))
                        .eigenvalueWeighting(given.real("eigenvalue-weighting", factors.eigenvalueWeighting()))
                        .addContexts(given.flag("add-contexts", factors.addContexts()))
                        .normalize(given.flag("normalize", factors.normalize()))
                        .tolerance(given.real("tolerance", factors.tolerance()))
                        .seed(given.number("seed", factors.seed()))
                        .build());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(counting.toMap());
        options.putAll(weights.toMap());
        options.putAll(factors.toMap());
        return options;
    }

    @Override
    public boolean takesWeights() {
        return true;
    }

    @Override
    public DenseEmbeddings train(ContextMatrix matrix, Resources resources, ProgressListener progress)
            throws IOException {
        if (matrix.kind() == ContextMatrix.Kind.WEIGHTS) {
            return factorize(matrix, resources, progress);
        }
        try (ContextMatrix weighted = MatrixWeigher.weigh(matrix, weights, resources, progress)) {
            return factorize(weighted, resources, progress);
        }
    }

    private DenseEmbeddings factorize(ContextMatrix weighted, Resources resources, ProgressListener progress)
            throws IOException {
        // The quarter of the memory that the iteration leaves.
        try (ScratchMemory temporary = new ScratchMemory(resources.memoryBytes() / 4, resources.temporaryFolder())) {
            SingularTriplets triplets =
                    TruncatedSvd.factorize(weighted.matrix(), factors, resources, progress, temporary);
            return embeddings(triplets, weighted.vocabulary(), progress);
        }
    }

    /**
     * Makes word vectors of the singular triplets of a weighted matrix.
     *
     * @param triplets the largest triplets
     * @param vocabulary the words of the rows; copied
     * @param progress told if the matrix has too small a rank
     * @return the vectors, without metadata; the caller closes them
     */
    public DenseEmbeddings embeddings(SingularTriplets triplets, Vocabulary vocabulary, ProgressListener progress) {
        Arena arena = Arena.ofShared();
        try {
            if (triplets.rank() < factors.dimension()) {
                progress.note("the matrix has rank " + triplets.rank() + " only: the last "
                        + (factors.dimension() - triplets.rank()) + " of the " + factors.dimension()
                        + " values of every vector are 0");
            }
            FloatMatrix vectors = triplets.vectors(factors, arena);
            double[] values = triplets.values();
            float[] singularValues = new float[values.length];
            for (int j = 0; j < values.length; j++) {
                singularValues[j] = (float) values[j];
            }
            return DenseEmbeddings.of(vocabulary.copy(), vectors, ModelMetadata.EMPTY)
                    .withSingularValues(singularValues)
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
