package org.wvtoolkit.corpus;

import java.io.IOException;

/** Base class of sinks that pass tokens to another sink: all calls are forwarded unchanged. Not thread-safe. */
public abstract class FilteredSink implements TokenSink {
    private final TokenSink sink;

    /**
     * Creates a filter.
     *
     * @param sink receives the result
     */
    protected FilteredSink(TokenSink sink) {
        this.sink = sink;
    }

    @Override
    public void beginChunk(long chunkNumber) {
        sink.beginChunk(chunkNumber);
    }

    @Override
    public void token(byte[] utf8, int offset, int length) {
        sink.token(utf8, offset, length);
    }

    @Override
    public void endSentence() {
        sink.endSentence();
    }

    @Override
    public void endChunk() throws IOException {
        sink.endChunk();
    }
}
