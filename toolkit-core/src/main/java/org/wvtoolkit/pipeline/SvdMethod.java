package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.SubsamplingMode;
import org.wvtoolkit.cooccurrence.WindowWeighting;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.factorization.SingularTriplets;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.factorization.TruncatedSvd;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.ScratchMemory;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.WeightingOptions;

/**
 * Method that counts co-occurring words, weights the counts, and factorizes the matrix by a
 * truncated SVD (Levy, Goldberg and Dagan 2015).
 *
 * @param counting the hyperparameters of counting
 * @param weights the hyperparameters of weighting
 * @param factors the hyperparameters of the factorization
 */
public record SvdMethod(CooccurrenceOptions counting, WeightingOptions weights, SvdOptions factors)
        implements MatrixMethod {
    /** Metadata key of the exponent of the singular values if it differs from that of the options. */
    public static final String USED_EIGENVALUE_WEIGHTING = "used_eigenvalue_weighting";

    /**
     * Exponent of the singular values for a vocabulary of fewer words than twice the dimension. The
     * singular vectors of such a vocabulary span nearly the whole space: with an exponent near 0 all
     * words would be nearly orthogonal, independent of their contexts.
     */
    private static final double SMALL_EIGENVALUE_WEIGHTING = 0.5;

    static final String NAME = "svd";

    /**
     * The default counts: a window of 6 in which near words count more, formed after frequent words are subsampled as
     * in word2vec. They give the best vectors ({@code docs/decisions/counting.md}).
     */
    public static final CooccurrenceOptions COUNTING = countingBuilder().build();

    private static final OptionSet<CooccurrenceOptions, CooccurrenceOptions.Builder> COUNTING_OPTIONS =
            CooccurrenceOptions.options(COUNTING);

    /** Validates the combination of options. */
    public SvdMethod {
        if (factors.addContexts() && counting.positional()) {
            throw new ConflictingOptionsException(
                    "{} cannot be combined with {}: positional contexts have no word vectors to add to",
                    "add-contexts",
                    "positional");
        }
    }

    /**
     * Returns the method with the defaults of {@code wv train --method svd} and the given factorization.
     *
     * @param factors the hyperparameters of the factorization, such as {@code
     *     SvdOptions.builder().dimension(200).build()}
     * @return the method
     */
    public static SvdMethod of(SvdOptions factors) {
        return new SvdMethod(COUNTING, WeightingOptions.of(OptionValues.of(Map.of())), factors);
    }

    /**
     * Returns this method with other counts.
     *
     * @param newCounting the hyperparameters of counting
     * @return the method
     */
    public SvdMethod withCounting(CooccurrenceOptions newCounting) {
        return new SvdMethod(newCounting, weights, factors);
    }

    /**
     * Returns this method with other weights.
     *
     * @param newWeights the hyperparameters of weighting
     * @return the method
     */
    public SvdMethod withWeights(WeightingOptions newWeights) {
        return new SvdMethod(counting, newWeights, factors);
    }

    static MethodRegistry.Entry<TrainingMethod> entry() {
        List<Option<?>> options = new ArrayList<>(COUNTING_OPTIONS.options());
        options.addAll(WeightingOptions.options());
        return new MethodRegistry.Entry<>(
                NAME,
                "counts of co-occurring words, weighted and factorized",
                SvdOptions.options().optionsAfter(options),
                SvdMethod::of);
    }

    static SvdMethod of(OptionValues given) {
        return new SvdMethod(
                COUNTING_OPTIONS.apply(given, countingBuilder()).build(),
                WeightingOptions.of(given),
                SvdOptions.options().apply(given, SvdOptions.builder()).build());
    }

    private static CooccurrenceOptions.Builder countingBuilder() {
        return CooccurrenceOptions.builder()
                .window(6)
                .weighting(WindowWeighting.HARMONIC)
                .subsample(1e-4, SubsamplingMode.DIRTY);
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
    public long memoryBytes(Vocabulary vocabulary, int threads) {
        // The singular vectors take a quarter of the budget while the word vectors are computed.
        long vectors =
                MemoryCheck.matrixBytes(vocabulary, factors.dimension()) + MemoryCheck.vocabularyBytes(vocabulary);
        return Math.max(
                MemoryCheck.countingBytes(vocabulary, threads),
                MemoryCheck.weightingBytes(vocabulary, counting) + vectors / 3 * 4);
    }

    @Override
    public long heapBytes(Vocabulary vocabulary) {
        return TruncatedSvd.heapBytes(factors.dimension(), vocabulary.size());
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
        // The iteration itself uses the other three quarters.
        try (ScratchMemory temporary = new ScratchMemory(resources.memoryBytes() / 4, resources.temporaryFolder())) {
            SingularTriplets triplets =
                    TruncatedSvd.factorize(weighted.matrix(), factors, resources, progress, temporary);
            return embeddings(triplets, weighted.vocabulary(), progress);
        }
    }

    /**
     * Creates word vectors from the singular triplets of a weighted matrix.
     *
     * @param triplets the largest triplets
     * @param vocabulary the words of the rows; copied
     * @param progress notified if the rank of the matrix is too small
     * @return the vectors, without metadata; the caller closes them
     */
    public DenseEmbeddings embeddings(SingularTriplets triplets, Vocabulary vocabulary, ProgressListener progress) {
        Arena arena = Arena.ofShared();
        try {
            if (triplets.rank() == 0) {
                progress.note("every vector is zero, because no pair of words has a positive weight: use more text,"
                        + " or set the option subsample to 0 to count all tokens");
            } else if (triplets.rank() < factors.dimension()) {
                progress.note("the matrix has rank " + triplets.rank() + ": the last "
                        + (factors.dimension() - triplets.rank()) + " of the " + factors.dimension()
                        + " values of every vector are 0");
            }
            double exponent = factors.eigenvalueWeighting();
            boolean small = exponent <= SvdOptions.defaults().eigenvalueWeighting()
                    && vocabulary.size() < 2L * factors.dimension();
            if (small) {
                progress.note("the vocabulary of " + vocabulary.size() + " words is small for dimension "
                        + factors.dimension() + ": eigenvalue-weighting " + SMALL_EIGENVALUE_WEIGHTING
                        + " is used instead of " + exponent + ", which would amplify noise");
            }
            FloatMatrix vectors = triplets.vectors(
                    small ? factors.withEigenvalueWeighting(SMALL_EIGENVALUE_WEIGHTING) : factors, arena);
            ModelMetadata metadata = small
                    ? ModelMetadata.EMPTY.with(USED_EIGENVALUE_WEIGHTING, Double.toString(SMALL_EIGENVALUE_WEIGHTING))
                    : ModelMetadata.EMPTY;
            double[] values = triplets.values();
            float[] singularValues = new float[values.length];
            for (int j = 0; j < values.length; j++) {
                singularValues[j] = (float) values[j];
            }
            return DenseEmbeddings.of(vocabulary.copy(), vectors, metadata)
                    .withSingularValues(singularValues)
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
