package org.wvtoolkit.spark;

import java.io.IOException;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.spark.record.ByteWriter;
import org.wvtoolkit.spark.record.RecordFile;
import org.wvtoolkit.spark.record.TokenChunk;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Sink that collects tokens into {@link TokenChunk}s of whole sentences and writes them to a file.
 * Not thread-safe.
 */
final class ChunkSink implements TokenSink, AutoCloseable {
    /** Number of tokens after which a chunk ends with the current sentence. */
    static final int CHUNK_TOKENS = 1 << 19;

    /** Maximum number of bytes of a chunk, which a single long sentence may reach. */
    private static final int MAX_BYTES = 1 << 30;

    /** Keys of the two parts of a chunk in the file. */
    static final int WORDS = 0;

    static final int NUMBERS = 1;

    private final RecordFile file;
    private final ByteWriter numbers = new ByteWriter();
    private final ByteWriter wordBytes = new ByteWriter();
    private WordTable words = new WordTable();
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

    /** Writes the current chunk if it has tokens. */
    void flush() throws IOException {
        if (chunkTokens == 0) {
            return;
        }
        wordBytes.clear();
        byte[] word = new byte[256];
        for (int number = 0; number < words.size(); number++) {
            int length = words.length(number);
            if (length > word.length) {
                word = new byte[2 * length];
            }
            words.copy(number, word, 0);
            wordBytes.number(length);
            wordBytes.bytes(word, 0, length);
            wordBytes.number(words.count(number));
        }
        file.write(WORDS, wordBytes.toArray());
        file.write(NUMBERS, numbers.toArray());
        words.close();
        words = new WordTable();
        numbers.clear();
        chunkTokens = 0;
    }

    @Override
    public void close() {
        words.close();
    }
}
