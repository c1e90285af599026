package org.wvtoolkit.corpus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token source with every second sentence of another source. The selection depends on the text
 * only; the two halves together contain all sentences.
 *
 * <p>Not part of the public API.
 */
public final class AlternateSentences extends FilteredSource {
    private final int half;

    /**
     * Creates a source of one half.
     *
     * @param whole the text, which is read once for each half
     * @param half 0 or 1
     */
    public AlternateSentences(TokenSource whole, int half) {
        super(whole);
        if (half != 0 && half != 1) {
            throw new IllegalArgumentException("half must be 0 or 1: " + half);
        }
        this.half = half;
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(super.provenance());
        provenance.put("half", Integer.toString(half + 1));
        return provenance;
    }

    @Override
    protected TokenSink filter(TokenSink sink) {
        return new AlternatingSink(sink);
    }

    private final class AlternatingSink extends FilteredSink {
        private long sentence;

        AlternatingSink(TokenSink sink) {
            super(sink);
        }

        @Override
        public void beginChunk(long chunkNumber) {
            sentence = 0;
            super.beginChunk(chunkNumber);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            if (sentence % 2 == half) {
                super.token(utf8, offset, length);
            }
        }

        @Override
        public void endSentence() {
            super.endSentence();
            sentence++;
        }
    }
}
