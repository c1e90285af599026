package org.wvtoolkit.word2vec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

/**
 * View of a matrix that stores the changes of one block of text separately: the block reads its own
 * changes and no others, and the matrix stays constant. The changes of several blocks are merged
 * block by block in a fixed order, so the result is independent of the threads that computed them.
 *
 * <p>One thread at a time fills an instance, from {@link #begin} to {@link #end}. {@link #merge}
 * may then run in several threads, each for different rows.
 */
final class DeferredRows implements EmbeddingRows {
    /** Number of concurrent changes of a row that are added without scaling; see {@link #merge}. */
    static final float FREE_UPDATES = 26;

    private static final int FIRST_CAPACITY = 1024;

    private final TrainingKernels kernels;
    private final FloatMatrix matrix;
    private final int stride;
    private int[] changed = new int[FIRST_CAPACITY];

    /** Number of changes of each changed row. */
    private int[] updates = new int[FIRST_CAPACITY];

    /** Factor applied to the change of each changed row; computed while merging. */
    private float[] factors = new float[FIRST_CAPACITY];

    private int changedCount;
    private MemorySegment changes;
    private int[] slots = new int[64];
    private float[] scratch = {};

    /** The rows whose current values {@link #scratch} holds. */
    private int[] scratchRows = new int[64];

    private int scratchCount;
    private SlotTable slotOf;
    private final WordRates rates;
    private float[] own = {};

    /**
     * Map from rows of a matrix to slots of the changes of a block. Each thread has one table,
     * which its blocks use in turn: a block uses it only while it is trained.
     */
    static final class SlotTable {
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

        // Slot number plus one, so that the zeros of new memory mean no slot.
        private final MemorySegment slots;

        SlotTable(long rows) {
            slots = Arena.ofAuto().allocate(INT, rows);
        }

        int get(int row) {
            return slots.getAtIndex(INT, row) - 1;
        }

        void set(int row, int slot) {
            slots.setAtIndex(INT, row, slot + 1);
        }
    }

    DeferredRows(TrainingKernels kernels, FloatMatrix matrix, SlotTable slotOf, WordRates rates) {
        this.kernels = kernels;
        this.rates = rates;
        this.matrix = matrix;
        this.stride = matrix.stride();
        this.slotOf = slotOf;
        this.changes = Arena.ofAuto().allocate(4L * stride * FIRST_CAPACITY, 64);
    }

    /** Discards all changes and begins another block, on the thread that owns the table. */
    void begin(SlotTable table) {
        slotOf = table;
        changedCount = 0;
        scratchCount = 0;
    }

    /** Ends the block and releases the table. */
    void end() {
        for (int i = 0; i < changedCount; i++) {
            slotOf.set(changed[i], -1);
        }
    }

    @Override
    public void gather(int[] rows, int first, int count, float[] block, int firstRow) {
        EmbeddingRows.check(rows, first, count, block, firstRow + count, stride, matrix.rows());
        kernels.rows().gather(matrix.segment(), stride, rows, first, count, block, firstRow);
        int[] slots = slots(count);
        for (int i = 0; i < count; i++) {
            slots[i] = slotOf.get(rows[first + i]);
        }
        kernels.rows().gatherAdd(changes, stride, slots, count, block, firstRow);
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
        int[] slots = changedSlots(rows, first, count); // may replace the memory of changes
        if (rates.areEqual()) {
            kernels.rows().scatterAdd(changes, stride, slots, 0, count, block);
        } else {
            rates.copy(rows, first, count, own(count));
            kernels.rows().scatterAddScaled(changes, stride, slots, 0, count, own, block);
        }
    }

    @Override
    public void addScaled(int[] rows, int count, float[] factors, float[] block) {
        EmbeddingRows.check(rows, 0, count, block, count, stride, matrix.rows());
        int[] slots = changedSlots(rows, 0, count); // may replace the memory of changes
        if (rates.areEqual()) {
            kernels.rows().scatterAddScaled(changes, stride, slots, 0, count, factors, block);
        } else {
            rates.multiply(rows, count, factors, own(count));
            kernels.rows().scatterAddScaled(changes, stride, slots, 0, count, own, block);
        }
    }

    /**
     * Returns the current values of rows, in a block that the next call overwrites. Rows that are
     * requested twice without a change in between are gathered once.
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

    /** Returns the slots of rows that will change; rows without a slot get a new one. */
    private int[] changedSlots(int[] rows, int first, int count) {
        scratchCount = 0;
        int[] slots = slots(count);
        for (int i = 0; i < count; i++) {
            int row = rows[first + i];
            int slot = slotOf.get(row);
            slots[i] = slot >= 0 ? slot : newSlot(row);
            updates[slots[i]]++;
        }
        return slots;
    }

    /** Returns room for one factor per row. */
    private float[] own(int count) {
        if (own.length < count) {
            own = new float[2 * count];
        }
        return own;
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
     * <p>Blocks that do not read each other's changes all move the row of a frequent word in the
     * same direction, and the sum of their changes is too large. The changes of a row with more
     * than {@value #FREE_UPDATES} changes over all blocks are therefore scaled down in proportion,
     * at most to the mean over the blocks that changed the row. Each of these changes is a stable
     * step by itself.
     *
     * @param blocks the blocks of one matrix, in the order of the text
     * @param count number of blocks
     * @param part remainder of the row numbers to merge
     * @param parts divisor of the row numbers; at least 1
     * @param totals totals of the calling thread, with one entry per row of the matrix; reset after
     *     use
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

    /**
     * Number of changes of each row over all blocks of a round, and number of blocks that changed
     * it. Not thread-safe: one instance per thread.
     */
    static final class UpdateTotals {
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

        // Number of changes in the upper half, number of blocks in the lower half.
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
