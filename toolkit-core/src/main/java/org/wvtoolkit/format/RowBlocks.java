package org.wvtoolkit.format;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;

/**
 * Parallel reader of the rows of a source in blocks. If blocks fail, the exception of the first
 * failing block is thrown, independent of thread timing.
 */
final class RowBlocks {
    /** Number of values in a block. With its text it fits into each thread's share of the cache. */
    private static final int VALUES = 1 << 15;

    private final VectorSource source;
    private final int rowsAtATime;
    private final int blocks;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean failed;
    private int failedBlock = Integer.MAX_VALUE;
    private @Nullable IOException failure;

    /** Consumer of rows. Each thread has its own instance. */
    interface Consumer {
        /**
         * Processes rows.
         *
         * @param block the number of the block, from 0 without gaps
         * @param first the first row
         * @param count the number of rows
         * @param values {@code count × dimension} values; reused after the call
         */
        void accept(int block, int first, int count, float[] values) throws IOException;

        /** Called after a failure in any thread: no more blocks will follow. */
        default void abandon() {}
    }

    /** Factory for the consumer of one thread. */
    interface ConsumerFactory {
        Consumer create();
    }

    private RowBlocks(VectorSource source) {
        this.source = source;
        this.rowsAtATime = Math.max(1, VALUES / source.dimension());
        this.blocks = (int) (((long) source.vocabulary().size() + rowsAtATime - 1) / rowsAtATime);
    }

    /**
     * Reads all rows.
     *
     * @param source the rows
     * @param threads number of threads, at least 1
     * @param progress receives progress in rows
     * @param receivers creates the consumer of each thread
     */
    static void read(VectorSource source, int threads, ProgressListener progress, ConsumerFactory receivers)
            throws IOException {
        new RowBlocks(source).run(threads, progress, receivers);
    }

    private void run(int threads, ProgressListener progress, ConsumerFactory receivers) throws IOException {
        int workers = Math.max(1, Math.min(threads, blocks));
        Workers.run(workers, workers, worker -> work(progress, receivers.create()));
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void work(ProgressListener progress, Consumer receiver) throws IOException {
        int rows = source.vocabulary().size();
        float[] values = new float[Math.min(rowsAtATime, Math.max(1, rows)) * source.dimension()];
        for (int block = next.getAndIncrement(); block < blocks && !failed; block = next.getAndIncrement()) {
            int first = block * rowsAtATime;
            int count = Math.min(rowsAtATime, rows - first);
            try {
                source.read(first, count, values);
                receiver.accept(block, first, count, values);
            } catch (IOException thrown) {
                fail(block, thrown);
                receiver.abandon();
                return;
            } catch (Throwable thrown) {
                failed = true;
                receiver.abandon();
                throw thrown;
            }
            progress.advanced(done.addAndGet(count), "");
        }
    }

    /**
     * Blocks are taken in order, so all blocks before this one are done or in progress, and the
     * lowest failing block is found.
     */
    private synchronized void fail(int block, IOException thrown) {
        failed = true;
        if (block < failedBlock) {
            failedBlock = block;
            failure = thrown;
        }
    }
}
