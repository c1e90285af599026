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
import org.wvtoolkit.container.HugePages;
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
        // A hash table, since each partition looks up all of its words.
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
        return new Encoder(chunks, ids);
    }

    /** Iterator that encodes the chunks of a partition. */
    private static final class Encoder implements Iterator<EncodedChunk> {
        private final Iterator<TokenChunk> chunks;
        private final WordTable ids;

        /** For each word of the partition, its packed id + 1, or 0 if it has no id. */
        private long[] packedIds = new long[1024];

        private int words;

        Encoder(Iterator<TokenChunk> chunks, WordTable ids) {
            this.chunks = chunks;
            this.ids = ids;
        }

        @Override
        public boolean hasNext() {
            return chunks.hasNext();
        }

        @Override
        public EncodedChunk next() {
            TokenChunk chunk = chunks.next();
            ByteReader reader = new ByteReader(chunk.words());
            while (reader.hasMore()) {
                int length = (int) reader.number();
                int from = reader.skip(length);
                reader.number();
                if (words == packedIds.length) {
                    packedIds = Arrays.copyOf(packedIds, 2 * words);
                }
                int id = ids.find(reader.bytes(), from, length);
                packedIds[words++] = id < 0 ? 0 : ByteWriter.pack(id + 1L);
            }
            return of(chunk.numbers(), packedIds);
        }
    }

    /** Replaces numbers of words by ids, and drops words without an id. */
    private static EncodedChunk of(byte[] numbers, long[] packedIds) {
        ByteReader reader = new ByteReader(numbers);
        ByteWriter writer = new ByteWriter();
        int tokens = 0;
        int sentences = 0;
        int sentenceBegin = 0;
        while (reader.hasMore()) {
            int number = (int) reader.number();
            if (number > 0) {
                // Without branches, because it is hard to predict which words are dropped.
                long id = packedIds[number - 1];
                writer.packed(id);
                tokens += id == 0 ? 0 : 1;
            } else if (tokens > sentenceBegin) {
                writer.number(0);
                sentences++;
                sentenceBegin = tokens;
            }
        }
        return new EncodedChunk(writer.toArray(), tokens, sentences, 0);
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
        MemorySegment ids = HugePages.allocate(arena, 4 * tokens);
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
