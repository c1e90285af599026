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
 * Text in files, folders and streams as a source of tokens.
 *
 * <p>Files may be in any of {@link org.wvtoolkit.text.format.TextFormats}, compressed by gzip, bzip2, xz, zstd
 * or lz4 or in archives, which is
 * known by their content. Folders are read with all folders below, by path; hidden files and files that are
 * not text are passed over, the
 * latter with a note. A line is a sentence unless the options say otherwise, and a file's end ends one. Bytes
 * that are not UTF-8 become U+FFFD and are counted; UTF-16 and UTF-32 are read where a byte order mark
 * says so.
 *
 * <p>One thread reads and cuts the text into blocks of about 1 MiB, the workers tokenise; memory does not grow
 * with the text, nor
 * with its lines.
 */
public final class TextCorpus implements TokenSource {
    private static final int BLOCK_BYTES = 1 << 20;

    private final List<TextInput> inputs;
    private final TextOptions options;
    private final int blockBytes;
    private TextObserver observer = TextObserver.NONE;
    private final AtomicBoolean poured = new AtomicBoolean();

    /** For tests, which want blocks smaller than any text. */
    TextCorpus(List<TextInput> inputs, TextOptions options, int blockBytes) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs must not be empty");
        }
        this.inputs = List.copyOf(inputs);
        this.options = options;
        this.blockBytes = blockBytes;
    }

    /**
     * A corpus in files and folders, tokenised by default.
     *
     * @param paths files and folders, read in this order; whether they exist is checked when they are read
     * @return the corpus
     * @throws IllegalArgumentException if there are none
     */
    public static TextCorpus of(Path... paths) {
        return of(Arrays.stream(paths).map(TextInput::path).toList(), TextOptions.defaults());
    }

    /**
     * A corpus in files, folders and streams.
     *
     * @param inputs where the text lies, read in this order
     * @param options how it is tokenised
     * @return the corpus
     * @throws IllegalArgumentException if there are no inputs
     */
    public static TextCorpus of(List<TextInput> inputs, TextOptions options) {
        return new TextCorpus(inputs, options, BLOCK_BYTES);
    }

    /**
     * Text as it stands, decompressed, its prose extracted: each line is one token, without its end, or
     * several where it is longer
     * than a block.
     *
     * @param inputs where the text lies, read in this order
     * @return the corpus
     * @throws IllegalArgumentException if there are no inputs
     */
    public static TextCorpus lines(List<TextInput> inputs) {
        return new TextCorpus(inputs, new TextOptions(new LineAnalyzer(), ReadingOptions.defaults()), BLOCK_BYTES);
    }

    /**
     * Has somebody look at the text of every file while it is read.
     *
     * @param newObserver called on the reading thread
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
     * <p>Reads on a thread of its own beside the workers. An error in any thread ends all of them and is
     * thrown here: an
     * {@link IOException} or an unchecked exception as it is. If the calling thread is interrupted, all end
     * likewise, and an
     * {@link java.io.InterruptedIOException} is thrown with the thread's interrupt status set.
     *
     * @throws IllegalStateException if there is a stream among the inputs and it was read before
     */
    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (poured.getAndSet(true) && inputs.stream().anyMatch(TextInput.OfStream.class::isInstance)) {
            throw new IllegalStateException(name() + " is a stream and was read already");
        }
        TextReading reading = TextReading.of(inputs, options.reading());
        reading.observe(observer);
        progress.stage("reading " + name(), ProgressListener.Unit.BYTES, reading.totalBytes());
        return new TokenizationJob(reading, options, collector, threads, blockBytes, progress).run(name());
    }
}
