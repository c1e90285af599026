package org.wvtoolkit.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.vocabulary.WordTable;

/** Sink of one worker that collects statistics and can forward the tokens to another sink. */
final class InspectingSink implements TokenSink, AutoCloseable {
    private static final int SAMPLED_LINES = 1 << 17;

    /** Number of lines per chunk whose language is identified. */
    private static final int LANGUAGE_LINES = 256;

    private final WordTable words = new WordTable();
    /** Index in {@link #chunks} of the chunk in which each word first occurs. */
    private int[] firstChunk = new int[1 << 12];

    private final List<Chunk> chunks = new ArrayList<>();
    private final HashSample lines = new HashSample(SAMPLED_LINES);
    private final HashSample documents = new HashSample(SAMPLED_LINES);
    private final LanguageTally languages;
    private int languageLines;
    private final @Nullable TokenSink next;
    private final long forwardedChunks;
    private final long tableBytes;

    private Chunk chunk = new Chunk(0);
    private boolean forwards;
    private long lineHash;
    private boolean lineIsEmpty = true;

    /** Statistics of one chunk. */
    static final class Chunk {
        final long number;
        final LengthTally.Chunk lengths = new LengthTally.Chunk();
        final DocumentHash.Chunk documents = new DocumentHash.Chunk();
        long tokens;
        int newWords;

        Chunk(long number) {
            this.number = number;
        }
    }

    /**
     * Creates a sink.
     *
     * @param lists the stop words of all languages
     * @param next receives the tokens of the first chunks of the text, or null
     * @param forwardedChunks the number of chunks to forward
     * @param tableBytes maximum memory of the distinct words
     */
    InspectingSink(LanguageTally.Lists lists, @Nullable TokenSink next, long forwardedChunks, long tableBytes) {
        this.tableBytes = tableBytes;
        languages = new LanguageTally(lists);
        this.next = next;
        this.forwardedChunks = forwardedChunks;
    }

    @Override
    public void beginChunk(long number) {
        chunk = new Chunk(number);
        chunks.add(chunk);
        languageLines = 0;
        forwards = next != null && number < forwardedChunks;
        if (next != null && forwards) {
            next.beginChunk(number);
        }
    }

    @Override
    public void token(byte[] utf8, int offset, int length) {
        int known = words.size();
        int word = words.add(utf8, offset, length);
        if (word == known) {
            if (word == firstChunk.length) {
                firstChunk = Arrays.copyOf(firstChunk, 2 * word);
            }
            firstChunk[word] = chunks.size() - 1;
        }
        chunk.tokens++;
        chunk.lengths.token();
        lineHash = Hashes.next(lineHash, WordTable.hash(utf8, offset, length));
        lineIsEmpty = false;
        if (languageLines < LANGUAGE_LINES) {
            languages.token(utf8, offset, length);
        }
        if (next != null && forwards) {
            next.token(utf8, offset, length);
        }
    }

    @Override
    public void endSentence() {
        chunk.lengths.lineEnd();
        if (!lineIsEmpty) {
            lines.add(lineHash);
            endLanguageLine();
        }
        chunk.documents.line(lineHash, lineIsEmpty, documents);
        lineHash = 0;
        lineIsEmpty = true;
        if (next != null && forwards) {
            next.endSentence();
        }
    }

    @Override
    public void endChunk() throws IOException {
        if (words.memoryBytes() > tableBytes) {
            throw new IOException(
                    "the distinct words of the text, " + words.size() + " in one thread so far, exceed the"
                            + " memory budget; increase the memory, or inspect a sample of the text");
        }
        if (!lineIsEmpty) {
            // Only a line longer than a block is divided. Its parts count as separate lines.
            lines.add(lineHash);
            endLanguageLine();
            chunk.documents.line(lineHash, false, documents);
        }
        lineHash = 0;
        lineIsEmpty = true;
        if (next != null && forwards) {
            next.endChunk();
        }
    }

    private void endLanguageLine() {
        if (languageLines++ < LANGUAGE_LINES) {
            languages.lineEnd();
        }
    }

    LanguageTally languages() {
        return languages;
    }

    WordTable words() {
        return words;
    }

    /** Returns the number of the chunk in which a word of this sink first occurs. */
    long firstChunkOf(int word) {
        return chunks.get(firstChunk[word]).number;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    HashSample lines() {
        return lines;
    }

    HashSample documents() {
        return documents;
    }

    @Override
    public void close() {
        words.close();
    }
}
