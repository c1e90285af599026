package org.wvtoolkit.vocabulary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Off-heap memory that grows by doubling and keeps its content. */
final class GrowableSegment implements AutoCloseable {
    private Arena arena = Arena.ofShared();
    private MemorySegment segment;

    GrowableSegment(long bytes) {
        segment = arena.allocate(bytes, 64);
    }

    /** Returns the current memory, which growing replaces. */
    MemorySegment segment() {
        return segment;
    }

    /**
     * Grows the memory to at least {@code bytes} bytes if necessary and returns it. New bytes are
     * zero.
     */
    MemorySegment ensure(long bytes) {
        if (bytes > segment.byteSize()) {
            grow(bytes);
        }
        return segment;
    }

    /** Returns the size of the memory after {@link #ensure} with {@code bytes}. */
    long bytesFor(long bytes) {
        long size = segment.byteSize();
        return bytes <= size ? size : Math.max(bytes, 2 * size);
    }

    private void grow(long bytes) {
        Arena larger = Arena.ofShared();
        MemorySegment grown = larger.allocate(Math.max(bytes, 2 * segment.byteSize()), 64);
        MemorySegment.copy(segment, 0, grown, 0, segment.byteSize());
        arena.close();
        arena = larger;
        segment = grown;
    }

    @Override
    public void close() {
        arena.close();
    }
}
