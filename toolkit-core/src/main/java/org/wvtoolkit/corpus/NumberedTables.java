package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
 *
 * @param size number of words kept
 * @param utf8Bytes total length of the words kept in bytes
 * @param keepsAll whether all distinct words are kept
 * @param words builds the vocabulary of the words kept; valid until {@link #close}
 * @param idsOfTable the ids of the words of a table
 * @param memory the files of the words, or a task without effect
 */
record NumberedTables(
        int size,
        long utf8Bytes,
        boolean keepsAll,
        Supplier<Vocabulary> words,
        IntFunction<int[]> idsOfTable,
        Files memory)
        implements AutoCloseable {
    /** Temporary files that are deleted when they are closed. */
    @FunctionalInterface
    interface Files {
        void close() throws IOException;
    }

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
            return inMemory(sinks, options, known);
        }
        for (EncodingSink sink : sinks) {
            sink.spillWords();
            sink.close();
        }
        return onDisk(runs.merge(options, known), sinks.size() + 1);
    }

    /** Merges the words of all workers and assigns an id to each worker's word numbers. */
    private static NumberedTables inMemory(List<EncodingSink> sinks, VocabularyOptions options, PredefinedWords known) {
        int[][] ids = new int[sinks.size()][];
        EncodingSink first = sinks.getFirst();
        WordTable merged = first.words();
        for (EncodingSink sink : sinks.subList(1, sinks.size())) {
            ids[sink.table()] = merged.addAll(sink.words());
        }
        VocabularyBuilder.NumberedWords words = VocabularyBuilder.of(merged, options, known);
        int[] idOfMerged = words.idOfWord();
        for (EncodingSink sink : sinks.subList(1, sinks.size())) {
            int[] numbers = ids[sink.table()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = idOfMerged[numbers[i]];
            }
        }
        ids[first.table()] = idOfMerged;
        boolean keepsAll = words.size() == idOfMerged.length;
        return new NumberedTables(
                words.size(), words.utf8Bytes(), keepsAll, words::vocabulary, table -> ids[table], () -> {});
    }

    /**
     * Wraps merged words.
     *
     * @param words the words on disk
     * @param tables number of tables whose ids are kept in memory; chunks in the order of the text refer to
     *     about one table per worker at a time
     */
    private static NumberedTables onDisk(SpilledWords words, int tables) {
        Map<Integer, int[]> recent = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, int[]> eldest) {
                return size() > tables;
            }
        });
        return new NumberedTables(
                words.size(),
                words.utf8Bytes(),
                words.keepsAll(),
                words::vocabulary,
                table -> recent.computeIfAbsent(table, words::ids),
                words::close);
    }

    /** Returns the words kept; valid until {@link #close}. */
    Vocabulary vocabulary() {
        return words.get();
    }

    /** Returns the id of each word of a table by its number, or −1; not copied. */
    int[] ids(int table) {
        return idsOfTable.apply(table);
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
