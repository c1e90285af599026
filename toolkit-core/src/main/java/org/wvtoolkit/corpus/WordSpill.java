package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.WordRuns;
import org.wvtoolkit.vocabulary.WordTable;

/** Sorted runs of the words of all workers that exceed the memory budget. Thread-safe. */
final class WordSpill implements AutoCloseable {
    /**
     * Heap per distinct word while the words of one text are numbered in memory: counts, offsets, lengths,
     * prefixes, and the arrays of two sorts.
     */
    private static final long HEAP_BYTES_PER_WORD = 80;

    private final Budget budget;
    private final AtomicInteger tables = new AtomicInteger();
    private @Nullable WordRuns runs;

    /**
     * Limits on the words of each worker that are in memory.
     *
     * @param resources threads and temporary folder
     * @param tableBytes memory of the table
     * @param tableWords number of words
     */
    record Budget(Resources resources, long tableBytes, long tableWords) {}

    WordSpill(Budget budget) {
        this.budget = budget;
    }

    /**
     * Returns the limits of a budget. A quarter of it is for the tables; sorting and numbering them takes about
     * as much again, and their growth the rest.
     */
    static Budget of(Resources resources) {
        long heapWords = Runtime.getRuntime().maxMemory() / 2 / HEAP_BYTES_PER_WORD;
        return new Budget(
                resources,
                resources.memoryBytes() / 4 / resources.threads(),
                Math.max(1 << 14, heapWords / resources.threads()));
    }

    /** Returns the number of a new table. */
    int nextTable() {
        return tables.getAndIncrement();
    }

    /**
     * Returns whether a table reaches the limits.
     *
     * @param words the table
     * @param moreWords number of words to be added
     * @param moreBytes their total length
     */
    boolean isFull(WordTable words, long moreWords, long moreBytes) {
        return words.size() + moreWords > budget.tableWords()
                || words.memoryBytesWith(moreWords, moreBytes) > budget.tableBytes();
    }

    /** Writes the words of a table as a run. */
    void write(int table, WordTable words) throws IOException {
        open().add(table, words);
    }

    private synchronized WordRuns open() throws IOException {
        WordRuns open = runs;
        if (open == null) {
            open = WordRuns.create(budget.resources().temporaryFolder());
            runs = open;
        }
        return open;
    }

    /** Returns the runs, or null if the words of all workers are in memory. */
    synchronized @Nullable WordRuns runs() {
        return runs;
    }

    @Override
    public synchronized void close() throws IOException {
        WordRuns open = runs;
        if (open != null) {
            open.close();
        }
    }
}
