package org.wvtoolkit.vocabulary;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.linalg.ScratchMemory;

/**
 * Selected words of merged runs with their ids. All arrays whose size grows with the number of
 * words are in memory-mapped temporary files, so that any number of words takes a small, constant
 * amount of anonymous memory.
 *
 * <p>Counts below {@value #COUNTERS} are sorted by counting: the words are visited in the order of
 * their bytes, and each takes the next id of its count. Words with larger counts are few and are
 * sorted in memory.
 *
 * <p>Not part of the public API.
 */
public final class SpilledWords implements AutoCloseable {
    private static final int COUNTERS = 1 << 16;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Bytes of a kept word in the file of kept words: the position of its record and its count. */
    private static final int KEPT_BYTES = 16;

    private final ScratchMemory scratch;
    private final int size;
    private final long utf8Bytes;
    private final boolean keepsAll;
    private final Vocabulary vocabulary;
    private final Map<Integer, MemorySegment> numbers;

    private SpilledWords(
            ScratchMemory scratch,
            boolean keepsAll,
            long utf8Bytes,
            Vocabulary vocabulary,
            Map<Integer, MemorySegment> numbers) {
        this.scratch = scratch;
        this.size = vocabulary.size();
        this.keepsAll = keepsAll;
        this.utf8Bytes = utf8Bytes;
        this.vocabulary = vocabulary;
        this.numbers = numbers;
    }

    /** Merges runs and numbers the words; see {@link WordRuns#merge}. */
    static SpilledWords of(WordMerge merge, VocabularyOptions options, Path folder) throws IOException {
        ScratchMemory scratch = new ScratchMemory(0, folder);
        try (TemporaryFile file = TemporaryFiles.create(folder, "kept-words");
                FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            Selection selection = new Selection(merge, scratch);
            try (SpillWriter writer = new SpillWriter(channel, 0, folder)) {
                selection.run(options.minCount(), writer);
            }
            MemorySegment kept = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return selection.number(kept, options.maximumSize());
        } catch (UncheckedIOException failure) {
            scratch.close();
            throw failure.getCause() == null ? new IOException(failure) : failure.getCause();
        } catch (Throwable failure) {
            scratch.close();
            throw failure;
        }
    }

    /** One pass over all words, followed by their numbering. A place is a position among the kept words. */
    private static final class Selection {
        private final WordMerge merge;
        private final ScratchMemory scratch;
        private final Map<Integer, MemorySegment> numbers = new HashMap<>();
        private final MemorySegment allNumbers;
        private final long[] ofCount = new long[COUNTERS];
        private final LongArrayList largeCounts = new LongArrayList();
        private int kept;
        private long distinct;

        Selection(WordMerge merge, ScratchMemory scratch) {
            this.merge = merge;
            this.scratch = scratch;
            long records = 0;
            for (WordRuns.Run run : merge.runs()) {
                records += run.table() < 0 ? 0 : run.words();
            }
            allNumbers = scratch.allocate(INT, records);
            long begin = 0;
            for (WordRuns.Run run : merge.runs()) {
                if (run.table() >= 0) {
                    numbers.put(run.table(), allNumbers.asSlice(4 * begin, 4L * run.words()));
                    begin += run.words();
                }
            }
        }

        /** Writes the kept words in the order of their bytes and the place of each word of a run. */
        void run(long minCount, SpillWriter writer) throws IOException {
            long total = 0;
            while (merge.next()) {
                total = Math.addExact(total, merge.count());
                distinct += merge.occurs() ? 1 : 0;
                int place = merge.isKept(minCount) ? kept++ : -1;
                if (place >= 0) {
                    writer.write(merge.position());
                    writer.write(merge.count());
                    count(merge.count());
                }
                for (int i = 0; i < merge.occurrences(); i++) {
                    WordMerge.Cursor word = merge.occurrence(i);
                    MemorySegment placeOfNumber = numbers.get(word.run.table());
                    if (placeOfNumber != null) {
                        placeOfNumber.setAtIndex(INT, word.number(), place);
                    }
                }
                if (kept == WordTable.MAX_WORDS) {
                    throw new IOException(
                            "more than " + WordTable.MAX_WORDS + " distinct words; split the corpus or filter it");
                }
            }
        }

        private void count(long count) {
            if (count < COUNTERS) {
                ofCount[(int) count]++;
            } else {
                largeCounts.add(count);
            }
        }

        SpilledWords number(MemorySegment keptWords, int maximumSize) {
            int size = Math.min(kept, maximumSize);
            MemorySegment idOfPlace = scratch.allocate(INT, kept);
            MemorySegment placeOfId = scratch.allocate(INT, size);
            MemorySegment order = scratch.allocate(INT, size);
            int[] largeIds = largeIds();
            long[] nextId = firstIds(largeIds.length);
            int large = 0;
            long ordered = 0;
            for (int place = 0; place < kept; place++) {
                long count = keptWords.get(LONG, (long) place * KEPT_BYTES + Long.BYTES);
                int id = count < COUNTERS ? (int) nextId[(int) count]++ : largeIds[large++];
                idOfPlace.setAtIndex(INT, place, id < size ? id : -1);
                if (id < size) {
                    placeOfId.setAtIndex(INT, id, place);
                    order.setAtIndex(INT, ordered++, id);
                }
            }
            replacePlaces(idOfPlace);
            return vocabulary(keptWords, placeOfId, order);
        }

        /** Returns the ids of the words with large counts, in the order of their bytes. */
        private int[] largeIds() {
            long[] counts = largeCounts.toArray();
            // The sort is stable, so words of equal count stay in the order of their bytes.
            int[] byCount = IndirectSort.mergesort(0, counts.length, (a, b) -> Long.compare(counts[b], counts[a]));
            int[] ids = new int[counts.length];
            for (int id = 0; id < ids.length; id++) {
                ids[byCount[id]] = id;
            }
            return ids;
        }

        /** Returns the first id of each count below {@value #COUNTERS}. */
        private long[] firstIds(int larger) {
            long[] first = new long[COUNTERS];
            long id = larger;
            for (int count = COUNTERS - 1; count >= 0; count--) {
                first[count] = id;
                id += ofCount[count];
            }
            return first;
        }

        private void replacePlaces(MemorySegment idOfPlace) {
            long records = allNumbers.byteSize() / Integer.BYTES;
            for (long i = 0; i < records; i++) {
                int place = allNumbers.getAtIndex(INT, i);
                if (place >= 0) {
                    allNumbers.setAtIndex(INT, i, idOfPlace.getAtIndex(INT, place));
                }
            }
        }

        private SpilledWords vocabulary(MemorySegment keptWords, MemorySegment placeOfId, MemorySegment order) {
            int size = (int) (order.byteSize() / Integer.BYTES);
            MemorySegment records = merge.records();
            MemorySegment offsets = scratch.allocate(LONG, size + 1L);
            MemorySegment counts = scratch.allocate(LONG, size);
            long end = 0;
            for (int id = 0; id < size; id++) {
                long word = (long) placeOfId.getAtIndex(INT, id) * KEPT_BYTES;
                end += records.get(SpillWriter.INT, keptWords.get(LONG, word));
                offsets.setAtIndex(LONG, id + 1L, end);
                counts.setAtIndex(LONG, id, keptWords.get(LONG, word + Long.BYTES));
            }
            MemorySegment utf8 = scratch.allocate(end, 1);
            for (int id = 0; id < size; id++) {
                long record = keptWords.get(LONG, (long) placeOfId.getAtIndex(INT, id) * KEPT_BYTES);
                long offset = offsets.getAtIndex(LONG, id);
                long length = offsets.getAtIndex(LONG, id + 1L) - offset;
                MemorySegment.copy(records, record + WordRuns.HEADER, utf8, offset, length);
            }
            return new SpilledWords(
                    scratch, size == distinct, end, new Vocabulary(utf8, offsets, counts, order, true), numbers);
        }
    }

    /**
     * Returns the number of words kept.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Returns the total length of the words kept in UTF-8 bytes.
     *
     * @return at least 0
     */
    public long utf8Bytes() {
        return utf8Bytes;
    }

    /**
     * Returns whether all distinct words are kept.
     *
     * @return true if every word of every table has an id
     */
    public boolean keepsAll() {
        return keepsAll;
    }

    /**
     * Returns the ids of the words of a table.
     *
     * @param table the number given to {@link WordRuns#add}
     * @return the id of each word by its number in the table, −1 for those not kept; a new array,
     *     which is empty if no words of the table were added
     */
    public int[] ids(int table) {
        MemorySegment ids = numbers.get(table);
        return ids == null ? new int[0] : ids.toArray(INT);
    }

    /**
     * Returns the vocabulary.
     *
     * @return the vocabulary, valid until these words are closed
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Frees the memory-mapped files. */
    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
