package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Text of a training run with checkpoints. The provenance contains a mark, so that the encoded corpus of a killed run
 * is distinguished from corpora that users encoded. Models do not contain the mark.
 *
 * @param source the text
 */
record CheckpointSource(TokenSource source) implements TokenSource {
    /** Name of the mark in the provenance. */
    static final String MARK = "checkpoints";

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> marked = new LinkedHashMap<>(source.provenance());
        marked.put(MARK, "true");
        return marked;
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        return source.readTokens(collector, threads, progress);
    }
}
