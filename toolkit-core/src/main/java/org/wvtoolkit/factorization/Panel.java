package org.wvtoolkit.factorization;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * A tall dense matrix of few columns, row by row without gaps, off the heap.
 *
 * @param segment {@code 4·rows·width} bytes
 * @param rows its rows
 * @param width its columns
 */
record Panel(MemorySegment segment, long rows, int width) {
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** A panel of zeros. */
    static Panel allocate(SegmentAllocator memory, long rows, int width) {
        return new Panel(memory.allocate(4 * rows * width, 64), rows, width);
    }

    float get(long row, int column) {
        return segment.getAtIndex(FLOAT, row * width + column);
    }

    void set(long row, int column, float value) {
        segment.setAtIndex(FLOAT, row * width + column, value);
    }
}
