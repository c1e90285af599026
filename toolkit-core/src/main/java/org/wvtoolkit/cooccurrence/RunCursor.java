package org.wvtoolkit.cooccurrence;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Sequential reader of the rows of a piece. Not thread-safe. */
final class RunCursor {
    private final MemorySegment runs;
    private long at;

    /**
     * Creates a reader positioned at the beginning of a piece.
     *
     * @param runs the mapped file
     * @param begin offset of the piece
     */
    RunCursor(MemorySegment runs, long begin) {
        this.runs = runs;
        this.at = begin;
    }

    /** Adds the cells of the next range of columns, of the same row or the next one. */
    void addTo(RowSums sums) {
        int count = (int) readNumber();
        int column = -1;
        for (int i = 0; i < count; i++) {
            column += (int) readNumber() + 1;
            sums.add(column, readNumber());
        }
    }

    private long readNumber() {
        byte first = runs.get(ValueLayout.JAVA_BYTE, at++);
        if (first >= 0) {
            return first;
        }
        long number = first & 0x7F;
        int shift = 7;
        while (true) {
            byte next = runs.get(ValueLayout.JAVA_BYTE, at++);
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
            shift += 7;
        }
    }
}
