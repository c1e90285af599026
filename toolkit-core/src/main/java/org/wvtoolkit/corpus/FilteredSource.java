package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Base class of sources that change or observe the tokens of another source. A subclass provides a sink for each
 * sink of the collector, usually a {@link FilteredSink}, and overrides {@link #provenance} if it changes tokens.
 * It has the same thread contract as the other source.
 */
public abstract class FilteredSource implements TokenSource {
    private final TokenSource source;

    /**
     * Creates a filter.
     *
     * @param source the other source
     */
    protected FilteredSource(TokenSource source) {
        this.source = source;
    }

    /**
     * Returns the source that is filtered.
     *
     * @return the other source
     */
    protected final TokenSource source() {
        return source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Map<String, String> provenance() {
        return source.provenance();
    }

    /**
     * Returns the sink through which the tokens of one worker thread pass. Called by the worker threads.
     *
     * @param sink receives the result
     * @return a new sink
     */
    protected abstract TokenSink filter(TokenSink sink);

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        return source.readTokens(() -> filter(collector.newSink()), threads, progress);
    }
}
