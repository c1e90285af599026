package org.wvtoolkit.lines;

import java.io.IOException;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Lets each unit through once. Units are told apart by a hash of 64 bits: among a hundred million different ones, the chance that a
 * single one is lost is about 0.03 %. One of more than {@value #MOST_COMPARED} bytes is let through without being compared, so
 * that memory is bounded.
 */
public final class UnitDeduplication implements UnitConsumer, AutoCloseable {
    private static final int MOST_COMPARED = 1 << 26;

    private final UnitConsumer next;
    private final HashSet64 seen;
    private final ByteBuilder unit = new ByteBuilder(1 << 12);
    private boolean isTooLong;
    private long dropped;

    /**
     * A filter.
     *
     * @param next takes each unit that has not been seen yet
     * @param mostBytes memory for the hashes
     */
    public UnitDeduplication(UnitConsumer next, long mostBytes) {
        this.next = next;
        seen = new HashSet64(mostBytes);
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) throws IOException {
        if (!isTooLong && unit.length() + (long) length > MOST_COMPARED) {
            isTooLong = true;
            next.piece(unit.bytes(), 0, unit.length());
        }
        if (isTooLong) {
            next.piece(bytes, offset, length);
        } else {
            unit.append(bytes, offset, length);
        }
    }

    /** {@inheritDoc} Fails too if the hashes no longer fit into the memory. */
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
     * How many units were seen before.
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
