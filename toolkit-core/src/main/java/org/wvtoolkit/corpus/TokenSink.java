package org.wvtoolkit.corpus;

import java.io.IOException;

/**
 * Receiver of the tokens of one worker thread, chunk by chunk. Not thread-safe.
 *
 * <p>The calls for a chunk are {@code beginChunk (token | endSentence)* endChunk}. A chunk that
 * ends without {@link #endSentence} leaves its last sentence open, and the chunk with the next
 * number continues it. A line of any length can therefore be split between any two tokens. Empty
 * sentences are dropped.
 */
public interface TokenSink {
    /**
     * Begins a chunk.
     *
     * @param chunkNumber position of the chunk in the text, from 0; unique over all sinks
     */
    void beginChunk(long chunkNumber);

    /**
     * Receives the next token. An implementation that retains the bytes copies them.
     *
     * @param utf8 contains the token in UTF-8
     * @param offset index of its first byte
     * @param length number of bytes, at least 1
     */
    void token(byte[] utf8, int offset, int length);

    /** Ends the current sentence, or any other unit that context windows do not cross. */
    void endSentence();

    /**
     * Ends the chunk.
     *
     * @throws IOException if the collected tokens cannot be written
     */
    void endChunk() throws IOException;
}
