package org.wvtoolkit.walks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.corpus.FilteredSink;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Random walks over a wordnet as a token source (Goikoetxea, Soroa and Agirre 2015). A walk begins
 * at a random sense and emits one of its words. Then it ends with probability {@link
 * WalkOptions#restart} or continues at a random neighbour. Each walk is a sentence.
 *
 * <p>The walks depend on the graph and the options only, not on the number of threads. Thread-safe.
 */
public final class RandomWalks implements TokenSource {
    /** Number of words per chunk: large enough to share work between threads and small in memory. */
    private static final long CHUNK = 1 << 16;

    private final SenseGraph graph;
    private final WalkOptions options;
    private final WalkGenerator generator;

    /**
     * Creates a source.
     *
     * @param graph the wordnet
     * @param options the options
     * @throws UnsuitableInputException if the graph has no words
     */
    public RandomWalks(SenseGraph graph, WalkOptions options) {
        this.graph = graph;
        this.options = options;
        this.generator = new WalkGenerator(graph, options);
        if (generator.isEmpty()) {
            throw new UnsuitableInputException(graph.name() + " has no words to walk over");
        }
    }

    @Override
    public String name() {
        return graph.name() + " walks";
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("walk-wordnet", graph.name());
        provenance.put("walk-tokens", Long.toString(options.tokens()));
        provenance.putAll(options.provenance());
        return provenance;
    }

    WalkGenerator generator() {
        return generator;
    }

    /**
     * Generates the walks.
     *
     * @return the number of bytes, with one separator per token, and a digest of everything that
     *     determines the walks
     */
    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        progress.stage("walking over " + graph.name(), ProgressListener.Unit.TOKENS, options.tokens());
        AtomicLong bytes = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicLong next = new AtomicLong();
        long chunks = (options.tokens() + CHUNK - 1) / CHUNK;
        Workers.run(threads, threads, worker -> {
            TokenSink sink = collector.newSink();
            for (long chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                CountingSink counted = new CountingSink(sink);
                sink.beginChunk(chunk);
                chunk(chunk, counted);
                sink.endChunk();
                bytes.addAndGet(counted.bytes);
                progress.advanced(done.addAndGet(size(chunk)), "");
            }
        });
        return new SourceReport(bytes.get(), 0, 0, digest());
    }

    private long size(long chunk) {
        return Math.min(CHUNK, options.tokens() - chunk * CHUNK);
    }

    private void chunk(long chunk, TokenSink sink) {
        SplittableRandom random = WalkGenerator.random(options.seed(), chunk);
        for (long left = size(chunk); left > 0; ) {
            left -= generator.walk(random, left, sink);
        }
    }

    /**
     * Writes the walks as text, one per line, with words separated by spaces.
     *
     * @param out receives UTF-8; not closed
     * @param threads number of worker threads, at least 1
     * @throws IOException if writing fails
     */
    public void write(OutputStream out, int threads) throws IOException {
        long chunks = (options.tokens() + CHUNK - 1) / CHUNK;
        for (long first = 0; first < chunks; first += threads) {
            long begin = first;
            int count = (int) Math.min(threads, chunks - begin);
            ByteArrayOutputStream[] texts = new ByteArrayOutputStream[count];
            Workers.run(threads, count, number -> {
                LineSink lines = new LineSink();
                chunk(begin + number, lines);
                texts[number] = lines.text;
            });
            for (ByteArrayOutputStream text : texts) {
                text.writeTo(out);
            }
        }
    }

    private String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((provenance() + " " + graph.senses() + " " + graph.edges() + " " + graph.lemmas())
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sink that counts bytes and passes tokens on. */
    private static final class CountingSink extends FilteredSink {
        private long bytes;

        CountingSink(TokenSink sink) {
            super(sink);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            bytes += length + 1;
            super.token(utf8, offset, length);
        }
    }

    /** Sink that writes sentences as lines of text. */
    private static final class LineSink implements TokenSink {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream((int) CHUNK * 10);
        private boolean begun;

        @Override
        public void beginChunk(long chunkNumber) {}

        @Override
        public void token(byte[] utf8, int offset, int length) {
            if (begun) {
                text.write(' ');
            }
            begun = true;
            text.write(utf8, offset, length);
        }

        @Override
        public void endSentence() {
            text.write('\n');
            begun = false;
        }

        @Override
        public void endChunk() {}
    }
}
