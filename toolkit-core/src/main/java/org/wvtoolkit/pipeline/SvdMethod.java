package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.factorization.SingularTriplets;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.factorization.TruncatedSvd;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.Weighting;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.weighting.Weightings;

/**
 * Counts which words stand near which, weighs the counts, and keeps the largest singular vectors (Levy, Goldberg and Dagan
 * 2015).
 *
 * @param counting which pairs count, and how much
 * @param weights what becomes of the counts
 * @param factors how many singular vectors, and how they become word vectors
 */
public record SvdMethod(CooccurrenceOptions counting, WeightingOptions weights, SvdOptions factors)
        implements TrainingMethod {
    static final String NAME = "svd";

    static final List<String> OPTIONS = List.of(
            "dimension",
            "window",
            "window-weighting",
            "side",
            "positional",
            "subsample",
            "subsampling",
            "weighting",
            "context-smoothing",
            "shift",
            "min-pair-count",
            "eigenvalue-weighting",
            "add-contexts",
            "tolerance",
            "seed");

    static SvdMethod of(Hyperparameters given) {
        CooccurrenceOptions counting = CooccurrenceOptions.defaults();
        WeightingOptions weights = WeightingOptions.defaults();
        SvdOptions factors = SvdOptions.defaults();
        long seed = given.number("seed", factors.seed());
        String weighting = given.text("weighting");
        Weighting kind = weighting == null ? weights.weighting() : Weightings.named(weighting);
        if (!kind.usesSmoothingAndShift()) {
            for (String option : List.of("context-smoothing", "shift")) {
                if (given.text(option) != null) {
                    throw new IllegalArgumentException("--" + option + " is not used by --weighting " + kind.name());
                }
            }
        }
        return new SvdMethod(
                new CooccurrenceOptions(
                        given.integer("window", counting.window()),
                        given.choice("window-weighting", counting.weighting()),
                        given.choice("side", counting.side()),
                        given.flag("positional", counting.positional()),
                        given.real("subsample", counting.subsample()),
                        given.choice("subsampling", counting.subsamplingMode()),
                        seed),
                new WeightingOptions(
                        kind,
                        given.real("context-smoothing", weights.contextSmoothing()),
                        given.real("shift", weights.shift()),
                        given.real("min-pair-count", weights.minimumPairCount())),
                new SvdOptions(
                        given.integer("dimension", factors.dimension()),
                        given.real("eigenvalue-weighting", factors.eigenvalueWeighting()),
                        given.flag("add-contexts", factors.addContexts()),
                        given.real("tolerance", factors.tolerance()),
                        seed));
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
    public DenseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        Arena arena = Arena.ofShared();
        try (ContextMatrix counts = CooccurrenceCounter.count(corpus, counting, resources, progress);
                ContextMatrix matrix = MatrixWeigher.weigh(counts, weights, resources, progress);
                Arena temporary = Arena.ofShared()) {
            SingularTriplets triplets =
                    TruncatedSvd.factorize(matrix.matrix(), factors, resources, progress, temporary);
            FloatMatrix vectors = triplets.vectors(factors, arena);
            double[] values = triplets.values();
            float[] singularValues = new float[values.length];
            for (int j = 0; j < values.length; j++) {
                singularValues[j] = (float) values[j];
            }
            return DenseEmbeddings.of(corpus.vocabulary().copy(), vectors, ModelMetadata.EMPTY)
                    .withSingularValues(singularValues)
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
