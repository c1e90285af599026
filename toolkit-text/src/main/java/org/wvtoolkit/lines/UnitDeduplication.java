package org.wvtoolkit.lines;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Filter that removes repeated units. Units are compared by 64-bit hashes: among 100 million
 * distinct units, the probability that any of them is removed is about 0.03 %. A unit of more than
 * {@value #MAX_BUFFERED_BYTES} bytes is kept in a temporary file until its end, so that units of any
 * length take little memory. Not thread-safe.
 */
public final class UnitDeduplication implements UnitConsumer, AutoCloseable {
    private static final int MAX_BUFFERED_BYTES = 1 << 20;

    private final UnitConsumer next;
    private final Path folder;
    private final HashSet64 seen;
    private final ByteBuilder unit = new ByteBuilder(1 << 12);
    private @Nullable SpooledUnit spool;
    private long dropped;

    /**
     * Creates a filter.
     *
     * @param next receives the first occurrence of each unit
     * @param maxBytes the maximum memory of the hashes in bytes
     * @param folder folder for the temporary file of long units
     */
    public UnitDeduplication(UnitConsumer next, long maxBytes, Path folder) {
        this.next = next;
        this.folder = folder;
        seen = new HashSet64(maxBytes);
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) throws IOException {
        SpooledUnit open = spool;
        if (open == null && unit.length() + (long) length > MAX_BUFFERED_BYTES) {
            open = SpooledUnit.create(folder);
            spool = open;
            open.append(unit.bytes(), 0, unit.length());
            unit.clear();
        }
        if (open != null) {
            open.append(bytes, offset, length);
        } else {
            unit.append(bytes, offset, length);
        }
    }

    /** {@inheritDoc} Also fails if the hashes exceed the maximum memory. */
    @Override
    public void end() throws IOException {
        SpooledUnit open = spool;
        if (open != null) {
            spool = null;
            try (open) {
                if (isNew(open.hash())) {
                    open.copyTo(next);
                    next.end();
                }
            }
        } else if (isNew(WordTable.hash(unit.bytes(), 0, unit.length()))) {
            next.piece(unit.bytes(), 0, unit.length());
            next.end();
        }
        unit.clear();
    }

    private boolean isNew(long hash) throws IOException {
        boolean added = seen.add(hash);
        dropped += added ? 0 : 1;
        return added;
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
    public void close() throws IOException {
        seen.close();
        if (spool != null) {
            spool.close();
        }
    }
}
