package org.wvtoolkit.word2vec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;

/**
 * A matrix that nobody changes for a while, with the changes of one block of text kept aside: the block sees its own, no
 * others. Merged block by block in a fixed order, the changes of several blocks give the same matrix whichever threads made
 * them.
 *
 * <p>One thread at a time fills it, from {@link #begin} to {@link #end}; {@link #merge} may then run in several threads, each
 * for rows of its own.
 */
final class DeferredRows implements EmbeddingRows {
    private static final int FIRST_CAPACITY = 1024;

    private final EmbeddingKernels kernels;
    private final FloatMatrix matrix;
    private final int stride;
    private int[] changed = new int[FIRST_CAPACITY];
    private int changedCount;
    private MemorySegment changes;
    private int[] slots = new int[64];
    private SlotTable slotOf;

    /**
     * For each row of a matrix, its place among a block's changes. A thread has one, which its blocks use in turn: a block
     * needs it only while it trains.
     */
    static final class SlotTable {
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

        // Place plus one, so that memory as it comes means none.
        private final MemorySegment places;

        SlotTable(long rows) {
            places = Arena.ofAuto().allocate(INT, rows);
        }

        int get(int row) {
            return places.getAtIndex(INT, row) - 1;
        }

        void set(int row, int slot) {
            places.setAtIndex(INT, row, slot + 1);
        }
    }

    DeferredRows(EmbeddingKernels kernels, FloatMatrix matrix, SlotTable slotOf) {
        this.kernels = kernels;
        this.matrix = matrix;
        this.stride = matrix.stride();
        this.slotOf = slotOf;
        this.changes = Arena.ofAuto().allocate(4L * stride * FIRST_CAPACITY, 64);
    }

    /** Forgets all changes and begins another block, on the thread that the table belongs to. */
    void begin(SlotTable table) {
        slotOf = table;
        changedCount = 0;
    }

    /** The block has been trained; hands the table on. */
    void end() {
        for (int i = 0; i < changedCount; i++) {
            slotOf.set(changed[i], -1);
        }
    }

    @Override
    public void gather(int[] rows, int count, float[] block) {
        kernels.gather(matrix.segment(), stride, rows, count, block);
        int[] places = slots(count);
        for (int i = 0; i < count; i++) {
            places[i] = slotOf.get(rows[i]);
        }
        kernels.gatherAdd(changes, stride, places, count, block);
    }

    @Override
    public void add(int[] rows, int count, float[] block) {
        int[] places = slots(count);
        for (int i = 0; i < count; i++) {
            int slot = slotOf.get(rows[i]);
            places[i] = slot >= 0 ? slot : newSlot(rows[i]);
        }
        kernels.scatterAdd(changes, stride, places, count, block);
    }

    private int[] slots(int count) {
        if (slots.length < count) {
            slots = new int[2 * count];
        }
        return slots;
    }

    private int newSlot(int row) {
        int slot = changedCount++;
        if (slot == changed.length) {
            changed = Arrays.copyOf(changed, 2 * slot);
            MemorySegment larger = Arena.ofAuto().allocate(8L * stride * slot, 64);
            MemorySegment.copy(changes, 0, larger, 0, changes.byteSize());
            changes = larger;
        }
        changes.asSlice(4L * stride * slot, 4L * stride).fill((byte) 0);
        changed[slot] = row;
        slotOf.set(row, slot);
        return slot;
    }

    /**
     * Adds the changes of some rows to the matrix.
     *
     * @param part which rows: those whose number leaves this remainder
     * @param parts after division by this
     */
    void merge(int part, int parts) {
        kernels.addRows(changes, stride, changed, changedCount, part, parts, matrix.segment());
    }
}
