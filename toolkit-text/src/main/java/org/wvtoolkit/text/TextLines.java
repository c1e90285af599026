package org.wvtoolkit.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.corpus.Utf8Encoding;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.format.TextBlock;

/**
 * Token source for texts that a program provides as strings, tokenized by an analyzer with several threads.
 *
 * <p>Each text is a sentence. Line feeds and carriage returns within a text also end sentences. The tokens are those
 * that {@link TextCorpus} yields for a plain text file with the same lines. The hash is that of such a file, with a
 * line feed after each text. Memory use is about 1 MiB of text per thread, or one longer text.
 */
public final class TextLines implements TokenSource {
    private static final int BATCH_BYTES = 1 << 20;

    private final String name;
    private final Supplier<Iterator<String>> lines;
    private final boolean once;
    private final TextAnalyzer analyzer;
    private final int batchBytes;
    private final AtomicBoolean wasRead = new AtomicBoolean();

    /** Creates a source with a given batch size. Tests use small batches. */
    TextLines(String name, Supplier<Iterator<String>> lines, boolean once, TextAnalyzer analyzer, int batchBytes) {
        this.name = name;
        this.lines = lines;
        this.once = once;
        this.analyzer = analyzer;
        this.batchBytes = batchBytes;
    }

    /**
     * Creates a source of texts that can be iterated repeatedly.
     *
     * @param name a short name for messages
     * @param lines the texts; iterated by the thread that calls {@link #readTokens}, and not copied
     * @param analyzer tokenizes the texts; models store its name
     * @return the source, which can be read repeatedly
     */
    public static TextLines of(String name, Iterable<String> lines, TextAnalyzer analyzer) {
        return new TextLines(name, lines::iterator, false, analyzer, BATCH_BYTES);
    }

    /**
     * Creates a source of a stream of texts.
     *
     * @param name a short name for messages
     * @param lines the texts; consumed by the thread that calls {@link #readTokens}; the caller closes the stream
     * @param analyzer tokenizes the texts; models store its name
     * @return the source; reading it again throws {@link IllegalStateException}
     */
    public static TextLines of(String name, Stream<String> lines, TextAnalyzer analyzer) {
        return new TextLines(name, () -> lines.sequential().iterator(), true, analyzer, BATCH_BYTES);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> provenance() {
        return analyzer.provenance();
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (wasRead.getAndSet(true) && once) {
            throw new IllegalStateException(
                    name + " is a stream that was already read; encode it to a file to read it repeatedly");
        }
        progress.stage("reading " + name, ProgressListener.Unit.BYTES, -1);
        List<Worker> workers = new ArrayList<>();
        try {
            return read(collector, threads, workers, progress);
        } finally {
            workers.forEach(Worker::close);
        }
    }

    /** Reads a batch per thread, then tokenizes the batches. Task i of a round has batch i and worker i. */
    private SourceReport read(TokenCollector collector, int threads, List<Worker> workers, ProgressListener progress)
            throws IOException {
        MessageDigest digest = sha256();
        Utf8Encoding encoding = new Utf8Encoding();
        Iterator<String> texts = lines.get();
        long bytes = 0;
        long chunk = 0;
        do {
            List<byte[]> batches = new ArrayList<>();
            while (batches.size() < threads && texts.hasNext()) {
                byte[] batch = batch(texts, encoding);
                digest.update(batch);
                bytes += batch.length;
                batches.add(batch);
            }
            while (workers.size() < batches.size()) {
                workers.add(new Worker(collector.newSink(), analyzer.newTokenizer()));
            }
            long first = chunk;
            Workers.run(threads, batches.size(), task -> workers.get(task).tokenize(first + task, batches.get(task)));
            chunk += batches.size();
            progress.advanced(bytes, "");
        } while (texts.hasNext());
        long split = workers.stream()
                .mapToLong(worker -> worker.tokenizer.splitTokens())
                .sum();
        return new SourceReport(
                bytes, encoding.malformed(), split, HexFormat.of().formatHex(digest.digest()));
    }

    private byte[] batch(Iterator<String> texts, Utf8Encoding encoding) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        while (batch.size() < batchBytes && texts.hasNext()) {
            batch.writeBytes(encoding.encode(texts.next()));
            batch.write('\n');
        }
        return batch.toByteArray();
    }

    /** Sink and tokenizer of the tasks with one number. */
    private record Worker(TokenSink sink, TextTokenizer tokenizer) implements AutoCloseable {
        void tokenize(long chunk, byte[] text) throws IOException {
            sink.beginChunk(chunk);
            tokenizer.tokenize(Arrays.copyOf(text, text.length + TextBlock.PADDING), text.length, false, sink);
            sink.endChunk();
        }

        @Override
        public void close() {
            tokenizer.close();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
