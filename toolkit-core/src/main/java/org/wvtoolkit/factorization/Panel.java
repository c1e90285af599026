package org.wvtoolkit.factorization;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * Tall dense matrix of few columns in row-major order without padding, off-heap.
 *
 * @param segment {@code 4·rows·width} bytes
 * @param rows number of rows
 * @param width number of columns
 */
record Panel(MemorySegment segment, long rows, int width) {
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Returns a panel of zeros. */
    static Panel allocate(SegmentAllocator memory, long rows, int width) {
        return new Panel(memory.allocate(4 * rows * width, 64), rows, width);
    }

    /** Copies a row to an array. */
    void copyRow(long row, float[] target, int offset) {
        MemorySegment.copy(segment, FLOAT, 4 * row * width, target, offset, width);
    }

    /** Replaces a row by the values of an array. */
    void setRow(long row, float[] values) {
        MemorySegment.copy(values, 0, segment, FLOAT, 4 * row * width, width);
    }
}
