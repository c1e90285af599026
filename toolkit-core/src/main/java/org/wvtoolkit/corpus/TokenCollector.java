package org.wvtoolkit.corpus;

/** Factory of token sinks, one for each worker thread. Thread-safe. */
public interface TokenCollector {
    /**
     * Returns a new sink for one worker thread.
     *
     * @return the sink
     */
    TokenSink newSink();
}
