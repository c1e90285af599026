package org.wvtoolkit.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.wvtoolkit.corpus.ByteConsumer;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.Utf8Encoding;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.model.ModelTokenizer;

/**
 * Computes one vector per line of a text: the weighted mean of the vectors of its words (Arora,
 * Liang and Ma 2017, without the removal of the first principal component).
 *
 * <p>The mean is the sum of weight times vector over the words that have a vector, divided by the
 * number of these words. Vectors are used as trained, without normalization. A line without any
 * such word, for example an empty line, yields zeros. Lines are tokenized with the analyzer of the
 * model. If the model's metadata has no analyzer, lines are split at white space, and words outside
 * the vocabulary are looked up in lower case.
 *
 * <p>This collector receives lines as tokens from {@link org.wvtoolkit.text.TextCorpus#lines}, from
 * any number of threads. Rows are written in line order, and the bytes do not depend on the number
 * of threads, because sums are carried over between blocks whose boundaries depend on the text
 * alone. Call {@link #finish} at the end of each file; the next file may follow. Memory use is one
 * block of text and a few MiB of rows per worker. The consumer is called by one thread at a time.
 *
 * <p>{@link #of(String)} computes the vector of one text, with the same bits as the row of a line with this text. It is
 * thread-safe, unlike the collector.
 */
public final class DocumentVectors implements TokenCollector {
    /** Size in bytes of a worker's row buffer at which it is written in the middle of a block. */
    private static final int MAX_BUFFERED_BYTES = 1 << 22;

    private final Embeddings embeddings;
    private final WordWeighting weighting;
    private final TextAnalyzer analyzer;
    private final boolean triesLowerCase;
    private final double total;
    private final RowEncoding encoding;
    private final ByteConsumer consumer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long nextChunk;
    /** Sum over the line that the chunks written so far leave incomplete. */
    private final double[] openSum;

    private long openKnown;
    private boolean openHasText;
    /** Whether an empty line is pending. It is dropped if it turns out to be the end of the file. */
    private boolean emptyPending;

    private long lines;
    private long unknownLines;
    private final float[] row;
    private final ByteArrayOutputStream rowBytes = new ByteArrayOutputStream();

    /**
     * Creates a collector.
     *
     * @param embeddings a dense or compressed model; must stay open while the collector is in use
     * @param weighting the weight of each word in the mean
     * @param encoding the output encoding of a row
     * @param consumer receives the encoded rows
     * @throws IOException if the model is sparse, has no word counts although the weighting
     *     requires them, or names an unknown analyzer
     */
    public DocumentVectors(Embeddings embeddings, WordWeighting weighting, RowEncoding encoding, ByteConsumer consumer)
            throws IOException {
        if (embeddings instanceof SparseEmbeddings) {
            throw new IOException("the model is sparse, and its vectors have one value per word of the vocabulary ("
                    + embeddings.dimension() + "); use a dense model, for example one trained with the method svd");
        }
        this.embeddings = embeddings;
        this.weighting = weighting;
        this.encoding = encoding;
        this.consumer = consumer;
        total = embeddings.vocabulary().totalCount();
        if (weighting.needsCounts() && total <= 0) {
            throw new IOException(
                    "the model has no word counts, which the weighting sif requires; use the weighting mean");
        }
        ModelTokenizer tokenizer = ModelTokenizer.of(embeddings);
        analyzer = tokenizer.analyzer();
        triesLowerCase = tokenizer.triesLowerCase();
        row = new float[embeddings.dimension()];
        openSum = new double[row.length];
    }

    /**
     * Creates an instance for single texts, see {@link #of(String)}. Rows of lines that it collects are discarded.
     *
     * @param embeddings a dense or compressed model; must stay open while the instance is in use
     * @param weighting the weight of each word in the mean
     * @throws IOException if the model is sparse, has no word counts although the weighting requires them, or names an
     *     analyzer that is not registered
     */
    public DocumentVectors(Embeddings embeddings, WordWeighting weighting) throws IOException {
        this(embeddings, weighting, RowEncoding.FLOATS, (bytes, offset, length) -> {});
    }

    /**
     * Computes the vector of a text. Thread-safe.
     *
     * @param text any text; line breaks separate words
     * @return the weighted mean of the vectors of its words, d values; zeros if no word has a vector
     */
    public float[] of(String text) {
        byte[] utf8 = new Utf8Encoding().encode(text);
        WordAverage words = new WordAverage(embeddings, weighting, total, triesLowerCase);
        try (TextTokenizer tokenizer = analyzer.newTokenizer()) {
            tokenizer.tokenize(Arrays.copyOf(utf8, utf8.length + TextBlock.PADDING), utf8.length, false, words);
        } catch (IOException e) {
            throw new UncheckedIOException("unexpected I/O error on an array", e);
        }
        return words.mean();
    }

    /**
     * Returns the number of values of a vector.
     *
     * @return at least 1
     */
    public int dimension() {
        return embeddings.dimension();
    }

    /** Returns a hash of the weighting, the number of words and the vectors of the most frequent words. */
    String fingerprint() {
        CRC32C crc = new CRC32C();
        int sampled = Math.min(1000, embeddings.vocabulary().size());
        WordAverage words = new WordAverage(embeddings, WordWeighting.MEAN, total, false);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * embeddings.dimension() + Double.BYTES + Integer.BYTES);
        for (int id = 0; id < sampled; id++) {
            words.clear();
            byte[] word = embeddings.vocabulary().word(id).getBytes(StandardCharsets.UTF_8);
            words.token(word, 0, word.length);
            bytes.clear();
            for (double value : words.sum) {
                bytes.putDouble(value);
            }
            crc.update(bytes.flip());
        }
        bytes.clear();
        crc.update(bytes.putDouble(weighting.smoothing())
                .putInt(embeddings.vocabulary().size())
                .flip());
        return String.format("%08x", crc.getValue());
    }

    @Override
    public TokenSink newSink() {
        return new Sink();
    }

    /**
     * Ends a file, and its last line if the text does not end with a line break. Must be called
     * after all of the file has been read.
     *
     * @throws IOException if the consumer throws it
     */
    public void finish() throws IOException {
        emptyPending = false;
        if (openHasText) {
            writeOpenLine();
        }
        nextChunk = 0;
    }

    /**
     * Returns the number of rows written so far.
     *
     * @return at least 0
     */
    public long lineCount() {
        return lines;
    }

    /**
     * Returns the number of rows that are zeros because no word of the line has a vector.
     *
     * @return at least 0
     */
    public long unknownLineCount() {
        return unknownLines;
    }

    private void writePendingEmptyLine() throws IOException {
        if (emptyPending) {
            emptyPending = false;
            writeRow(openSum, 0);
        }
    }

    private void writeRow(double[] sum, long known) throws IOException {
        WordAverage.mean(sum, known, row);
        rowBytes.reset();
        encoding.append(row, rowBytes);
        consumer.accept(rowBytes.toByteArray(), 0, rowBytes.size());
        lines++;
        unknownLines += known == 0 ? 1 : 0;
    }

    private void writeOpenLine() throws IOException {
        writeRow(openSum, openKnown);
        Arrays.fill(openSum, 0);
        openKnown = 0;
        openHasText = false;
    }

    private void addToOpenLine(double[] sum, long known, boolean text) {
        for (int i = 0; i < sum.length; i++) {
            openSum[i] += sum[i];
        }
        openKnown += known;
        openHasText |= text;
    }

    private void write(Sink sink, boolean endsChunk) throws IOException {
        lock.lock();
        try {
            while (sink.number != nextChunk) {
                turn.await();
            }
            if (sink.headPending) {
                sink.headPending = false;
                writePendingEmptyLine();
                addToOpenLine(sink.headSum, sink.headKnown, sink.headHasText);
                if (openHasText) {
                    writeOpenLine();
                } else {
                    emptyPending = true;
                }
            }
            if (sink.rows.size() > 0) {
                writePendingEmptyLine();
                consumer.accept(sink.rows.toByteArray(), 0, sink.rows.size());
                lines += sink.lines;
                unknownLines += sink.unknownLines;
            }
            if (sink.emptyPending) {
                writePendingEmptyLine();
                emptyPending = true;
            }
            sink.clearRows();
            if (endsChunk) {
                if (sink.text) {
                    writePendingEmptyLine();
                }
                addToOpenLine(sink.words.sum, sink.words.known, sink.text);
                nextChunk++;
                turn.signalAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("writing was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sink of one worker, which collects the rows of a chunk. The first line may have begun in the
     * previous chunk and is completed by {@link #write}.
     */
    private final class Sink implements TokenSink {
        private final TextTokenizer tokenizer = analyzer.newTokenizer();
        private final WordAverage words = new WordAverage(embeddings, weighting, total, triesLowerCase);
        private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
        private final float[] mean = new float[embeddings.dimension()];
        private final double[] headSum = new double[embeddings.dimension()];
        private byte[] line = new byte[1 << 12];
        private long number;
        private boolean headEnded;
        private boolean headPending;
        private boolean headHasText;
        private long headKnown;
        private boolean text;
        private boolean emptyPending;
        private long lines;
        private long unknownLines;

        @Override
        public void beginChunk(long chunkNumber) {
            number = chunkNumber;
            headEnded = false;
            headPending = false;
            text = false;
            words.clear();
            clearRows();
        }

        private void clearRows() {
            rows.reset();
            emptyPending = false;
            lines = 0;
            unknownLines = 0;
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            text = true;
            if (line.length < length + TextBlock.PADDING) {
                line = new byte[2 * length + TextBlock.PADDING];
            }
            System.arraycopy(utf8, offset, line, 0, length);
            Arrays.fill(line, length, length + TextBlock.PADDING, (byte) 0);
            try {
                tokenizer.tokenize(line, length, false, words);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void endSentence() {
            if (!headEnded) {
                headEnded = true;
                headPending = true;
                System.arraycopy(words.sum, 0, headSum, 0, headSum.length);
                headKnown = words.known;
                headHasText = text;
            } else {
                if (emptyPending) {
                    append(0);
                }
                emptyPending = !text;
                if (text) {
                    append(words.known);
                }
            }
            text = false;
            words.clear();
            if (rows.size() > MAX_BUFFERED_BYTES) {
                try {
                    write(this, false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void append(long known) {
            WordAverage.mean(words.sum, known, mean);
            encoding.append(mean, rows);
            lines++;
            unknownLines += known == 0 ? 1 : 0;
        }

        @Override
        public void endChunk() throws IOException {
            write(this, true);
        }
    }
}
