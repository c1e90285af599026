package org.wvtoolkit.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.analysis.LineAnalyzer;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.reader.TextReading;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.TextObserver;

/**
 * Token source for text in files, folders and streams.
 *
 * <p>Files may have any of the {@link org.wvtoolkit.text.format.TextFormats}. They may be
 * compressed with gzip, bzip2, xz, zstd or lz4, or be in archives; both are detected by content.
 * Folders are read recursively in path order. Hidden files are skipped, and so are files that are
 * not text, with a note. Each line is a sentence unless the options specify otherwise, and the end
 * of a file ends a sentence. Malformed UTF-8 is replaced by U+FFFD and counted. UTF-16 and UTF-32
 * are decoded if the file begins with a byte order mark.
 *
 * <p>One thread reads the text and divides it into blocks of about 1 MiB, which worker threads
 * tokenize. Memory use does not depend on the length of the text or of its lines.
 */
public final class TextCorpus implements TokenSource {
    private static final int BLOCK_BYTES = 1 << 20;

    private final List<TextInput> inputs;
    private final TextOptions options;
    private final int blockBytes;
    private TextObserver observer = TextObserver.NONE;
    private final AtomicBoolean wasRead = new AtomicBoolean();

    /** Creates a corpus with a given block size. Tests use small blocks. */
    TextCorpus(List<TextInput> inputs, TextOptions options, int blockBytes) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs must not be empty");
        }
        this.inputs = List.copyOf(inputs);
        this.options = options;
        this.blockBytes = blockBytes;
    }

    /**
     * Creates a corpus of files and folders with default options.
     *
     * @param paths files and folders, read in this order; their existence is checked when they are
     *     read
     * @return the corpus
     * @throws IllegalArgumentException if there are no paths
     */
    public static TextCorpus of(Path... paths) {
        return of(Arrays.stream(paths).map(TextInput::path).toList(), TextOptions.defaults());
    }

    /**
     * Creates a corpus of files, folders and streams.
     *
     * @param inputs the inputs, read in this order
     * @param options tokenization and reading options
     * @return the corpus
     * @throws IllegalArgumentException if there are no inputs
     */
    public static TextCorpus of(List<TextInput> inputs, TextOptions options) {
        return new TextCorpus(inputs, options, BLOCK_BYTES);
    }

    /**
     * Creates a corpus whose tokens are lines of decompressed and extracted text, without line
     * ends. A line longer than a block yields several tokens.
     *
     * @param inputs the inputs, read in this order
     * @return the corpus
     * @throws IllegalArgumentException if there are no inputs
     */
    public static TextCorpus lines(List<TextInput> inputs) {
        return lines(inputs, ReadingOptions.defaults());
    }

    /**
     * Creates a corpus whose tokens are lines, like {@link #lines(List)}, of files that are read with
     * the given options.
     *
     * @param inputs the inputs, read in this order
     * @param options the reading options
     * @return the corpus
     * @throws IllegalArgumentException if there are no inputs
     */
    public static TextCorpus lines(List<TextInput> inputs, ReadingOptions options) {
        return new TextCorpus(inputs, new TextOptions(new LineAnalyzer(), options), BLOCK_BYTES);
    }

    /**
     * Sets the observer of the text of every file.
     *
     * @param newObserver the observer, called on the reading thread
     */
    public void observe(TextObserver newObserver) {
        observer = newObserver;
    }

    @Override
    public String name() {
        String first = inputs.getFirst().name();
        return inputs.size() == 1 ? first : first + " and " + (inputs.size() - 1) + " more";
    }

    @Override
    public Map<String, String> provenance() {
        return options.provenance();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A separate thread reads while the workers tokenize. An error in any thread ends all of
     * them and is thrown by this method: an {@link IOException} or unchecked exception unchanged.
     * If the calling thread is interrupted, all threads end, and an
     * {@link java.io.InterruptedIOException} is thrown with the interrupt status set.
     *
     * @throws IllegalStateException if the inputs include a stream that was read before
     */
    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (wasRead.getAndSet(true) && inputs.stream().anyMatch(TextInput.OfStream.class::isInstance)) {
            throw new IllegalStateException(name() + " is a stream that was already read");
        }
        TextReading reading = TextReading.of(inputs, options.reading());
        reading.observe(observer);
        progress.stage("reading " + name(), ProgressListener.Unit.BYTES, reading.totalBytes());
        return new TokenizationJob(reading, options, collector, threads, blockBytes, progress).run(name());
    }
}
