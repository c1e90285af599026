package org.wvtoolkit.corpus;

/** Hands out sinks, one for each worker thread. Safe for concurrent use. */
public interface TokenCollector {
    /**
     * A new sink for one worker thread.
     *
     * @return the sink
     */
    TokenSink newSink();
}
