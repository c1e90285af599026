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
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Random walks over a wordnet as text (Goikoetxea, Soroa and Agirre 2015): a walk begins at a
 * random sense, writes one of its words, ends with probability {@link WalkOptions#restart} or goes
 * on to a random neighbour. Each walk is a sentence.
 *
 * <p>The walks depend on the graph and the options alone, not on the number of threads. Safe for
 * concurrent use.
 */
public final class RandomWalks implements TokenSource {
    /** Words of a chunk: enough work to share, little to hold. */
    private static final long CHUNK = 1 << 16;

    private final SenseGraph graph;
    private final WalkOptions options;
    private final WalkGenerator generator;

    /**
     * Walks over a wordnet.
     *
     * @param graph the wordnet
     * @param options how to walk
     * @throws UnsuitableInputException if the graph has no words
     */
    public RandomWalks(SenseGraph graph, WalkOptions options) {
        this.graph = graph;
        this.options = options;
        this.generator = new WalkGenerator(graph, options);
        if (generator.isSilent()) {
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
     * @return bytes of the tokens with one separator each; the digest is that of everything that determines the walks
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
                CountedSink counted = new CountedSink(sink);
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
     * Writes the walks as text, one a line, words separated by spaces.
     *
     * @param out takes UTF-8; not closed
     * @param threads worker threads, at least 1
     * @throws IOException if it cannot be written
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

    /** Counts what passes. */
    private static final class CountedSink implements TokenSink {
        private final TokenSink sink;
        private long bytes;

        CountedSink(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void beginChunk(long chunkNumber) {
            sink.beginChunk(chunkNumber);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            bytes += length + 1;
            sink.token(utf8, offset, length);
        }

        @Override
        public void endSentence() {
            sink.endSentence();
        }

        @Override
        public void endChunk() throws IOException {
            sink.endChunk();
        }
    }

    /** Writes tokens as lines of text. */
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
