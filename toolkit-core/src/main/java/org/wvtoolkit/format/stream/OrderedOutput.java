package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.wvtoolkit.container.ReplacedFile;

/**
 * A file that several threads write, a numbered piece at a time, in the order of the numbers. Whoever comes early waits; since pieces are taken
 * in order, the one that all wait for is always in somebody's hands. Safe for concurrent use.
 */
public final class OrderedOutput implements AutoCloseable {
    private final ReplacedFile file;
    private int next;
    private boolean failed;

    private OrderedOutput(ReplacedFile file) {
        this.file = file;
    }

    public static OrderedOutput create(Path target) throws IOException {
        return new OrderedOutput(ReplacedFile.create(target));
    }

    /** Writes a piece once all before it are written. Does nothing after a failure, whose cause is told elsewhere. */
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

    /** Lets everybody go who waits for a piece that will not come. */
    public synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** Renames the file into place. */
    public synchronized void commit() throws IOException {
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
