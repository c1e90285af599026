package org.wvtoolkit.linalg;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Gathers consecutive cells and hands them to a target in larger parts. Confined to one thread at a time. */
public final class CsrCellWriter implements AutoCloseable {
    private static final int CAPACITY = 1 << 16;

    /** The most bytes that one takes off the heap. */
    public static final long BYTES = 12L * CAPACITY;

    private final CsrTarget target;
    private final boolean doubles;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment indices;
    private final MemorySegment data;
    private long position;
    private int count;

    /**
     * A writer that stands at position 0.
     *
     * @param target takes the cells
     * @param doubles whether it takes values of double precision
     */
    public CsrCellWriter(CsrTarget target, boolean doubles) {
        this.target = target;
        this.doubles = doubles;
        this.indices = arena.allocate(4L * CAPACITY, 64);
        this.data = arena.allocate((doubles ? 8L : 4L) * CAPACITY, 64);
    }

    /**
     * Says where the next cells go.
     *
     * @param newPosition of the next cell
     * @throws IOException if what was gathered before cannot be written
     */
    public void seek(long newPosition) throws IOException {
        flush();
        position = newPosition;
    }

    /**
     * Adds a cell behind the last one.
     *
     * @param column its column
     * @param value its value, rounded to the target's precision
     * @throws IOException if what was gathered cannot be written
     */
    public void add(int column, double value) throws IOException {
        if (count == CAPACITY) {
            flush();
        }
        indices.setAtIndex(CsrMatrix.INDEX, count, column);
        if (doubles) {
            data.setAtIndex(CsrMatrix.DOUBLE, count++, value);
        } else {
            data.setAtIndex(CsrMatrix.FLOAT, count++, (float) value);
        }
    }

    /**
     * Writes what was gathered.
     *
     * @throws IOException if it cannot be written
     */
    public void flush() throws IOException {
        if (count > 0) {
            target.writeCells(position, indices.asSlice(0, 4L * count), data.asSlice(0, (doubles ? 8L : 4L) * count));
            position += count;
            count = 0;
        }
    }

    /** Frees the memory; what was not flushed is lost. */
    @Override
    public void close() {
        arena.close();
    }
}
