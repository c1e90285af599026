package org.wvtoolkit.lines;

import java.io.IOException;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Filter that removes repeated units. Units are compared by 64-bit hashes: among 100 million
 * distinct units, the probability that any of them is removed is about 0.03 %. Units of more than
 * {@value #MAX_COMPARED_BYTES} bytes are passed through without comparison, which bounds the
 * memory. Not thread-safe.
 */
public final class UnitDeduplication implements UnitConsumer, AutoCloseable {
    private static final int MAX_COMPARED_BYTES = 1 << 26;

    private final UnitConsumer next;
    private final HashSet64 seen;
    private final ByteBuilder unit = new ByteBuilder(1 << 12);
    private boolean isTooLong;
    private long dropped;

    /**
     * Creates a filter.
     *
     * @param next receives the first occurrence of each unit
     * @param maxBytes the maximum memory of the hashes in bytes
     */
    public UnitDeduplication(UnitConsumer next, long maxBytes) {
        this.next = next;
        seen = new HashSet64(maxBytes);
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) throws IOException {
        if (!isTooLong && unit.length() + (long) length > MAX_COMPARED_BYTES) {
            isTooLong = true;
            next.piece(unit.bytes(), 0, unit.length());
        }
        if (isTooLong) {
            next.piece(bytes, offset, length);
        } else {
            unit.append(bytes, offset, length);
        }
    }

    /** {@inheritDoc} Also fails if the hashes exceed the maximum memory. */
    @Override
    public void end() throws IOException {
        if (isTooLong) {
            next.end();
        } else if (seen.add(WordTable.hash(unit.bytes(), 0, unit.length()))) {
            next.piece(unit.bytes(), 0, unit.length());
            next.end();
        } else {
            dropped++;
        }
        unit.clear();
        isTooLong = false;
    }

    /**
     * Returns the number of repeated units removed so far.
     *
     * @return at least 0
     */
    public long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        seen.close();
    }
}
