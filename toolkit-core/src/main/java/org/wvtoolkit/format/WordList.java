package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.VectorFileHeader;
import org.wvtoolkit.format.stream.WordBytes;
import org.wvtoolkit.format.stream.WordOffsets;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Reader and writer of word lists: text files with one word per line that accompany a file of
 * values.
 */
final class WordList {
    private static final int BUFFER = 1 << 16;

    private WordList() {}

    /**
     * Words with their rows in the value file.
     *
     * @param rows the row of each word, ascending from 0; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // passed between methods
    record Listed(Vocabulary vocabulary, long[] rows) {}

    /**
     * Reads a word list.
     *
     * @param vectors the value file, for messages
     * @param rows the expected number of words
     * @param table whether the word ends at the first tab, and a file with tabs begins with a line
     *     of column names
     * @param policy decides whether defective words are skipped or an error
     */
    static Listed read(Path path, Path vectors, int rows, boolean table, FaultPolicy policy) throws IOException {
        try (InputFile file = InputFile.open(path)) {
            WordOffsets found = new WordOffsets();
            new Lines(file, found, table).read();
            if (found.size() != rows) {
                String problem = "has " + found.size() + " words, but " + vectors + " has " + rows + " vectors";
                policy.handle(Fault.WRONG_COUNT, path + " " + problem, () -> file.malformed(file.size(), problem));
                found.cut(rows);
            }
            List<WordOffsets> kept = WordOffsets.withoutDuplicates(file, List.of(found), policy);
            return new Listed(WordOffsets.vocabulary(file, kept, new long[0]), WordOffsets.values(kept));
        }
    }

    /** Returns the first of the given files that exists. */
    static Path find(Path vectors, List<Path> candidates) throws IOException {
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new IOException(
                vectors + ": the word list is missing; write the words, one per line, to " + candidates.getFirst());
    }

    /** Writes a word list; the caller commits it. */
    static void write(VectorSource source, OrderedOutput output, Path target, WordBytes.Forbidden forbidden)
            throws IOException {
        WordBytes word = new WordBytes(source.vocabulary(), target);
        byte[] lines = new byte[BUFFER];
        int at = 0;
        int piece = 0;
        for (int id = 0; id < source.vocabulary().size(); id++) {
            int length = word.take(id, forbidden);
            if (at + length + 1 > lines.length) {
                output.write(piece++, Arrays.copyOf(lines, at));
                at = 0;
                lines = new byte[Math.max(BUFFER, length + 1)];
            }
            System.arraycopy(word.bytes(), 0, lines, at, length);
            at += length;
            lines[at++] = '\n';
        }
        output.write(piece, Arrays.copyOf(lines, at));
    }

    /** Lines of a word list. Not thread-safe. */
    private static final class Lines {
        private final InputFile file;
        private final WordOffsets found;
        private final boolean table;
        private byte[] buffer = new byte[BUFFER];
        private boolean headed;

        Lines(InputFile file, WordOffsets found, boolean table) {
            this.file = file;
            this.found = found;
            this.table = table;
        }

        void read() throws IOException {
            long start = VectorFileHeader.afterByteOrderMark(file);
            long begin = start;
            int length = file.read(begin, buffer, 0, buffer.length);
            int at = 0;
            while (at < length || begin + length < file.size()) {
                int end = at;
                while (end < length && buffer[end] != '\n') {
                    end++;
                }
                if (end == length && begin + length < file.size()) {
                    if (length - at > LineScanner.MAX_WORD) {
                        throw file.malformed(begin + at, "a word is longer than " + LineScanner.MAX_WORD + " bytes");
                    }
                    if (at == 0 && length == buffer.length) {
                        buffer = new byte[2 * length];
                    }
                    begin += at;
                    length = file.read(begin, buffer, 0, buffer.length);
                    at = 0;
                    continue;
                }
                line(at, end, begin + at == start);
                at = end + 1;
            }
        }

        private void line(int from, int lineEnd, boolean first) throws IOException {
            int end = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            if (table) {
                int tab = from;
                while (tab < end && buffer[tab] != '\t') {
                    tab++;
                }
                if (first && tab < end) {
                    headed = true;
                    return;
                }
                end = headed ? tab : end;
            }
            found.add(buffer, from, end - from, found.size());
        }
    }
}
