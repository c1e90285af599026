package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Method that counts co-occurring words without weighting: the vector of a word is its row of
 * counts.
 *
 * @param counting the hyperparameters of counting
 */
public record CooccurrenceMethod(CooccurrenceOptions counting) implements TrainingMethod {
    static final String NAME = "cooccurrence";

    static MethodRegistry.Entry<TrainingMethod> entry() {
        return new MethodRegistry.Entry<>(
                NAME,
                "counts of co-occurring words",
                CooccurrenceOptions.options().options(),
                CooccurrenceMethod::of);
    }

    private static CooccurrenceMethod of(OptionValues given) {
        return new CooccurrenceMethod(CooccurrenceOptions.options()
                .apply(given, CooccurrenceOptions.builder())
                .build());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> options() {
        return counting.toMap();
    }

    @Override
    public long memoryBytes(Vocabulary vocabulary, int threads) {
        return MemoryCheck.countingBytes(vocabulary, threads) + MemoryCheck.vocabularyBytes(vocabulary);
    }

    @Override
    public SparseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        ContextMatrix counts = CooccurrenceCounter.count(corpus, counting, resources, progress);
        return SparseEmbeddings.of(counts.with(corpus.vocabulary().copy(), Map.of()));
    }
}
