package org.wvtoolkit.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.lines.ByteConsumer;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.model.ModelTokenizer;

/**
 * Turns each line of a text into the average of its words' vectors, as training left them, in the order of the lines: the sum of
 * weight times vector over the words that the model knows, by their number (Arora, Liang and Ma 2017, without the removal of the
 * first principal component). A line without such a word, an empty one for instance, becomes zeros. A line is cut into words as the
 * model's corpus was; where the model names no analyzer, at white space, and words that it does not know are tried in lower case.
 *
 * <p>To be poured into by {@link org.wvtoolkit.text.TextCorpus#lines}, whose tokens are lines, from any number of threads: bytes do
 * not depend on how many, since sums are carried over blocks that depend on the text alone. {@link #finish} ends a file; then the next
 * can be poured. Memory holds a block of text and a few MiB of rows a worker. The consumer is called by one thread at a time.
 */
public final class DocumentVectors implements TokenCollector {
    /** Rows are longer than lines: a worker that has so many bytes of them waits for its turn in the middle of a block. */
    private static final int MOST_BYTES = 1 << 22;

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
    /** The line that the chunks so far left open. */
    private final double[] openSum;

    private long openKnown;
    private boolean openText;
    /** Whether an empty line is held back: at a file's end it is none. */
    private boolean emptyHeld;

    private long lines;
    private long unknownLines;
    private final float[] row;
    private final ByteArrayOutputStream one = new ByteArrayOutputStream();

    /**
     * A collector.
     *
     * @param embeddings stay open while it is used
     * @param weighting what words count for
     * @param encoding how rows are written
     * @param consumer takes them
     * @throws IOException if the model is sparse, has no counts where they are needed, or names an analyzer that is not known
     */
    public DocumentVectors(Embeddings embeddings, WordWeighting weighting, RowEncoding encoding, ByteConsumer consumer)
            throws IOException {
        if (embeddings instanceof SparseEmbeddings) {
            throw new IOException("the model is sparse, and a vector would be as long as its vocabulary ("
                    + embeddings.dimension() + "); take a dense one, such as one trained by method svd");
        }
        this.embeddings = embeddings;
        this.weighting = weighting;
        this.encoding = encoding;
        this.consumer = consumer;
        total = embeddings.vocabulary().totalCount();
        if (weighting.needsCounts() && total <= 0) {
            throw new IOException(
                    "the model does not say how often its words came, which SIF needs; use the weighting mean");
        }
        ModelTokenizer tokenizer = ModelTokenizer.of(embeddings);
        analyzer = tokenizer.analyzer();
        triesLowerCase = tokenizer.triesLowerCase();
        row = new float[embeddings.dimension()];
        openSum = new double[row.length];
    }

    @Override
    public TokenSink newSink() {
        return new Sink();
    }

    /**
     * Ends a file, and its last line if the text does not. To be called once all of it has been poured.
     *
     * @throws IOException if the consumer throws it
     */
    public void finish() throws IOException {
        emptyHeld = false;
        if (openText) {
            writeOpen();
        }
        nextChunk = 0;
    }

    /**
     * How many rows were written.
     *
     * @return at least 0
     */
    public long lineCount() {
        return lines;
    }

    /**
     * How many of them are zeros for want of a word that the model knows.
     *
     * @return at least 0
     */
    public long unknownLineCount() {
        return unknownLines;
    }

    private void average(double[] sum, long known) {
        for (int i = 0; i < row.length; i++) {
            row[i] = known == 0 ? 0 : (float) (sum[i] / known);
        }
    }

    private void writeHeld() throws IOException {
        if (emptyHeld) {
            emptyHeld = false;
            writeRow(openSum, 0);
        }
    }

    private void writeRow(double[] sum, long known) throws IOException {
        average(sum, known);
        one.reset();
        encoding.append(row, one);
        consumer.accept(one.toByteArray(), 0, one.size());
        lines++;
        unknownLines += known == 0 ? 1 : 0;
    }

    private void writeOpen() throws IOException {
        writeRow(openSum, openKnown);
        Arrays.fill(openSum, 0);
        openKnown = 0;
        openText = false;
    }

    private void addToOpen(double[] sum, long known, boolean text) {
        for (int i = 0; i < sum.length; i++) {
            openSum[i] += sum[i];
        }
        openKnown += known;
        openText |= text;
    }

    private void write(Sink sink, boolean endsChunk) throws IOException {
        lock.lock();
        try {
            while (sink.number != nextChunk) {
                turn.await();
            }
            if (sink.headWaits) {
                sink.headWaits = false;
                writeHeld();
                addToOpen(sink.headSum, sink.headKnown, sink.headText);
                if (openText) {
                    writeOpen();
                } else {
                    emptyHeld = true;
                }
            }
            if (sink.rows.size() > 0) {
                writeHeld();
                consumer.accept(sink.rows.toByteArray(), 0, sink.rows.size());
                lines += sink.lines;
                unknownLines += sink.unknownLines;
            }
            if (sink.emptyWaits) {
                writeHeld();
                emptyHeld = true;
            }
            sink.clearRows();
            if (endsChunk) {
                if (sink.text) {
                    writeHeld();
                }
                addToOpen(sink.words.sum, sink.words.known, sink.text);
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

    /** One worker's chunk. Its first line may have begun in the chunk before, and is left to {@link #write}. */
    private final class Sink implements TokenSink {
        private final TextTokenizer tokenizer = analyzer.newTokenizer();
        private final WordAverage words = new WordAverage(embeddings, weighting, total, triesLowerCase);
        private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
        private final float[] mean = new float[embeddings.dimension()];
        private final double[] headSum = new double[embeddings.dimension()];
        private byte[] line = new byte[1 << 12];
        private long number;
        private boolean headIsPast;
        private boolean headWaits;
        private boolean headText;
        private long headKnown;
        private boolean text;
        private boolean emptyWaits;
        private long lines;
        private long unknownLines;

        @Override
        public void beginChunk(long chunkNumber) {
            number = chunkNumber;
            headIsPast = false;
            headWaits = false;
            text = false;
            words.clear();
            clearRows();
        }

        private void clearRows() {
            rows.reset();
            emptyWaits = false;
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
            if (!headIsPast) {
                headIsPast = true;
                headWaits = true;
                System.arraycopy(words.sum, 0, headSum, 0, headSum.length);
                headKnown = words.known;
                headText = text;
            } else {
                if (emptyWaits) {
                    append(0);
                }
                emptyWaits = !text;
                if (text) {
                    append(words.known);
                }
            }
            text = false;
            words.clear();
            if (rows.size() > MOST_BYTES) {
                try {
                    write(this, false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void append(long known) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] = known == 0 ? 0 : (float) (words.sum[i] / known);
            }
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
