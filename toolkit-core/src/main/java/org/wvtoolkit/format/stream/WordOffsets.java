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

/** Words of one section of a file, with the file offset of each word's values. Not thread-safe. */
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
    private static final int MOST_TEXT = 1 << 30;

    public void add(byte[] source, int from, int length, long valuesBegin) throws IOException {
        if (textLength + length > text.length) {
            if (textLength > MOST_TEXT) {
                throw new IOException("more than " + MOST_TEXT + " bytes of words in one section; split the file");
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
    public static long[] values(List<WordOffsets> stretches) {
        long[] all = new long[rows(stretches)];
        int row = 0;
        for (WordOffsets stretch : stretches) {
            System.arraycopy(stretch.values, 0, all, row, stretch.size);
            row += stretch.size;
        }
        return all;
    }

    private static int rows(List<WordOffsets> stretches) {
        long rows = 0;
        for (WordOffsets stretch : stretches) {
            rows += stretch.size;
        }
        return Math.toIntExact(rows);
    }

    /** Returns the sections without words that occurred before, and reports each duplicate. */
    public static List<WordOffsets> withoutDuplicates(List<WordOffsets> stretches, Faults faults) throws IOException {
        List<WordOffsets> firsts = new ArrayList<>();
        try (WordTable words = new WordTable()) {
            for (WordOffsets stretch : stretches) {
                WordOffsets first = new WordOffsets();
                for (int i = 0; i < stretch.size; i++) {
                    int begin = i == 0 ? 0 : stretch.ends[i - 1];
                    int length = stretch.ends[i] - begin;
                    int known = words.size();
                    if (words.add(stretch.text, begin, length) < known) {
                        faults.add(
                                Fault.REPEATED_WORD, new String(stretch.text, begin, length, StandardCharsets.UTF_8));
                    } else {
                        first.add(stretch.text, begin, length, stretch.values[i]);
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
    public static Vocabulary vocabulary(InputFile file, List<WordOffsets> stretches, long[] counts) throws IOException {
        long bytes = 0;
        for (WordOffsets stretch : stretches) {
            bytes += stretch.textLength;
        }
        long[] offsets = new long[rows(stretches) + 1];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment utf8 = arena.allocate(bytes + SLACK);
            long begin = 0;
            int row = 0;
            for (WordOffsets stretch : stretches) {
                MemorySegment.copy(stretch.text, 0, utf8, ValueLayout.JAVA_BYTE, begin, stretch.textLength);
                for (int i = 0; i < stretch.size; i++) {
                    offsets[++row] = begin + stretch.ends[i];
                }
                begin += stretch.textLength;
            }
            return VocabularyBuilder.of(utf8, offsets, counts.length == 0 ? new long[row] : counts);
        } catch (IllegalArgumentException twice) {
            throw file.malformed(-1, twice.getMessage() + " (wv check-model can keep the first occurrence only)");
        }
    }
}
