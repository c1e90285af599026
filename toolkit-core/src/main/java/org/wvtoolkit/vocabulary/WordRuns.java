package org.wvtoolkit.vocabulary;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Counted words in a temporary file, as runs sorted by the words' bytes. A text with more distinct
 * words than fit in memory is counted in parts: each part is counted in a {@link WordTable} and
 * written as one run, and {@link #merge} computes the exact counts of the whole text.
 *
 * <p>A record of a run is I32 length, I32 number of the word in its table, I64 count, followed by
 * the word's bytes. {@link #add} is thread-safe; the other methods are called after all runs have
 * been added. {@link #close} deletes the file.
 *
 * <p>Not part of the public API.
 */
public final class WordRuns implements AutoCloseable {
    /** Number of bytes of a record before the word. */
    static final int HEADER = 16;

    /** Number of readable bytes after the last record, so that words can be read eight bytes at a time. */
    static final int SLACK = 8;

    private final Path folder;
    private final TemporaryFile file;
    private final FileChannel channel;
    private final List<Run> runs = new ArrayList<>();
    private long end;

    /**
     * A run in the file.
     *
     * @param table number of the table that it was written from, or −1 for predefined words
     * @param position file offset of the first record
     * @param words number of records
     */
    record Run(int table, long position, int words) {}

    private WordRuns(Path folder, TemporaryFile file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Creates an empty file.
     *
     * @param folder an existing, writable folder
     * @return the runs; the caller closes them
     * @throws IOException if the file cannot be created
     */
    public static WordRuns create(Path folder) throws IOException {
        TemporaryFile file = TemporaryFiles.create(folder, "words");
        try {
            return new WordRuns(
                    folder, file, FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Writes the words of a table as a run. The table is not changed and may be cleared afterwards.
     *
     * @param number distinct number of the table, at least 0; see {@link SpilledWords#ids}
     * @param table the counted words
     * @throws IOException if the file cannot be written
     */
    public void add(int number, WordTable table) throws IOException {
        int[] order = VocabularyBuilder.orderByBytes(table);
        long bytes = (long) HEADER * order.length + table.textBytes();
        try (SpillWriter writer = new SpillWriter(channel, reserve(number, order.length, bytes), folder)) {
            for (int word : order) {
                write(word, table.count(word), table.length(word), writer);
                writer.write(table.utf8(), table.offset(word), table.length(word));
            }
        }
    }

    /** Writes predefined words as a run. */
    private void add(Vocabulary words) throws IOException {
        long bytes = (long) HEADER * words.size() + words.utf8().byteSize();
        try (SpillWriter writer = new SpillWriter(channel, reserve(-1, words.size(), bytes), folder)) {
            for (int place = 0; place < words.size(); place++) {
                int id = words.idAtSortedPosition(place);
                write(id, words.count(id), words.length(id), writer);
                writer.write(words.utf8(), words.offset(id), words.length(id));
            }
        }
    }

    private static void write(int number, long count, int length, SpillWriter writer) throws IOException {
        writer.write(length);
        writer.write(number);
        writer.write(count);
    }

    /** Registers a run and returns its file offset. */
    private synchronized long reserve(int table, int words, long bytes) {
        long position = end;
        runs.add(new Run(table, position, words));
        end += bytes;
        return position;
    }

    /**
     * Merges all runs, and selects and numbers the words exactly as {@link VocabularyBuilder} does:
     * by descending count and then by their bytes.
     *
     * @param options selects the words to keep
     * @param known predefined words
     * @return the words with their ids; the caller closes them, not later than these runs
     * @throws IOException if a temporary file cannot be written, or there are too many words
     * @throws ArithmeticException if the sum of the counts of predefined words and of the text
     *     overflows
     */
    public SpilledWords merge(VocabularyOptions options, PredefinedWords known) throws IOException {
        Vocabulary predefined = known.words();
        if (predefined != null) {
            add(predefined);
        }
        try (Arena arena = Arena.ofConfined()) {
            try (SpillWriter writer = new SpillWriter(channel, end, folder)) {
                writer.write(0L); // the slack
            }
            MemorySegment records = channel.map(FileChannel.MapMode.READ_ONLY, 0, end + SLACK, arena);
            return SpilledWords.of(new WordMerge(records, runs, known.closed()), options, folder);
        }
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        try (file) {
            channel.close();
        }
    }
}
