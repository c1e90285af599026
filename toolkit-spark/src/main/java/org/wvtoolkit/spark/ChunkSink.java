package org.wvtoolkit.spark;

import java.io.IOException;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.spark.record.ByteWriter;
import org.wvtoolkit.spark.record.RecordFile;
import org.wvtoolkit.spark.record.TokenChunk;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Sink that numbers the words of a partition by their first occurrence and writes the tokens to a
 * file, in parts of whole sentences as {@link TokenChunk#numbers} has them. Not thread-safe.
 */
final class ChunkSink implements TokenSink, AutoCloseable {
    /** Number of tokens after which a part ends with the current sentence. */
    static final int CHUNK_TOKENS = 1 << 19;

    /** Maximum number of bytes of a part, which a single long sentence may reach. */
    private static final int MAX_BYTES = 1 << 30;

    private final RecordFile file;
    private final ByteWriter numbers = new ByteWriter();
    private final WordTable words = new WordTable();
    private boolean sentenceIsOpen;
    private int chunkTokens;
    private long tokens;

    ChunkSink(RecordFile file) {
        this.file = file;
    }

    @Override
    public void beginChunk(long chunkNumber) {}

    @Override
    public void token(byte[] utf8, int offset, int length) {
        numbers.number(words.add(utf8, offset, length) + 1L);
        sentenceIsOpen = true;
        chunkTokens++;
        tokens++;
    }

    @Override
    public void endSentence() {
        if (sentenceIsOpen) {
            numbers.number(0);
            sentenceIsOpen = false;
        }
    }

    @Override
    public void endChunk() throws IOException {
        if (chunkTokens >= CHUNK_TOKENS && !sentenceIsOpen) {
            flush();
        } else if (numbers.length() > MAX_BYTES) {
            throw new IOException("a sentence has more than " + chunkTokens
                    + " tokens; split its line, or choose another sentence unit");
        }
    }

    /** Ends the split and its last sentence. */
    void endSplit() throws IOException {
        endSentence();
        endChunk();
    }

    /** Returns the number of tokens so far. */
    long tokens() {
        return tokens;
    }

    /** Returns the words of the partition with their counts. */
    WordTable words() {
        return words;
    }

    /** Writes the current part if it has tokens. */
    void flush() throws IOException {
        if (chunkTokens == 0) {
            return;
        }
        file.write(0, numbers.toArray());
        numbers.clear();
        chunkTokens = 0;
    }

    @Override
    public void close() {
        words.close();
    }
}
