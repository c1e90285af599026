package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Token source with every second sentence of another source. The selection depends on the text
 * only; the two halves together contain all sentences.
 *
 * <p>Not part of the public API.
 */
public final class AlternateSentences implements TokenSource {
    private final TokenSource whole;
    private final int half;

    /**
     * Creates a source of one half.
     *
     * @param whole the text, which is read once for each half
     * @param half 0 or 1
     */
    public AlternateSentences(TokenSource whole, int half) {
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
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        return whole.readTokens(() -> new AlternatingSink(collector.newSink()), threads, progress);
    }

    private final class AlternatingSink implements TokenSink {
        private final TokenSink sink;
        private long sentence;

        AlternatingSink(TokenSink sink) {
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
