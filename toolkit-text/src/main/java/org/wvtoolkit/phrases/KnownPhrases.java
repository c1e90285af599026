package org.wvtoolkit.phrases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.FilteredSink;
import org.wvtoolkit.corpus.TokenList;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Joins words to the phrases of a model's vocabulary, for text that is used with the model. The phrases themselves are
 * not saved with a model; a token of the vocabulary that contains the connector counts as one. From left to right, the
 * longest known phrase that starts at a word is joined; for example {@code in new york city} becomes {@code in
 * new_york_city} if the vocabulary contains {@code new_york_city}.
 *
 * <p>Immutable and thread-safe; its sinks are not.
 */
public final class KnownPhrases {
    /** Upper limit on the words of a phrase, which bounds the look-ahead for unusual vocabularies. */
    private static final int MAX_WORDS = 16;

    private final Vocabulary vocabulary;
    private final byte[] connector;

    /** Largest number of words of a phrase; 1 if there are no phrases. */
    private final int longest;

    /**
     * Open-addressing set of the hashes of all words that start a phrase; 0 marks a free slot. If
     * null, any word may start one.
     */
    private final long @Nullable [] firstWords;

    /** Creates an instance that looks up every sequence of words. */
    private KnownPhrases(byte[] connector, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.connector = connector;
        this.longest = MAX_WORDS;
        this.firstWords = null;
    }

    /** Creates an instance that looks up only sequences whose first word starts a phrase. */
    private KnownPhrases(Vocabulary vocabulary, byte[] connector) {
        this.vocabulary = vocabulary;
        this.connector = connector;
        long[] hashes = new long[1 << 10];
        int size = 0;
        int most = 1;
        for (int id = 0; id < vocabulary.size(); id++) {
            byte[] word = vocabulary.word(id).getBytes(StandardCharsets.UTF_8);
            int words = 1;
            for (int at = 1; at < word.length - connector.length; at++) {
                if (Arrays.equals(word, at, at + connector.length, connector, 0, connector.length)) {
                    words++;
                    if (2 * size >= hashes.length) {
                        hashes = grown(hashes);
                    }
                    size += add(hashes, hash(word, 0, at)) ? 1 : 0;
                }
            }
            most = Math.max(most, words);
        }
        longest = Math.min(MAX_WORDS, most);
        firstWords = hashes;
    }

    /**
     * Creates an instance for long texts. Reads the whole vocabulary once, so that most words need no look-up.
     *
     * @param vocabulary words and phrases; must stay open while this object is used
     * @param connector the text between the words of a phrase, not empty
     * @return the phrases
     */
    public static KnownPhrases of(Vocabulary vocabulary, String connector) {
        return new KnownPhrases(vocabulary, connector.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates an instance for short texts such as queries, without reading the vocabulary.
     *
     * @param vocabulary words and phrases; must stay open while this object is used
     * @param connector the text between the words of a phrase, not empty
     * @return the phrases
     */
    public static KnownPhrases ofQueries(Vocabulary vocabulary, String connector) {
        return new KnownPhrases(connector.getBytes(StandardCharsets.UTF_8), vocabulary);
    }

    /**
     * Joins the words of a text.
     *
     * @param words the words in order
     * @return words and phrases in order
     */
    public List<String> join(List<String> words) {
        List<String> joined = new ArrayList<>();
        Sink sink = new Sink(new TokenList(joined));
        for (String word : words) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            sink.token(utf8, 0, utf8.length);
        }
        sink.flush();
        return List.copyOf(joined);
    }

    /**
     * Creates a sink that joins phrases and passes tokens on.
     *
     * @param sink receives words and phrases
     * @return a sink for one thread; phrases end at the end of a sentence, at the end of a chunk
     *     and at {@link Sink#flush}
     */
    public Sink joining(TokenSink sink) {
        return new Sink(sink);
    }

    private boolean startsPhrase(byte[] bytes, int length) {
        if (firstWords == null) {
            return true;
        }
        long hash = hash(bytes, 0, length);
        int slot = slot(hash, firstWords.length);
        while (firstWords[slot] != 0 && firstWords[slot] != hash) {
            slot = (slot + 1) & (firstWords.length - 1);
        }
        return firstWords[slot] != 0;
    }

    private static long[] grown(long[] hashes) {
        long[] larger = new long[2 * hashes.length];
        for (long hash : hashes) {
            if (hash != 0) {
                add(larger, hash);
            }
        }
        return larger;
    }

    private static boolean add(long[] hashes, long hash) {
        int slot = slot(hash, hashes.length);
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (hashes.length - 1);
        }
        hashes[slot] = hash;
        return true;
    }

    private static int slot(long hash, int slots) {
        return (int) (hash >>> 32) & (slots - 1);
    }

    /**
     * Computes the 64-bit FNV-1a hash, followed by a multiplication that spreads the upper bits;
     * never 0.
     */
    private static long hash(byte[] bytes, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return (hash * 0x9e3779b97f4a7c15L) | 1;
    }

    /** Sink that joins phrases and passes the result to another sink. Not thread-safe. */
    public final class Sink extends FilteredSink {
        /** The pending words, with a connector between any two. */
        private byte[] bytes = new byte[256];

        /** End of each pending word in {@link #bytes}. */
        private final int[] ends = new int[MAX_WORDS];

        private int count;

        private Sink(TokenSink sink) {
            super(sink);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            if (count == 0 && (longest == 1 || !startsPhrase(utf8, offset, length))) {
                super.token(utf8, offset, length);
                return;
            }
            append(utf8, offset, length);
            while (count >= longest) {
                emitFirst();
            }
        }

        private boolean startsPhrase(byte[] utf8, int offset, int length) {
            ensure(length);
            System.arraycopy(utf8, offset, bytes, 0, length);
            return KnownPhrases.this.startsPhrase(bytes, length);
        }

        private void append(byte[] utf8, int offset, int length) {
            int begin = 0;
            if (count > 0) {
                begin = ends[count - 1] + connector.length;
                ensure(begin);
                System.arraycopy(connector, 0, bytes, begin - connector.length, connector.length);
            }
            ensure(begin + length);
            System.arraycopy(utf8, offset, bytes, begin, length);
            ends[count++] = begin + length;
        }

        private void ensure(int length) {
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }

        /** Passes on the longest phrase that starts at the first pending word, or that word. */
        private void emitFirst() {
            int words = 1;
            if (KnownPhrases.this.startsPhrase(bytes, ends[0])) {
                words = count;
                while (words > 1 && vocabulary.id(bytes, ends[words - 1]) < 0) {
                    words--;
                }
            }
            super.token(bytes, 0, ends[words - 1]);
            if (words < count) {
                int shift = ends[words - 1] + connector.length;
                System.arraycopy(bytes, shift, bytes, 0, ends[count - 1] - shift);
                for (int i = words; i < count; i++) {
                    ends[i - words] = ends[i] - shift;
                }
            }
            count -= words;
        }

        /** Passes on all pending words. */
        public void flush() {
            while (count > 0) {
                emitFirst();
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
}
