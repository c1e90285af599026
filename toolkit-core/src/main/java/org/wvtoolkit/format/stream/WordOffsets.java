package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Words of one section of a file, with the file offset of each word's values. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class WordOffsets {
    /** Number of readable bytes that {@link Vocabulary} requires after the last word. */
    private static final int SLACK = 8;

    private byte[] text = new byte[1 << 12];
    private int textLength;
    private int[] ends = new int[1 << 8];
    private long[] values = new long[1 << 8];
    private int size;

    /**
     * Maximum number of bytes of words in one instance. A file is read in sections with one
     * instance each.
     */
    private static final int MAX_TEXT = 1 << 30;

    public void add(byte[] source, int from, int length, long valuesBegin) throws IOException {
        if (textLength + length > text.length) {
            if (textLength > MAX_TEXT) {
                throw new IOException("more than " + MAX_TEXT + " bytes of words in one section; split the file");
            }
            text = Arrays.copyOf(text, Math.max(textLength + length, 2 * text.length));
        }
        System.arraycopy(source, from, text, textLength, length);
        textLength += length;
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        ends[size] = textLength;
        values[size++] = valuesBegin;
    }

    public int size() {
        return size;
    }

    /**
     * Removes all but the first words.
     *
     * @param most number of words to keep
     */
    public void cut(int most) {
        if (most < size) {
            size = most;
            textLength = most == 0 ? 0 : ends[most - 1];
        }
    }

    /** Returns the offsets of the values of all words, section after section. */
    public static long[] values(List<WordOffsets> sections) {
        long[] all = new long[rows(sections)];
        int row = 0;
        for (WordOffsets section : sections) {
            System.arraycopy(section.values, 0, all, row, section.size);
            row += section.size;
        }
        return all;
    }

    private static int rows(List<WordOffsets> sections) {
        long rows = 0;
        for (WordOffsets section : sections) {
            rows += section.size;
        }
        return Math.toIntExact(rows);
    }

    /**
     * Returns the sections without words that occurred before, and reports each duplicate. Under a
     * strict policy, returns the sections unchanged: {@link #vocabulary} rejects duplicates.
     */
    public static List<WordOffsets> withoutDuplicates(InputFile file, List<WordOffsets> sections, FaultPolicy policy)
            throws IOException {
        if (!policy.skipsDefects()) {
            return sections;
        }
        List<WordOffsets> firsts = new ArrayList<>();
        try (WordTable words = new WordTable()) {
            for (WordOffsets section : sections) {
                WordOffsets first = new WordOffsets();
                for (int i = 0; i < section.size; i++) {
                    int begin = i == 0 ? 0 : section.ends[i - 1];
                    int length = section.ends[i] - begin;
                    int known = words.size();
                    if (words.add(section.text, begin, length) < known) {
                        String word = new String(section.text, begin, length, StandardCharsets.UTF_8);
                        policy.handle(Fault.REPEATED_WORD, word, () -> file.malformed(-1, "duplicate word: " + word));
                    } else {
                        first.add(section.text, begin, length, section.values[i]);
                    }
                }
                firsts.add(first);
            }
        }
        return firsts;
    }

    /**
     * Returns the vocabulary of all words, section after section.
     *
     * @throws IOException if a word occurs twice
     */
    public static Vocabulary vocabulary(InputFile file, List<WordOffsets> sections, long[] counts) throws IOException {
        long bytes = 0;
        for (WordOffsets section : sections) {
            bytes += section.textLength;
        }
        long[] offsets = new long[rows(sections) + 1];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment utf8 = arena.allocate(bytes + SLACK);
            long begin = 0;
            int row = 0;
            for (WordOffsets section : sections) {
                MemorySegment.copy(section.text, 0, utf8, ValueLayout.JAVA_BYTE, begin, section.textLength);
                for (int i = 0; i < section.size; i++) {
                    offsets[++row] = begin + section.ends[i];
                }
                begin += section.textLength;
            }
            return VocabularyBuilder.of(utf8, offsets, counts.length == 0 ? new long[row] : counts);
        } catch (IllegalArgumentException twice) {
            throw file.malformed(-1, String.valueOf(twice.getMessage()));
        }
    }
}
