package org.wvtoolkit.lines;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.container.HugePages;

/** Off-heap set of 64-bit hashes that takes 16 to 32 bytes per hash. Not thread-safe. */
final class HashSet64 implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final long maxBytes;
    private Arena arena = Arena.ofShared();
    private MemorySegment slots;
    private long mask;
    private long size;

    /**
     * Creates an empty set.
     *
     * @param maxBytes the maximum memory in bytes
     */
    HashSet64(long maxBytes) {
        this.maxBytes = maxBytes;
        mask = (1 << 12) - 1;
        slots = HugePages.allocate(arena, 8L * (mask + 1));
    }

    /**
     * Adds a hash.
     *
     * @param given the hash, well mixed; 0 is replaced by 1
     * @return true if the set did not contain the hash
     * @throws IOException if the set would exceed its maximum memory
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
        // The old and the new table coexist while hashes are moved.
        if (3 * 8 * (mask + 1) > maxBytes) {
            throw new IOException("more than " + size + " distinct lines or documents do not fit into " + maxBytes
                    + " bytes; increase the memory, or process the text in parts");
        }
        Arena larger = Arena.ofShared();
        MemorySegment target = HugePages.allocate(larger, 8L * (largerMask + 1));
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
