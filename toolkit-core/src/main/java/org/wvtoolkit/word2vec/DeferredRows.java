package org.wvtoolkit.word2vec;

import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

/**
 * View of a matrix that records changes instead of applying them: reads return the unchanged matrix.
 * The changes are merged later, part by part, where a part consists of the rows whose number has
 * the same remainder. Merging the same views in the same order for each part gives the same bits,
 * whichever threads computed and merged the changes.
 *
 * <p>One thread at a time uses an instance, from {@link #clear} to {@link #finish}. Several threads
 * may then process different parts.
 */
final class DeferredRows implements EmbeddingRows {
    /** Number of concurrent changes of a row that are added without scaling. */
    static final float FREE_UPDATES = 4;

    private final SharedRows current;
    private final EmbeddingKernels kernels;
    private final FloatMatrix matrix;
    private final WordRates rates;
    private final int stride;
    private final int parts;

    /** Row number of each change. */
    private int[] rows = {};

    /** Factor of each change. */
    private float[] factors = {};

    /** The changes, one after the other. */
    private float[] changes = {};

    private int count;

    /** Indices of the changes, ordered by part; computed by {@link #finish}. */
    private int[] ordered = {};

    /** Index in {@link #ordered} after the last change of each part. */
    private final int[] ends;

    DeferredRows(TrainingKernels kernels, FloatMatrix matrix, WordRates rates, int parts) {
        this.current = new SharedRows(kernels, matrix, rates);
        this.kernels = kernels.rows();
        this.matrix = matrix;
        this.rates = rates;
        this.stride = matrix.stride();
        this.parts = parts;
        this.ends = new int[parts];
    }

    /** Discards all changes. */
    void clear() {
        count = 0;
        Arrays.fill(ends, 0);
    }

    @Override
    public void gather(int[] rows, int first, int count, float[] block, int firstRow) {
        current.gather(rows, first, count, block, firstRow);
    }

    @Override
    public void gatherSums(int[] rows, int first, int count, float[] sums) {
        current.gatherSums(rows, first, count, sums);
    }

    @Override
    public void products(int[] rows, int count, float[] block, float[] out) {
        current.products(rows, count, block, out);
    }

    @Override
    public void addTo(int[] rows, int count, float[] factors, float[] block) {
        current.addTo(rows, count, factors, block);
    }

    @Override
    public void add(int[] rows, int first, int count, float[] block) {
        int at = record(rows, first, count, block);
        for (int i = 0; i < count; i++) {
            factors[at + i] = rates.of(rows[first + i]);
        }
    }

    @Override
    public void addScaled(int[] rows, int count, float[] factors, float[] block) {
        int at = record(rows, 0, count, block);
        for (int i = 0; i < count; i++) {
            this.factors[at + i] = factors[i] * rates.of(rows[i]);
        }
    }

    /** Records changes without their factors; returns the index of the first one. */
    private int record(int[] newRows, int first, int newCount, float[] block) {
        EmbeddingRows.check(newRows, first, newCount, block, newCount, stride, matrix.rows());
        int at = count;
        int needed = at + newCount;
        if (needed > rows.length) {
            rows = Arrays.copyOf(rows, 2 * needed);
            ordered = new int[2 * needed];
            factors = Arrays.copyOf(factors, 2 * needed);
            changes = Arrays.copyOf(changes, Math.multiplyExact(2 * needed, stride));
        }
        System.arraycopy(newRows, first, rows, at, newCount);
        System.arraycopy(block, 0, changes, at * stride, newCount * stride);
        count = needed;
        return at;
    }

    /** Ends the recording: divides the changes into parts. */
    void finish() {
        for (int i = 0; i < count; i++) {
            ends[rows[i] % parts]++;
        }
        int start = 0;
        for (int part = 0; part < parts; part++) {
            int size = ends[part];
            ends[part] = start;
            start += size;
        }
        for (int i = 0; i < count; i++) {
            ordered[ends[rows[i] % parts]++] = i;
        }
    }

    /**
     * Scales down the changes of rows with more than {@value #FREE_UPDATES} changes over all views, in
     * proportion, at most by the number of views. Views do not see each other's changes, so all of them
     * move the row of a frequent word in the same direction, and the sum of their changes would be too
     * large. The change of a single view is a stable step.
     *
     * @param views views of one matrix, finished and not yet merged
     * @param firstPart first part whose changes are scaled
     * @param partCount number of parts whose changes are scaled
     * @param updates one element per row of the matrix, 0 before and after the call
     */
    static void damp(List<DeferredRows> views, int firstPart, int partCount, int[] updates) {
        int most = 0;
        int changed = 0;
        for (DeferredRows view : views) {
            most = Math.max(most, view.count(view.start(firstPart), view.start(firstPart + partCount), updates));
            changed += view.count > 0 ? 1 : 0;
        }
        if (most > FREE_UPDATES) {
            for (DeferredRows view : views) {
                view.scale(view.start(firstPart), view.start(firstPart + partCount), 1f / changed, updates);
            }
        }
        for (DeferredRows view : views) {
            view.reset(view.start(firstPart), view.start(firstPart + partCount), updates);
        }
    }

    /** Returns the index in {@link #ordered} of the first change of a part. */
    private int start(int part) {
        return part == 0 ? 0 : ends[part - 1];
    }

    /** Counts the changes of rows; returns the largest count. */
    private int count(int from, int to, int[] updates) {
        int most = 0;
        for (int i = from; i < to; i++) {
            most = Math.max(most, ++updates[rows[ordered[i]]]);
        }
        return most;
    }

    private void scale(int from, int to, float least, int[] updates) {
        for (int i = from; i < to; i++) {
            float free = FREE_UPDATES / updates[rows[ordered[i]]];
            factors[ordered[i]] *= Math.max(least, Math.min(1, free));
        }
    }

    private void reset(int from, int to, int[] updates) {
        for (int i = from; i < to; i++) {
            updates[rows[ordered[i]]] = 0;
        }
    }

    /** Adds the changes of the rows of one part to the matrix. */
    void merge(int part) {
        kernels.addRows(changes, stride, rows, factors, ordered, start(part), ends[part], matrix.segment());
    }
}
