package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.SpilledWords;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.vocabulary.WordRuns;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Ids of the words of all tables of an encoding: in memory, or on disk if the words exceed the
 * memory budget. Both give the same ids. {@link #ids} is thread-safe.
 */
abstract sealed class NumberedTables implements AutoCloseable {
    /**
     * Numbers the words of all workers.
     *
     * @param sinks the workers, which have finished
     * @param spill the runs of their earlier tables
     * @param options selects the words to keep
     * @param known predefined words
     * @return the ids; the caller closes them before the sinks
     * @throws IOException if a temporary file cannot be written
     * @throws ArithmeticException if a sum of counts overflows
     */
    static NumberedTables of(
            List<EncodingSink> sinks, WordSpill spill, VocabularyOptions options, PredefinedWords known)
            throws IOException {
        WordRuns runs = spill.runs();
        if (runs == null) {
            return new InMemory(sinks, options, known);
        }
        for (EncodingSink sink : sinks) {
            sink.spillWords();
            sink.close();
        }
        return new OnDisk(runs.merge(options, known), sinks.size() + 1);
    }

    /** Returns the number of words kept. */
    abstract int size();

    /** Returns the total length of the words kept in bytes. */
    abstract long utf8Bytes();

    /** Returns whether all distinct words are kept. */
    abstract boolean keepsAll();

    /** Returns the words kept; valid until {@link #close}. */
    abstract Vocabulary vocabulary();

    /** Returns the id of each word of a table by its number, or −1; not copied. */
    abstract int[] ids(int table);

    @Override
    public abstract void close() throws IOException;

    private static final class InMemory extends NumberedTables {
        private final VocabularyBuilder.NumberedWords words;
        private final int[][] ids;

        /** Merges the words of all workers and assigns an id to each worker's word numbers. */
        InMemory(List<EncodingSink> sinks, VocabularyOptions options, PredefinedWords known) {
            ids = new int[sinks.size()][];
            EncodingSink first = sinks.getFirst();
            WordTable merged = first.words();
            for (EncodingSink sink : sinks.subList(1, sinks.size())) {
                ids[sink.table()] = merged.addAll(sink.words());
            }
            words = VocabularyBuilder.of(merged, options, known);
            int[] idOfMerged = words.idOfWord();
            for (EncodingSink sink : sinks.subList(1, sinks.size())) {
                int[] numbers = ids[sink.table()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = idOfMerged[numbers[i]];
                }
            }
            ids[first.table()] = idOfMerged;
        }

        @Override
        int size() {
            return words.size();
        }

        @Override
        long utf8Bytes() {
            return words.utf8Bytes();
        }

        @Override
        boolean keepsAll() {
            return words.size() == words.idOfWord().length;
        }

        @Override
        Vocabulary vocabulary() {
            return words.vocabulary();
        }

        @Override
        int[] ids(int table) {
            return ids[table];
        }

        @Override
        public void close() {}
    }

    private static final class OnDisk extends NumberedTables {
        private final SpilledWords words;
        private final Map<Integer, int[]> recent;

        /**
         * Wraps merged words.
         *
         * @param tables number of tables whose ids are kept in memory; chunks in the order of the text refer to
         *     about one table per worker at a time
         */
        OnDisk(SpilledWords words, int tables) {
            this.words = words;
            recent = new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, int[]> eldest) {
                    return size() > tables;
                }
            };
        }

        @Override
        int size() {
            return words.size();
        }

        @Override
        long utf8Bytes() {
            return words.utf8Bytes();
        }

        @Override
        boolean keepsAll() {
            return words.keepsAll();
        }

        @Override
        Vocabulary vocabulary() {
            return words.vocabulary();
        }

        @Override
        synchronized int[] ids(int table) {
            return recent.computeIfAbsent(table, words::ids);
        }

        @Override
        public void close() throws IOException {
            words.close();
        }
    }
}
