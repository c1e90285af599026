package org.wvtoolkit.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.vocabulary.WordTable;

/** One worker's side of an inspection; may hand on what it sees. */
final class InspectingSink implements TokenSink, AutoCloseable {
    private static final int SAMPLED_LINES = 1 << 17;

    /** Of each chunk, whose language is looked at. */
    private static final int LANGUAGE_LINES = 256;

    private final WordTable words = new WordTable();
    /** For each word, the index in {@link #chunks} of the chunk that it first stood in. */
    private int[] firstChunk = new int[1 << 12];

    private final List<Chunk> chunks = new ArrayList<>();
    private final HashSample lines = new HashSample(SAMPLED_LINES);
    private final HashSample documents = new HashSample(SAMPLED_LINES);
    private final LanguageTally languages;
    private int languageLines;
    private final @Nullable TokenSink next;
    private final long chunksHandedOn;

    private Chunk chunk = new Chunk(0);
    private boolean handsOn;
    private long lineHash;
    private boolean lineIsEmpty = true;

    /** What is kept of a chunk. */
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
     * A sink.
     *
     * @param lists the stop words of all languages
     * @param next gets the first chunks of the text too, or null
     * @param chunksHandedOn chunks of a number below this are handed on
     */
    InspectingSink(LanguageTally.Lists lists, @Nullable TokenSink next, long chunksHandedOn) {
        languages = new LanguageTally(lists);
        this.next = next;
        this.chunksHandedOn = chunksHandedOn;
    }

    @Override
    public void beginChunk(long number) {
        chunk = new Chunk(number);
        chunks.add(chunk);
        languageLines = 0;
        handsOn = next != null && number < chunksHandedOn;
        if (next != null && handsOn) {
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
        if (next != null && handsOn) {
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
        if (next != null && handsOn) {
            next.endSentence();
        }
    }

    @Override
    public void endChunk() throws IOException {
        if (!lineIsEmpty) {
            // Only a line longer than a block is cut; its pieces count as lines.
            lines.add(lineHash);
            endLanguageLine();
            chunk.documents.line(lineHash, false, documents);
        }
        lineHash = 0;
        lineIsEmpty = true;
        if (next != null && handsOn) {
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

    /** The number of the chunk that a word of this sink first stood in. */
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
