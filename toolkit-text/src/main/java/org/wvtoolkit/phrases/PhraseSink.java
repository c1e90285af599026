package org.wvtoolkit.phrases;

import java.io.IOException;
import java.util.Arrays;
import org.wvtoolkit.corpus.FilteredSink;
import org.wvtoolkit.corpus.TokenSink;

/**
 * Sink that joins the phrases of one pass and forwards the tokens to another sink. Tokens are
 * joined from left to right, as in word2phrase: a token that was joined to its predecessor does not
 * begin another phrase. The end of a chunk ends a phrase, so chunks are independent of each other.
 * Not thread-safe.
 */
final class PhraseSink extends FilteredSink {
    private static final int NONE = -1;

    private final PhraseTable table;
    private final byte[] connector;

    /** Token whose successor has not been read yet. */
    private byte[] pending = new byte[64];

    private int pendingLength = NONE;
    private int pendingNumber;

    PhraseSink(PhraseTable table, byte[] connector, TokenSink sink) {
        super(sink);
        this.table = table;
        this.connector = connector;
    }

    @Override
    public void token(byte[] utf8, int offset, int length) {
        int number = table.number(utf8, offset, length);
        if (pendingLength != NONE && table.joins(pendingNumber, number)) {
            append(connector, 0, connector.length);
            append(utf8, offset, length);
            flush();
        } else {
            flush();
            pendingLength = 0;
            append(utf8, offset, length);
            pendingNumber = number;
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        if (pendingLength + length > pending.length) {
            pending = Arrays.copyOf(pending, 2 * (pendingLength + length));
        }
        System.arraycopy(bytes, offset, pending, pendingLength, length);
        pendingLength += length;
    }

    private void flush() {
        if (pendingLength != NONE) {
            super.token(pending, 0, pendingLength);
            pendingLength = NONE;
        }
    }

    @Override
    public void endSentence() {
        flush();
        super.endSentence();
    }

    @Override
    public void endChunk() throws IOException {
        flush();
        super.endChunk();
    }
}
