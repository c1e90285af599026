package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/** Every other sentence of a text. Which ones depends on the text alone: both halves together are the whole. */
public final class HalfSource implements TokenSource {
    private final TokenSource whole;
    private final int half;

    /**
     * A half.
     *
     * @param whole the text, to be poured once for each half
     * @param half 0 or 1
     */
    public HalfSource(TokenSource whole, int half) {
        if (half != 0 && half != 1) {
            throw new IllegalArgumentException("half must be 0 or 1: " + half);
        }
        this.whole = whole;
        this.half = half;
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(whole.provenance());
        provenance.put("half", Integer.toString(half + 1));
        return provenance;
    }

    @Override
    public SourceReport pour(TokenCollector collector, int threads, ProgressListener progress) throws IOException {
        return whole.pour(() -> new HalfSink(collector.newSink()), threads, progress);
    }

    private final class HalfSink implements TokenSink {
        private final TokenSink sink;
        private long sentence;

        HalfSink(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void beginChunk(long chunkNumber) {
            sentence = 0;
            sink.beginChunk(chunkNumber);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            if (sentence % 2 == half) {
                sink.token(utf8, offset, length);
            }
        }

        @Override
        public void endSentence() {
            sink.endSentence();
            sentence++;
        }

        @Override
        public void endChunk() throws IOException {
            sink.endChunk();
        }
    }
}
