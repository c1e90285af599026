package org.wvtoolkit.lines;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A set of hashes of 64 bits, off the heap: 16 to 32 bytes each. Confined to one thread at a time. */
final class HashSet64 implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final long mostBytes;
    private Arena arena = Arena.ofShared();
    private MemorySegment slots;
    private long mask;
    private long size;

    /**
     * An empty set.
     *
     * @param mostBytes memory that it may take
     */
    HashSet64(long mostBytes) {
        this.mostBytes = mostBytes;
        mask = (1 << 12) - 1;
        slots = arena.allocate(LONG, mask + 1);
    }

    /**
     * Adds a hash.
     *
     * @param given well mixed; 0 is taken for 1
     * @return whether it was not there yet
     */
    boolean add(long given) throws IOException {
        long hash = given == 0 ? 1 : given;
        long slot = find(slots, mask, hash);
        if (slots.getAtIndex(LONG, slot) != 0) {
            return false;
        }
        slots.setAtIndex(LONG, slot, hash);
        if (2 * ++size > mask) {
            grow();
        }
        return true;
    }

    private static long find(MemorySegment slots, long mask, long hash) {
        long slot = hash & mask;
        for (long held = slots.getAtIndex(LONG, slot); held != 0 && held != hash; ) {
            slot = (slot + 1) & mask;
            held = slots.getAtIndex(LONG, slot);
        }
        return slot;
    }

    private void grow() throws IOException {
        long largerMask = 2 * mask + 1;
        // Both tables are there for a moment.
        if (3 * 8 * (mask + 1) > mostBytes) {
            throw new IOException("more than " + size + " different lines or documents do not fit into " + mostBytes
                    + " bytes; allow more memory, or take the text in parts");
        }
        Arena larger = Arena.ofShared();
        MemorySegment target = larger.allocate(LONG, largerMask + 1);
        for (long slot = 0; slot <= mask; slot++) {
            long hash = slots.getAtIndex(LONG, slot);
            if (hash != 0) {
                target.setAtIndex(LONG, find(target, largerMask, hash), hash);
            }
        }
        arena.close();
        arena = larger;
        slots = target;
        mask = largerMask;
    }

    @Override
    public void close() {
        arena.close();
    }
}
