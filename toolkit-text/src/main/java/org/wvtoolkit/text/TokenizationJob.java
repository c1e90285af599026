package org.wvtoolkit.text;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.reader.BlockExtraction;
import org.wvtoolkit.text.reader.BlockQueue;
import org.wvtoolkit.text.reader.TextReading;

/**
 * Threads of one pass over a text: a reader, the tokenizing workers, and the caller, which waits
 * for them. If a thread fails or the caller is interrupted, the job ends all threads.
 */
final class TokenizationJob {
    /** Time to wait for the reader after a failure, because a blocked read may ignore interruption. */
    private static final long READER_JOIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final TextReading reading;
    private final TextOptions options;
    private final TokenCollector collector;
    private final int workers;
    private final BlockQueue queue;
    private final ProgressListener progress;

    private final List<Thread> threads = new ArrayList<>();
    /** Result of each thread: the exception it threw, or empty. */
    private final BlockingQueue<Optional<Throwable>> outcomes = new LinkedBlockingQueue<>();

    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong splitTokens = new AtomicLong();

    TokenizationJob(
            TextReading reading,
            TextOptions options,
            TokenCollector collector,
            int workers,
            int blockBytes,
            ProgressListener progress) {
        this.reading = reading;
        this.options = options;
        this.collector = collector;
        this.workers = workers;
        this.progress = progress;
        // Each worker holds one block and has the next one ready; the reader fills one and begins another.
        queue = new BlockQueue(blockBytes, 2 * workers + 2);
    }

    /** Task of a thread. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    SourceReport run(String name) throws IOException {
        begin("wv-read", () -> reading.run(queue, workers, progress));
        for (int i = 0; i < workers; i++) {
            begin("wv-tokenize-" + i, this::work);
        }
        Throwable failure = null;
        boolean interrupted = false;
        try {
            for (int ended = 0; ended < threads.size() && failure == null; ended++) {
                failure = outcomes.take().orElse(null);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted || failure != null) {
            interrupted |= stop();
        } else {
            interrupted = join();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw propagate(failure);
        }
        if (interrupted) {
            throw new InterruptedIOException(name + ": reading was interrupted");
        }
        return report();
    }

    private SourceReport report() {
        SourceReport report = new SourceReport(
                reading.bytes(), malformed.get() + reading.malformed(), splitTokens.get(), reading.sha256());
        reading.notes().forEach(progress::note);
        return report;
    }

    private void begin(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    Throwable thrown = null;
                    try {
                        task.run();
                    } catch (Throwable t) {
                        thrown = t;
                    } finally {
                        outcomes.add(Optional.ofNullable(thrown));
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Tokenizes blocks until the queue is empty. */
    private void work() throws IOException, InterruptedException {
        TokenSink sink = collector.newSink();
        BlockExtraction extraction = new BlockExtraction();
        try (TextTokenizer tokenizer = options.newTokenizer()) {
            for (TextBlock block = queue.take(); block != null; block = queue.take()) {
                sink.beginChunk(block.number());
                extraction.extract(block);
                if (block.continuesWord()) {
                    tokenizer.continueWord();
                }
                tokenizer.tokenize(block.bytes(), block.length(), block.continuesToken(), sink);
                if (block.endsDocument()) {
                    sink.endSentence();
                }
                sink.endChunk();
                queue.release(block);
            }
            splitTokens.addAndGet(tokenizer.splitTokens());
        }
        malformed.addAndGet(extraction.malformed());
    }

    /** Waits for all threads, which have completed. Returns whether this thread was interrupted in the meantime. */
    private boolean join() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= join(thread, Long.MAX_VALUE);
        }
        return interrupted;
    }

    /**
     * Interrupts and joins all threads. Workers are joined without a time limit, because the caller
     * closes the targets of their sinks next. The reader is joined for a limited time, because it
     * may be blocked in a read.
     */
    private boolean stop() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads.subList(1, threads.size())) {
            interrupted |= join(thread, Long.MAX_VALUE);
        }
        interrupted |= join(threads.getFirst(), READER_JOIN_NANOS);
        return interrupted;
    }

    private static boolean join(Thread thread, long nanos) {
        boolean interrupted = false;
        long begin = System.nanoTime();
        while (thread.isAlive()) {
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0) {
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** Returns or throws a failure with its original type. */
    private static IOException propagate(@Nullable Throwable failure) {
        return switch (failure) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException("a thread ended unexpectedly", failure);
        };
    }
}
