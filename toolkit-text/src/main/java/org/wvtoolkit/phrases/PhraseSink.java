package org.wvtoolkit.phrases;

import java.io.IOException;
import java.util.Arrays;
import org.wvtoolkit.corpus.TokenSink;

/**
 * Joins the phrases of one pass on their way to another sink, from left to right, as word2phrase does: a token that was joined to the one
 * before begins no phrase itself. A chunk's end ends a phrase, so that no chunk need wait for another. Confined to a thread.
 */
final class PhraseSink implements TokenSink {
    private static final int NONE = -1;

    private final PhraseTable table;
    private final byte[] connector;
    private final TokenSink sink;

    /** The token that waits for its successor. */
    private byte[] waiting = new byte[64];

    private int waitingLength = NONE;
    private int waitingNumber;

    PhraseSink(PhraseTable table, byte[] connector, TokenSink sink) {
        this.table = table;
        this.connector = connector;
        this.sink = sink;
    }

    @Override
    public void beginChunk(long chunkNumber) {
        sink.beginChunk(chunkNumber);
    }

    @Override
    public void token(byte[] utf8, int offset, int length) {
        int number = table.number(utf8, offset, length);
        if (waitingLength != NONE && table.joins(waitingNumber, number)) {
            append(connector, 0, connector.length);
            append(utf8, offset, length);
            flush();
        } else {
            flush();
            waitingLength = 0;
            append(utf8, offset, length);
            waitingNumber = number;
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        if (waitingLength + length > waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * (waitingLength + length));
        }
        System.arraycopy(bytes, offset, waiting, waitingLength, length);
        waitingLength += length;
    }

    private void flush() {
        if (waitingLength != NONE) {
            sink.token(waiting, 0, waitingLength);
            waitingLength = NONE;
        }
    }

    @Override
    public void endSentence() {
        flush();
        sink.endSentence();
    }

    @Override
    public void endChunk() throws IOException {
        flush();
        sink.endChunk();
    }
}
