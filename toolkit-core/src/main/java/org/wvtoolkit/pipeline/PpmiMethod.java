package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.WeightingOptions;

/**
 * Method that counts co-occurring words and weights the counts, by default with positive pointwise
 * mutual information: the vector of a word is its row of weights (Levy, Goldberg and Dagan 2015).
 *
 * @param counting the hyperparameters of counting
 * @param weights the hyperparameters of weighting
 */
public record PpmiMethod(CooccurrenceOptions counting, WeightingOptions weights) implements MatrixMethod {
    static final String NAME = "ppmi";

    /**
     * Returns the method with its default weights.
     *
     * @param counting the hyperparameters of counting, such as {@code
     *     CooccurrenceOptions.builder().window(5).build()}
     * @return the method
     */
    public static PpmiMethod of(CooccurrenceOptions counting) {
        return new PpmiMethod(counting, WeightingOptions.of(OptionValues.of(Map.of())));
    }

    /**
     * Returns this method with other weights.
     *
     * @param newWeights the hyperparameters of weighting
     * @return the method
     */
    public PpmiMethod withWeights(WeightingOptions newWeights) {
        return new PpmiMethod(counting, newWeights);
    }

    static MethodRegistry.Entry<TrainingMethod> entry() {
        List<Option<?>> options = new ArrayList<>(CooccurrenceOptions.options().options());
        options.addAll(WeightingOptions.options());
        return new MethodRegistry.Entry<>(NAME, "counts of co-occurring words, weighted", options, PpmiMethod::of);
    }

    private static PpmiMethod of(OptionValues given) {
        return new PpmiMethod(
                CooccurrenceOptions.options()
                        .apply(given, CooccurrenceOptions.builder())
                        .build(),
                WeightingOptions.of(given));
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
    public long memoryBytes(Vocabulary vocabulary, int threads) {
        return Math.max(
                        MemoryCheck.countingBytes(vocabulary, threads),
                        MemoryCheck.weightingBytes(vocabulary, counting))
                + MemoryCheck.vocabularyBytes(vocabulary);
    }

    @Override
    public SparseEmbeddings train(ContextMatrix matrix, Resources resources, ProgressListener progress)
            throws IOException {
        ContextMatrix weighted = MatrixWeigher.weigh(matrix, weights, resources, progress);
        return SparseEmbeddings.of(weighted.with(matrix.vocabulary().copy(), Map.of()));
    }
}
