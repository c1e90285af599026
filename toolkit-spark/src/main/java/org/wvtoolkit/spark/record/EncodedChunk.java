package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Consecutive whole sentences of the encoded corpus.
 *
 * @param numbers for each token its word id + 1, for the end of a sentence 0; the last number is
 *     the end of a sentence
 * @param tokens number of word ids
 * @param sentences number of sentences, none empty
 * @param firstPosition position of the first token in the corpus; 0 if it is not known yet
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record EncodedChunk(byte[] numbers, int tokens, int sentences, long firstPosition) implements Serializable {

    public EncodedChunk at(long position) {
        return new EncodedChunk(numbers, tokens, sentences, position);
    }

    /**
     * Replaces the words of the chunks of a partition by their ids, in a task. Words without an id
     * and empty sentences are dropped.
     */
    public static Iterator<EncodedChunk> encode(Iterator<TokenChunk> chunks, Vocabulary vocabulary) {
        // A hash table, since each chunk looks up all of its words.
        WordTable ids = new WordTable();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> ids.close());
        byte[] word = new byte[256];
        for (int id = 0; id < vocabulary.size(); id++) {
            int length = vocabulary.length(id);
            if (length > word.length) {
                word = new byte[2 * length];
            }
            vocabulary.copy(id, word, 0);
            ids.add(word, 0, length);
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public EncodedChunk next() {
                return of(chunks.next(), ids);
            }
        };
    }

    /** Encodes a chunk; the numbers of the words in the table are their ids. */
    private static EncodedChunk of(TokenChunk chunk, WordTable table) {
        int[] ids = ids(chunk.words(), table);
        ByteReader reader = new ByteReader(chunk.numbers());
        ByteWriter writer = new ByteWriter();
        int tokens = 0;
        int sentences = 0;
        boolean open = false;
        while (reader.hasMore()) {
            int number = (int) reader.number();
            if (number > 0) {
                int id = ids[number - 1];
                if (id >= 0) {
                    writer.number(id + 1L);
                    tokens++;
                    open = true;
                }
            } else if (open) {
                writer.number(0);
                sentences++;
                open = false;
            }
        }
        return new EncodedChunk(writer.toArray(), tokens, sentences, 0);
    }

    private static int[] ids(byte[] words, WordTable table) {
        ByteReader reader = new ByteReader(words);
        int[] ids = new int[1024];
        int count = 0;
        while (reader.hasMore()) {
            int length = (int) reader.number();
            int from = reader.skip(length);
            reader.number();
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = table.find(words, from, length);
        }
        return ids;
    }

    /** Part of a chunk and the slice that contains it. */
    public record Sliced(int slice, EncodedChunk chunk) {}

    /**
     * Divides the chunk into slices at sentence boundaries: a sentence belongs to the slice that
     * contains its first token.
     */
    public List<Sliced> divide(long corpusTokens, int slices) {
        List<Sliced> pieces = new ArrayList<>();
        ByteReader reader = new ByteReader(numbers);
        int from = 0;
        int pieceTokens = 0;
        int pieceSentences = 0;
        long position = firstPosition;
        int slice = slice(position, corpusTokens, slices);
        int sentenceTokens = 0;
        while (reader.hasMore()) {
            if (reader.number() > 0) {
                sentenceTokens++;
                continue;
            }
            pieceTokens += sentenceTokens;
            pieceSentences++;
            sentenceTokens = 0;
            long next = position + pieceTokens;
            int nextSlice = reader.hasMore() ? slice(next, corpusTokens, slices) : -1;
            if (nextSlice != slice) {
                byte[] part = Arrays.copyOfRange(numbers, from, reader.position());
                pieces.add(new Sliced(slice, new EncodedChunk(part, pieceTokens, pieceSentences, position)));
                from = reader.position();
                position = next;
                pieceTokens = 0;
                pieceSentences = 0;
                slice = nextSlice;
            }
        }
        return pieces;
    }

    private static int slice(long position, long corpusTokens, int slices) {
        return (int) ((double) position / corpusTokens * slices);
    }

    /** Combines consecutive chunks into a corpus, in memory of the arena. */
    public static EncodedCorpus corpus(List<EncodedChunk> chunks, Vocabulary vocabulary, Arena arena) {
        long tokens = 0;
        long sentences = 0;
        for (EncodedChunk chunk : chunks) {
            tokens += chunk.tokens();
            sentences += chunk.sentences();
        }
        MemorySegment ids = arena.allocate(4 * tokens, 64);
        MemorySegment offsets = arena.allocate(8 * (sentences + 1), 64);
        long token = 0;
        long sentence = 0;
        for (EncodedChunk chunk : chunks) {
            ByteReader reader = new ByteReader(chunk.numbers());
            while (reader.hasMore()) {
                int number = (int) reader.number();
                if (number > 0) {
                    ids.setAtIndex(ValueLayout.JAVA_INT, token++, number - 1);
                } else {
                    offsets.setAtIndex(ValueLayout.JAVA_LONG, ++sentence, token);
                }
            }
        }
        long first = chunks.isEmpty() ? 0 : chunks.getFirst().firstPosition();
        return EncodedCorpus.shard(vocabulary, ids, offsets, first, Map.of());
    }
}
