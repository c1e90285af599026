package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.wvtoolkit.container.AtomicFile;

/**
 * Output file that several threads write in numbered blocks, in the order of the numbers.
 * Thread-safe.
 *
 * <p>A thread that arrives early waits for all preceding blocks. Threads must take block numbers in
 * ascending order: the block that all others wait for is then always being processed.
 *
 * <p>Not part of the public API.
 */
public final class OrderedOutput implements AutoCloseable {
    private final AtomicFile file;
    private int next;
    private boolean failed;

    private OrderedOutput(AtomicFile file) {
        this.file = file;
    }

    public static OrderedOutput create(Path target) throws IOException {
        return new OrderedOutput(AtomicFile.create(target));
    }

    /** Writes a block after all preceding blocks. Does nothing after {@link #fail}. */
    public synchronized void write(int number, byte[] bytes) throws IOException {
        try {
            while (number != next && !failed) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (failed) {
            return;
        }
        try {
            file.write(bytes, 0, bytes.length);
        } catch (IOException failure) {
            fail();
            throw failure;
        }
        next++;
        notifyAll();
    }

    /** Releases all waiting threads after a failure in one of them. */
    public synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** Renames the file to its final name. */
    public synchronized void commit() throws IOException {
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
