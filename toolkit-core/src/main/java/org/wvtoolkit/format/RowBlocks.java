package org.wvtoolkit.format;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;

/**
 * The rows of a source in blocks, read by several threads. A failure is the same one every time, however the threads run: that of
 * the first block that fails.
 */
final class RowBlocks {
    /** Values of a block: with their text, well within what each thread's share of the cache holds. */
    private static final int VALUES = 1 << 15;

    private final VectorSource source;
    private final int rowsAtATime;
    private final int blocks;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean failed;
    private int failedBlock = Integer.MAX_VALUE;
    private @Nullable IOException failure;

    /** Takes rows; called by several threads at once. */
    interface Receiver {
        /**
         * Takes rows.
         *
         * @param block the number of the block, from 0 and without gaps
         * @param first the first row
         * @param count how many
         * @param values {@code count × dimension} of them; used again after the call
         */
        void accept(int block, int first, int count, float[] values) throws IOException;

        /** There will be no more: something has failed, here or in another thread's hands. */
        default void abandon() {}
    }

    /** Makes what one thread uses for itself. */
    interface ReceiverPerThread {
        Receiver create();
    }

    private RowBlocks(VectorSource source) {
        this.source = source;
        this.rowsAtATime = Math.max(1, VALUES / source.dimension());
        this.blocks = (int) (((long) source.vocabulary().size() + rowsAtATime - 1) / rowsAtATime);
    }

    /**
     * Reads all rows.
     *
     * @param source where they are
     * @param threads how many threads, at least 1
     * @param progress told of rows
     * @param receivers makes each thread's receiver
     */
    static void read(VectorSource source, int threads, ProgressListener progress, ReceiverPerThread receivers)
            throws IOException {
        new RowBlocks(source).run(threads, progress, receivers);
    }

    private void run(int threads, ProgressListener progress, ReceiverPerThread receivers) throws IOException {
        int workers = Math.max(1, Math.min(threads, blocks));
        Workers.run(workers, workers, worker -> work(progress, receivers.create()));
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void work(ProgressListener progress, Receiver receiver) throws IOException {
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

    /** Blocks are taken in order, so those before this one are done or being done: the least of all is found. */
    private synchronized void fail(int block, IOException thrown) {
        failed = true;
        if (block < failedBlock) {
            failedBlock = block;
            failure = thrown;
        }
    }
}
