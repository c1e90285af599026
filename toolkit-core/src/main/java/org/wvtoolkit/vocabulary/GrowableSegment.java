package org.wvtoolkit.vocabulary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.container.HugePages;

/** Off-heap memory that grows by doubling and keeps its content. */
final class GrowableSegment implements AutoCloseable {
    private Arena arena = Arena.ofShared();
    private MemorySegment segment;

    GrowableSegment(long bytes) {
        segment = HugePages.allocate(arena, bytes);
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
        MemorySegment grown = HugePages.allocate(larger, Math.max(bytes, 2 * segment.byteSize()));
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
