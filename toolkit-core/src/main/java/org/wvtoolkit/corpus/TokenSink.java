package org.wvtoolkit.corpus;

import java.io.IOException;

/**
 * Takes the tokens of one worker thread, chunk by chunk. Confined to that thread.
 *
 * <p>The calls of a chunk are {@code beginChunk (token | endSentence)* endChunk}. A chunk that ends without
 * {@link #endSentence} leaves its last sentence open: the next chunk by number goes on with it, so that a line of any
 * length can be cut anywhere between two tokens. Empty sentences are dropped.
 */
public interface TokenSink {
    /**
     * A chunk begins.
     *
     * @param chunkNumber its place in the text, from 0; each number comes once over all sinks
     */
    void beginChunk(long chunkNumber);

    /**
     * The next token. The bytes are copied where they are kept.
     *
     * @param utf8 holds the token in UTF-8
     * @param offset where it begins
     * @param length its bytes, at least 1
     */
    void token(byte[] utf8, int offset, int length);

    /** The sentence, or whatever bounds a context window, ends here. */
    void endSentence();

    /**
     * The chunk ends.
     *
     * @throws IOException if what was collected cannot be written
     */
    void endChunk() throws IOException;
}
