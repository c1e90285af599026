package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merge of sorted runs: iterates over the distinct words in the order of their bytes, with the sum
 * of their counts. Not thread-safe.
 */
final class WordMerge {
    private static final ValueLayout.OfLong BIG_ENDIAN =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment records;
    private final List<WordRuns.Run> runs;
    private final boolean closed;
    private final PriorityQueue<Cursor> queue;
    private final Cursor[] group;
    private int grouped;
    private long count;
    private boolean known;

    /**
     * Starts a merge before the first word.
     *
     * @param records the mapped runs
     * @param runs their locations
     * @param closed whether the counts of predefined words are ignored
     */
    WordMerge(MemorySegment records, List<WordRuns.Run> runs, boolean closed) {
        this.records = records;
        this.runs = runs;
        this.closed = closed;
        queue = new PriorityQueue<>(Math.max(1, runs.size()), this::compare);
        group = new Cursor[runs.size()];
        for (WordRuns.Run run : runs) {
            if (run.words() > 0) {
                queue.add(new Cursor(run, records));
            }
        }
    }

    /** Position in a run. */
    static final class Cursor {
        final WordRuns.Run run;
        private final MemorySegment records;
        private int left;
        private long position;
        private int length;
        private long prefix;

        Cursor(WordRuns.Run run, MemorySegment records) {
            this.run = run;
            this.records = records;
            this.left = run.words();
            this.position = run.position();
            read();
        }

        private void read() {
            length = records.get(SpillWriter.INT, position);
            prefix = VocabularyBuilder.upTo(length, records.get(BIG_ENDIAN, position + WordRuns.HEADER));
        }

        /** Returns the number of the current word in its table. */
        int number() {
            return records.get(SpillWriter.INT, position + 4);
        }

        long count() {
            return records.get(SpillWriter.LONG, position + 8);
        }

        /** Moves to the next word. Returns false at the end of the run. */
        private boolean advance() {
            position += WordRuns.HEADER + length;
            if (--left == 0) {
                return false;
            }
            read();
            return true;
        }
    }

    private int compare(Cursor a, Cursor b) {
        if (a.prefix != b.prefix) {
            return Long.compareUnsigned(a.prefix, b.prefix);
        }
        int common = Math.min(a.length, b.length);
        if (common > Long.BYTES) {
            long ofA = a.position + WordRuns.HEADER;
            long ofB = b.position + WordRuns.HEADER;
            long difference = MemorySegment.mismatch(
                    records, ofA + Long.BYTES, ofA + common, records, ofB + Long.BYTES, ofB + common);
            if (difference >= 0) {
                return Integer.compare(
                        records.get(JAVA_BYTE, ofA + Long.BYTES + difference) & 0xFF,
                        records.get(JAVA_BYTE, ofB + Long.BYTES + difference) & 0xFF);
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /**
     * Moves to the next word.
     *
     * @return false after the last word
     * @throws ArithmeticException if the sum of its counts overflows
     */
    boolean next() {
        for (int i = 0; i < grouped; i++) {
            if (group[i].advance()) {
                queue.add(group[i]);
            }
        }
        grouped = 0;
        count = 0;
        known = false;
        while (!queue.isEmpty() && (grouped == 0 || compare(queue.peek(), group[0]) == 0)) {
            Cursor cursor = queue.remove();
            group[grouped++] = cursor;
            if (cursor.run.table() < 0) {
                known = true;
                count = closed ? count : Math.addExact(count, cursor.count());
            } else {
                count = Math.addExact(count, cursor.count());
            }
        }
        return grouped > 0;
    }

    /** Returns the locations of all runs. */
    List<WordRuns.Run> runs() {
        return runs;
    }

    /** Returns the number of runs that contain the current word. */
    int occurrences() {
        return grouped;
    }

    /** Returns the position in a run that contains the current word, by index from 0. */
    Cursor occurrence(int index) {
        return group[index];
    }

    /** Returns the sum of the counts of the current word. */
    long count() {
        return count;
    }

    /** Returns whether the current word is predefined. */
    boolean isKnown() {
        return known;
    }

    /** Returns whether the current word belongs to the words of the text or of a model to continue. */
    boolean occurs() {
        return !known || !closed || grouped > 1;
    }

    /**
     * Returns whether the current word is kept.
     *
     * @param minCount the minimum count of words that are not predefined
     */
    boolean isKept(long minCount) {
        return known ? occurs() : !closed && count >= minCount;
    }

    /** Returns the position of a record with the current word among all records. */
    long position() {
        return group[0].position;
    }

    /** Returns the mapped runs. */
    MemorySegment records() {
        return records;
    }
}
