package org.wvtoolkit.lines;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.wvtoolkit.corpus.ByteConsumer;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;

/**
 * Collector that writes tokens as lines in text order, for any number of threads.
 *
 * <p>Each worker formats its chunk in memory and, at the end of the chunk, waits until all previous
 * chunks have been written. A source must therefore process chunks in order, as
 * {@link org.wvtoolkit.text.TextCorpus} and {@link org.wvtoolkit.corpus.EncodedSource} do. Memory
 * use is one chunk per worker. The consumer is called by one thread at a time, and each call
 * happens before the next.
 */
public final class OrderedText implements TokenCollector {
    private static final int CHUNK_BYTES = 1 << 20;

    private final LineStyle style;
    private final ByteConsumer consumer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long nextChunk;
    private boolean lineIsOpen;
    private long lines;

    private OrderedText(LineStyle style, ByteConsumer consumer) {
        this.style = style;
        this.consumer = consumer;
    }

    /**
     * Creates a collector that writes space-separated tokens. Lines without tokens are omitted.
     *
     * @param consumer receives the text
     * @return the collector
     */
    public static OrderedText words(ByteConsumer consumer) {
        return new OrderedText(LineStyle.WORDS, consumer);
    }

    /**
     * Creates a collector that writes a JSON array of tokens per line. Lines without tokens are
     * omitted.
     *
     * @param consumer receives the text
     * @return the collector
     */
    public static OrderedText jsonWords(ByteConsumer consumer) {
        return new OrderedText(LineStyle.JSON_WORDS, consumer);
    }

    /**
     * Creates a collector that writes lines unchanged, for a source whose tokens are lines.
     *
     * @param consumer receives the text, including empty lines; every line ends with a line feed
     * @return the collector
     */
    public static OrderedText lines(ByteConsumer consumer) {
        return new OrderedText(LineStyle.VERBATIM, consumer);
    }

    @Override
    public TokenSink newSink() {
        return new Sink();
    }

    /**
     * Ends the last line if the text does not end with a line break. Must be called once, after all
     * tokens have been read.
     *
     * @throws IOException if the consumer throws it
     */
    public void finish() throws IOException {
        if (lineIsOpen) {
            lineIsOpen = false;
            lines++;
            consumer.accept(style.end, 0, style.end.length);
        }
    }

    /**
     * Returns the number of lines written.
     *
     * @return at least 0
     */
    public long lineCount() {
        return lines;
    }

    private void write(Sink sink) throws IOException {
        lock.lock();
        try {
            while (sink.number != nextChunk) {
                turn.await();
            }
            if (sink.endsFirst && (lineIsOpen || style.keepsEmpty)) {
                consumer.accept(style.end, 0, style.end.length);
                lines++;
            }
            if (sink.endsFirst) {
                lineIsOpen = false;
            }
            if (sink.hasToken) {
                byte[] before = lineIsOpen ? style.separator : style.begin;
                consumer.accept(before, 0, before.length);
                lineIsOpen = sink.lineIsOpen;
            }
            consumer.accept(sink.text.bytes(), 0, sink.text.length());
            lines += sink.lines;
            nextChunk++;
            turn.signalAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("writing was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sink of one worker. The text before the first token of a chunk depends on the previous chunk,
     * so {@link #write} adds it.
     */
    private final class Sink implements TokenSink {
        private final ByteBuilder text = new ByteBuilder(CHUNK_BYTES + (CHUNK_BYTES >> 2));
        private long number;
        private boolean endsFirst;
        private boolean hasToken;
        private boolean lineIsOpen;
        private long lines;

        @Override
        public void beginChunk(long chunkNumber) {
            number = chunkNumber;
            text.clear();
            endsFirst = false;
            hasToken = false;
            lineIsOpen = false;
            lines = 0;
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            if (hasToken) {
                text.append(lineIsOpen ? style.separator : style.begin);
            }
            hasToken = true;
            lineIsOpen = true;
            if (style.escaped) {
                JsonEscape.append(utf8, offset, length, text);
            } else {
                text.append(utf8, offset, length);
            }
        }

        @Override
        public void endSentence() {
            if (!hasToken && !endsFirst) {
                endsFirst = true;
            } else if (lineIsOpen || style.keepsEmpty) {
                text.append(style.end);
                lines++;
            }
            lineIsOpen = false;
        }

        @Override
        public void endChunk() throws IOException {
            write(this);
        }
    }
}
