package org.wvtoolkit.word2vec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

/**
 * A matrix that nobody changes for a while, with the changes of one block of text kept aside: the block sees
 * its own, no
 * others. Merged block by block in a fixed order, the changes of several blocks give the same matrix whichever
 * threads made
 * them.
 *
 * <p>One thread at a time fills it, from {@link #begin} to {@link #end}; {@link #merge} may then run in
 * several threads, each
 * for rows of its own.
 */
final class DeferredRows implements EmbeddingRows {
    /** So many changes of a row by blocks that do not see each other are harmless; see {@link #merge}. */
    static final float FREE_UPDATES = 26;

    private static final int FIRST_CAPACITY = 1024;

    private final TrainingKernels kernels;
    private final FloatMatrix matrix;
    private final int stride;
    private int[] changed = new int[FIRST_CAPACITY];

    /** For each changed row, how often it was changed. */
    private int[] updates = new int[FIRST_CAPACITY];

    /** For each changed row, how much of its change counts; found while merging. */
    private float[] factors = new float[FIRST_CAPACITY];

    private int changedCount;
    private MemorySegment changes;
    private int[] slots = new int[64];
    private float[] scratch = {};

    /** The rows whose current values {@link #scratch} holds. */
    private int[] scratchRows = new int[64];

    private int scratchCount;
    private SlotTable slotOf;

    /**
     * For each row of a matrix, its place among a block's changes. A thread has one, which its blocks use in
     * turn: a block
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

    DeferredRows(TrainingKernels kernels, FloatMatrix matrix, SlotTable slotOf) {
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
        scratchCount = 0;
    }

    /** The block has been trained; hands the table on. */
    void end() {
        for (int i = 0; i < changedCount; i++) {
            slotOf.set(changed[i], -1);
        }
    }

    @Override
    public void gather(int[] rows, int first, int count, float[] block, int firstRow) {
        EmbeddingRows.check(rows, first, count, block, firstRow + count, stride, matrix.rows());
        kernels.rows().gather(matrix.segment(), stride, rows, first, count, block, firstRow);
        int[] places = slots(count);
        for (int i = 0; i < count; i++) {
            places[i] = slotOf.get(rows[first + i]);
        }
        kernels.rows().gatherAdd(changes, stride, places, count, block, firstRow);
    }

    @Override
    public void gatherSums(int[] rows, int first, int count, float[] sums) {
        gather(rows, first, count, sums, 1);
        kernels.windows().runningSums(sums, stride, count);
    }

    @Override
    public void products(int[] rows, int count, float[] block, float[] out) {
        float[] current = gathered(rows, count);
        kernels.rows().rowProducts(block, current, stride, count, out);
    }

    @Override
    public void addTo(int[] rows, int count, float[] factors, float[] block) {
        float[] current = gathered(rows, count);
        kernels.rows().addScaledRows(factors, /* block= */ current, stride, count, /* out= */ block);
    }

    @Override
    public void add(int[] rows, int first, int count, float[] block) {
        EmbeddingRows.check(rows, first, count, block, count, stride, matrix.rows());
        int[] places = changedSlots(rows, first, count); // may replace the memory of changes
        kernels.rows().scatterAdd(changes, stride, places, 0, count, block);
    }

    @Override
    public void addScaled(int[] rows, int count, float[] factors, float[] block) {
        EmbeddingRows.check(rows, 0, count, block, count, stride, matrix.rows());
        int[] places = changedSlots(rows, 0, count); // may replace the memory of changes
        kernels.rows().scatterAddScaled(changes, stride, places, count, factors, block);
    }

    /**
     * Returns the current values of rows, in a block that the next call overwrites. Rows that are requested twice without a
     * change in between are gathered once.
     */
    private float[] gathered(int[] rows, int count) {
        if (count == 0 || !Arrays.equals(rows, 0, count, scratchRows, 0, scratchCount)) {
            if (scratch.length < count * stride) {
                scratch = new float[count * stride];
            }
            if (scratchRows.length < count) {
                scratchRows = new int[2 * count];
            }
            gather(rows, 0, count, scratch, 0);
            System.arraycopy(rows, 0, scratchRows, 0, count);
            scratchCount = count;
        }
        return scratch;
    }

    /** The slots of rows that are about to change; rows without one get a new slot. */
    private int[] changedSlots(int[] rows, int first, int count) {
        scratchCount = 0;
        int[] places = slots(count);
        for (int i = 0; i < count; i++) {
            int row = rows[first + i];
            int slot = slotOf.get(row);
            places[i] = slot >= 0 ? slot : newSlot(row);
            updates[places[i]]++;
        }
        return places;
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
            updates = Arrays.copyOf(updates, 2 * slot);
            factors = Arrays.copyOf(factors, 2 * slot);
            MemorySegment larger = Arena.ofAuto().allocate(8L * stride * slot, 64);
            MemorySegment.copy(changes, 0, larger, 0, changes.byteSize());
            changes = larger;
        }
        changes.asSlice(4L * stride * slot, 4L * stride).fill((byte) 0);
        changed[slot] = row;
        updates[slot] = 0;
        slotOf.set(row, slot);
        return slot;
    }

    /**
     * Adds the changes of several blocks to their matrix, block by block.
     *
     * <p>Blocks that do not see each other all push a frequent word the same way, each as far as it needs to
     * go, and the sum
     * overshoots. So a row that was changed more than {@value #FREE_UPDATES} times over all blocks has its
     * changes scaled down
     * in proportion, at most to their mean over the blocks that changed it: each of those is a stable step by itself.
     *
     * @param blocks the blocks, in the order of the text; all of one matrix
     * @param count how many of them
     * @param part which rows: those whose number leaves this remainder
     * @param parts after division by this
     * @param totals of the calling thread; as large as the matrix has rows, and left as it was
     */
    static void merge(List<DeferredRows> blocks, int count, int part, int parts, UpdateTotals totals) {
        for (int i = 0; i < count; i++) {
            DeferredRows block = blocks.get(i);
            for (int slot = 0; slot < block.changedCount; slot++) {
                if (block.changed[slot] % parts == part) {
                    totals.add(block.changed[slot], block.updates[slot]);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            DeferredRows block = blocks.get(i);
            for (int slot = 0; slot < block.changedCount; slot++) {
                if (block.changed[slot] % parts == part) {
                    block.factors[slot] = totals.factor(block.changed[slot]);
                }
            }
            block.kernels
                    .rows()
                    .addRows(
                            block.changes,
                            block.stride,
                            block.changed,
                            block.factors,
                            block.changedCount,
                            part,
                            parts,
                            block.matrix.segment());
        }
        for (int i = 0; i < count; i++) {
            DeferredRows block = blocks.get(i);
            for (int slot = 0; slot < block.changedCount; slot++) {
                if (block.changed[slot] % parts == part) {
                    totals.clear(block.changed[slot]);
                }
            }
        }
    }

    /** Over all blocks of a round, how often each row was changed and by how many blocks. Confined to one thread. */
    static final class UpdateTotals {
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

        // Updates in the upper half, blocks in the lower.
        private final MemorySegment totals;

        UpdateTotals(long rows) {
            totals = Arena.ofAuto().allocate(LONG, rows);
        }

        void add(int row, int updates) {
            totals.setAtIndex(LONG, row, totals.getAtIndex(LONG, row) + ((long) updates << 32) + 1);
        }

        float factor(int row) {
            long total = totals.getAtIndex(LONG, row);
            float blocks = (int) total;
            float updates = (int) (total >>> 32);
            return Math.max(1 / blocks, Math.min(1, FREE_UPDATES / updates));
        }

        void clear(int row) {
            totals.setAtIndex(LONG, row, 0);
        }
    }
}
