package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Counts which words stand near which, and nothing more: a word's vector is its row of counts.
 *
 * @param counting which pairs count, and how much
 */
public record CooccurrenceMethod(CooccurrenceOptions counting) implements TrainingMethod {
    static final String NAME = "cooccurrence";

    static final List<String> OPTIONS = CountingOptions.COUNTING;

    static CooccurrenceMethod of(Hyperparameters given) {
        return new CooccurrenceMethod(CountingOptions.counting(given, CooccurrenceOptions.defaults()));
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
    public SparseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        ContextMatrix counts = CooccurrenceCounter.count(corpus, counting, resources, progress);
        return SparseEmbeddings.of(counts.with(corpus.vocabulary().copy(), Map.of()));
    }
}
