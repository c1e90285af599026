package org.wvtoolkit.vocabulary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory off the heap that grows by doubling and keeps its content. */
final class GrowableSegment implements AutoCloseable {
    private Arena arena = Arena.ofShared();
    private MemorySegment segment;

    GrowableSegment(long bytes) {
        segment = arena.allocate(bytes, 64);
    }

    /** The memory as it is now; growing replaces it. */
    MemorySegment segment() {
        return segment;
    }

    /** Makes sure of at least {@code bytes} bytes and returns the memory; what is new is zero. */
    MemorySegment ensure(long bytes) {
        if (bytes > segment.byteSize()) {
            grow(bytes);
        }
        return segment;
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
