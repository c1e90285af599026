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
 * An encoded corpus as a source of tokens, so that it can be counted, written out, or encoded again with fewer words, as a text can,
 * without being tokenised again. Can be poured as often as wanted.
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
     * @return the source; the caller closes it, and the corpus with it
     * @throws IOException if it is no encoded corpus or cannot be read
     */
    public static EncodedSource open(Path path) throws IOException {
        EncodedCorpus corpus = EncodedCorpus.open(path);
        return new EncodedSource(String.valueOf(path.getFileName()), corpus, corpus.tokens());
    }

    /**
     * The beginning of a corpus that is open already.
     *
     * @param name what to call it in messages
     * @param corpus the corpus; stays open while this is used, and is closed by {@link #close}
     * @param tokens how many tokens to pour; all, if there are fewer
     * @return the source
     */
    public static EncodedSource beginning(String name, EncodedCorpus corpus, long tokens) {
        return new EncodedSource(name, corpus, Math.min(tokens, corpus.tokens()));
    }

    /**
     * Whether a file is an encoded corpus, by its content.
     *
     * @param path any path
     * @return false also for what is no file, or cannot be read
     * @throws org.wvtoolkit.container.MalformedFileException if the file begins as one and is broken
     */
    public static boolean recognises(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return false;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(9);
        }
        // A container begins with the length of its header, below 2^32, then JSON. No text has NUL bytes there.
        if (head.length < 9 || head[8] != '{' || head[4] != 0 || head[5] != 0 || head[6] != 0 || head[7] != 0) {
            return false;
        }
        try (TensorFile file = TensorFile.open(path)) {
            return EncodedCorpus.KIND.equals(file.metadata().get("kind"));
        }
    }

    /**
     * The corpus itself.
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

    /** What determined the tokens when they were encoded. */
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
     * <p>Reports the bytes and the hash of the text that was encoded, not of the file.
     */
    @Override
    public SourceReport pour(TokenCollector collector, int threads, ProgressListener progress) throws IOException {
        progress.stage("reading " + name, ProgressListener.Unit.TOKENS, tokens);
        int chunks = Math.toIntExact((tokens + CHUNK_TOKENS - 1) / CHUNK_TOKENS);
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        // Chunks are handed out in order: a sink may wait until all before its own are through.
        Workers.run(threads, Math.min(threads, chunks), worker -> {
            TokenSink sink = collector.newSink();
            Words words = new Words(corpus.vocabulary());
            for (long chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException(name + ": reading was interrupted");
                }
                long begin = chunk * CHUNK_TOKENS;
                pour(chunk, begin, (int) Math.min(CHUNK_TOKENS, tokens - begin), words, sink);
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

    private void pour(long chunk, long begin, int count, Words words, TokenSink sink) throws IOException {
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

    /** The bytes of the frequent words in one array, of the others one by one: a cold machine is slow through segments. */
    private static final class Words {
        private static final int MOST_FREQUENT = 1 << 16;

        private final Vocabulary vocabulary;
        private final int frequent;
        private final int[] offsets;
        private final int rare;
        byte[] utf8;

        Words(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            frequent = Math.min(MOST_FREQUENT, vocabulary.size());
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

        /** Where the word begins in {@link #utf8}; good until the next word. */
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
