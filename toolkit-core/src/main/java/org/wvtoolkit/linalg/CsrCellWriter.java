package org.wvtoolkit.linalg;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Buffer that collects consecutive cells and writes them to a target in larger parts. Not
 * thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class CsrCellWriter implements AutoCloseable {
    private static final int CAPACITY = 1 << 16;

    /** Maximum number of off-heap bytes of an instance. */
    public static final long BYTES = 12L * CAPACITY;

    private final CsrTarget target;
    private final boolean doubles;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment indices;
    private final MemorySegment data;
    private long position;
    private int count;

    /**
     * Creates a writer at position 0.
     *
     * @param target receives the cells
     * @param doubles whether the target takes double-precision values
     */
    public CsrCellWriter(CsrTarget target, boolean doubles) {
        this.target = target;
        this.doubles = doubles;
        this.indices = arena.allocate(4L * CAPACITY, 64);
        this.data = arena.allocate((doubles ? 8L : 4L) * CAPACITY, 64);
    }

    /**
     * Sets the position of the next cell.
     *
     * @param newPosition position of the next cell
     * @throws IOException if the collected cells cannot be written
     */
    public void seek(long newPosition) throws IOException {
        flush();
        position = newPosition;
    }

    /**
     * Appends a cell.
     *
     * @param column its column
     * @param value its value, rounded to the precision of the target
     * @throws IOException if the collected cells cannot be written
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
     * Writes the collected cells.
     *
     * @throws IOException if that fails
     */
    public void flush() throws IOException {
        if (count > 0) {
            target.writeCells(position, indices.asSlice(0, 4L * count), data.asSlice(0, (doubles ? 8L : 4L) * count));
            position += count;
            count = 0;
        }
    }

    /** Frees the memory. Cells that were not flushed are lost. */
    @Override
    public void close() {
        arena.close();
    }
}
