package org.wvtoolkit.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Encoded corpus as a token source. It can be counted, written as text, or encoded again with fewer
 * words, without tokenizing the text again. Unlike other sources it can be read any number of
 * times.
 */
public final class EncodedSource implements TokenSource, AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final int CHUNK_TOKENS = 1 << 18;

    private final String name;
    private final EncodedCorpus corpus;
    private final long tokens;

    private EncodedSource(String name, EncodedCorpus corpus, long tokens) {
        this.name = name;
        this.corpus = corpus;
        this.tokens = tokens;
    }

    /**
     * Opens an encoded corpus.
     *
     * @param path the file
     * @return the source; the caller closes it, which closes the corpus
     * @throws IOException if the file is not an encoded corpus or cannot be read
     */
    public static EncodedSource open(Path path) throws IOException {
        EncodedCorpus corpus = EncodedCorpus.open(path);
        return new EncodedSource(String.valueOf(path.getFileName()), corpus, corpus.tokens());
    }

    /**
     * Creates a source of the first tokens of an open corpus.
     *
     * @param name name for messages
     * @param corpus the corpus, which must stay open; closed by {@link #close}
     * @param tokens maximum number of tokens to read
     * @return the source
     */
    public static EncodedSource beginning(String name, EncodedCorpus corpus, long tokens) {
        return new EncodedSource(name, corpus, Math.min(tokens, corpus.tokens()));
    }

    /**
     * Returns whether a file is an encoded corpus, judged by its content.
     *
     * @param path any path
     * @return false also if the path is not a readable regular file
     * @throws org.wvtoolkit.container.MalformedFileException if the file begins like a container
     *     and is damaged
     */
    public static boolean recognizes(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return false;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(9);
        }
        // A container begins with the length of its header, below 2^32, followed by JSON. Text
        // files do not contain NUL bytes there.
        if (head.length < 9 || head[8] != '{' || head[4] != 0 || head[5] != 0 || head[6] != 0 || head[7] != 0) {
            return false;
        }
        try (TensorFile file = TensorFile.open(path)) {
            return EncodedCorpus.KIND.equals(file.metadata().get("kind"));
        }
    }

    /**
     * Returns the corpus.
     *
     * @return the open corpus
     */
    public EncodedCorpus corpus() {
        return corpus;
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns the entries that determined tokenization when the corpus was encoded. */
    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        corpus.provenance().forEach((key, value) -> {
            if (key.startsWith(EncodedCorpus.TEXT_PREFIX)) {
                provenance.put(key.substring(EncodedCorpus.TEXT_PREFIX.length()), value);
            }
        });
        return provenance;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reports the number of bytes and the hash of the original text, not of the encoded file.
     */
    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        progress.stage("reading " + name, ProgressListener.Unit.TOKENS, tokens);
        int chunks = Math.toIntExact((tokens + CHUNK_TOKENS - 1) / CHUNK_TOKENS);
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        // Chunks are assigned in order: a sink may wait until all preceding chunks are complete.
        Workers.run(threads, Math.min(threads, chunks), worker -> {
            TokenSink sink = collector.newSink();
            Words words = new Words(corpus.vocabulary());
            for (long chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException(name + ": reading was interrupted");
                }
                long begin = chunk * CHUNK_TOKENS;
                readTokens(chunk, begin, (int) Math.min(CHUNK_TOKENS, tokens - begin), words, sink);
                progress.advanced(done.addAndGet(Math.min(CHUNK_TOKENS, tokens - begin)), "");
            }
        });
        Map<String, String> known = corpus.provenance();
        return new SourceReport(
                number(known.get("corpus_bytes")), 0, 0, known.getOrDefault("corpus_sha256", "unknown"));
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    private void readTokens(long chunk, long begin, int count, Words words, TokenSink sink) throws IOException {
        int[] ids = corpus.ids().asSlice(4 * begin, 4L * count).toArray(INT);
        MemorySegment offsets = corpus.sentenceOffsets();
        long sentence = corpus.sentenceAt(begin);
        long end = offsets.getAtIndex(LONG, sentence + 1);
        sink.beginChunk(chunk);
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            sink.token(words.utf8, words.offset(id), words.length(id));
            if (begin + i + 1 == end) {
                sink.endSentence();
                sentence++;
                end = sentence < corpus.sentences() ? offsets.getAtIndex(LONG, sentence + 1) : -1;
            }
        }
        sink.endChunk();
    }

    /**
     * Cache of the words' bytes: frequent words in one array, rare words copied on request. Reading
     * from segments is slow before JIT compilation.
     */
    private static final class Words {
        private static final int FREQUENT_WORDS = 1 << 16;

        private final Vocabulary vocabulary;
        private final int frequent;
        private final int[] offsets;
        private final int rare;
        byte[] utf8;

        Words(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            frequent = Math.min(FREQUENT_WORDS, vocabulary.size());
            offsets = new int[frequent + 1];
            for (int id = 0; id < frequent; id++) {
                offsets[id + 1] = offsets[id] + vocabulary.length(id);
            }
            rare = offsets[frequent];
            utf8 = new byte[rare + 64];
            for (int id = 0; id < frequent; id++) {
                vocabulary.copy(id, utf8, offsets[id]);
            }
        }

        /** Returns the offset of the word in {@link #utf8}, valid until the next call. */
        int offset(int id) {
            if (id < frequent) {
                return offsets[id];
            }
            int length = vocabulary.length(id);
            if (rare + length > utf8.length) {
                utf8 = Arrays.copyOf(utf8, rare + 2 * length);
            }
            vocabulary.copy(id, utf8, rare);
            return rare;
        }

        int length(int id) {
            return id < frequent ? offsets[id + 1] - offsets[id] : vocabulary.length(id);
        }
    }

    @Override
    public void close() {
        corpus.close();
    }
}
