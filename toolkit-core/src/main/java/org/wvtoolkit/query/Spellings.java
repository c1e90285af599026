package org.wvtoolkit.query;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Finds the words of a vocabulary, or the names of a list, with the smallest edit distance to a
 * given word, at most two edits. The distance is optimal string alignment: insertions, deletions, substitutions and
 * transpositions of adjacent characters, with no substring edited twice.
 *
 * <p>Scans the vocabulary once without allocating memory per word. Most words are rejected by their
 * length in bytes or in the first rows of the table.
 *
 * <p>Not part of the public API.
 */
public final class Spellings {
    /** Maximum number of edits. */
    private static final int LIMIT = 2;

    /** One edit adds or removes at most the four bytes of one character. */
    private static final int BYTES_PER_EDIT = 4;

    /** Maximum length of a word. */
    private static final int MAX_BYTES = 1024;

    /** Number of vocabulary bytes copied at a time. */
    private static final int BLOCK = 1 << 16;

    /**
     * Number of offsets copied at a time; reading them one by one from a segment is about 10×
     * slower before JIT compilation.
     */
    private static final int OFFSETS = 1 << 10;

    private final int[] asked;
    private final int askedBytes;
    private final int[] word;
    private final long[] offsets = new long[OFFSETS + 1];
    private final byte[] block = new byte[BLOCK + MAX_BYTES];
    private int[] row = new int[0];
    private int[] above = new int[0];
    private int[] twoAbove = new int[0];

    private Spellings(String asked) {
        this.asked = asked.codePoints().toArray();
        this.askedBytes = asked.getBytes(StandardCharsets.UTF_8).length;
        this.word = new int[MAX_BYTES];
        this.row = new int[this.asked.length + 1];
        this.above = new int[this.asked.length + 1];
        this.twoAbove = new int[this.asked.length + 1];
    }

    /**
     * Returns the most similar spellings.
     *
     * @param vocabulary the vocabulary, which is scanned completely
     * @param asked any word
     * @param count maximum number of results, at least 1
     * @return words by ascending distance, then by descending frequency; the maximum distance is
     *     smaller for short words
     */
    static List<String> nearest(Vocabulary vocabulary, String asked, int count) {
        if (asked.isEmpty() || asked.length() > MAX_BYTES / BYTES_PER_EDIT) {
            return List.of();
        }
        return new Spellings(asked).search(vocabulary, count);
    }

    /**
     * Returns the most similar names of a list, such as those of commands.
     *
     * @param names distinct names, the preferred ones first
     * @param asked any word
     * @param count maximum number of results, at least 1
     * @return names by ascending distance, then in the order of the list; the maximum distance is 1
     *     for words of at most 3 characters, otherwise 2
     */
    public static List<String> nearest(List<String> names, String asked, int count) {
        return nearest(VocabularyBuilder.of(names, new long[names.size()]), asked, count);
    }

    private List<String> search(Vocabulary vocabulary, int count) {
        int[] ids = new int[count];
        int[] distances = new int[count];
        int found = 0;
        // Two edits transform any two-letter word into any other.
        int limit = asked.length <= 3 ? 1 : LIMIT;
        MemorySegment utf8 = vocabulary.utf8();
        long blockBegin = 0;
        long blockEnd = 0;
        int size = vocabulary.size();
        for (int id = 0; id < size && limit > 0; id++) {
            int at = id % OFFSETS;
            if (at == 0) {
                MemorySegment.copy(
                        vocabulary.offsets(), JAVA_LONG, 8L * id, offsets, 0, Math.min(OFFSETS, size - id) + 1);
            }
            long offset = offsets[at];
            int length = (int) (offsets[at + 1] - offset);
            if (Math.abs(length - askedBytes) > BYTES_PER_EDIT * limit || length > MAX_BYTES) {
                continue;
            }
            if (offset + length > blockEnd) {
                blockBegin = offset;
                blockEnd = Math.min(utf8.byteSize(), offset + block.length);
                MemorySegment.copy(utf8, JAVA_BYTE, offset, block, 0, (int) (blockEnd - offset));
            }
            int letters = decode((int) (offset - blockBegin), length);
            if (Math.abs(letters - asked.length) > limit) {
                continue;
            }
            int distance = distance(letters, limit);
            if (distance > limit) {
                continue;
            }
            // Ids ascend, so among equal distances a new word goes last, and a full list admits
            // only smaller distances.
            int index = found < count ? found++ : count - 1;
            while (index > 0 && distances[index - 1] > distance) {
                ids[index] = ids[index - 1];
                distances[index] = distances[index - 1];
                index--;
            }
            ids[index] = id;
            distances[index] = distance;
            if (found == count) {
                limit = Math.min(limit, distances[count - 1] - 1);
            }
        }
        List<String> words = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            words.add(vocabulary.word(ids[i]));
        }
        return words;
    }

    /** Decodes UTF-8 leniently: each malformed byte becomes an arbitrary character. */
    private int decode(int offset, int length) {
        int letters = 0;
        int i = offset;
        int end = offset + length;
        while (i < end) {
            int lead = block[i++];
            if (lead >= 0) {
                word[letters++] = lead;
                continue;
            }
            int more = lead >= (byte) 0xF0 ? 3 : lead >= (byte) 0xE0 ? 2 : lead >= (byte) 0xC0 ? 1 : 0;
            int point = lead & (0x3F >> more);
            for (; more > 0 && i < end && (block[i] & 0xC0) == 0x80; more--) {
                point = (point << 6) | (block[i++] & 0x3F);
            }
            word[letters++] = point;
        }
        return letters;
    }

    /**
     * Returns the distance, or any value above the limit. Only the diagonals within the limit are
     * computed.
     */
    private int distance(int letters, int limit) {
        int columns = asked.length;
        Arrays.fill(above, LIMIT + 1);
        for (int j = 0; j <= Math.min(columns, limit); j++) {
            row[j] = j;
        }
        Arrays.fill(row, Math.min(columns, limit) + 1, columns + 1, LIMIT + 1);
        for (int i = 1; i <= letters; i++) {
            int[] freed = twoAbove;
            twoAbove = above;
            above = row;
            row = freed;
            int from = Math.max(1, i - limit);
            int to = Math.min(columns, i + limit);
            row[from - 1] = from == 1 ? i : LIMIT + 1;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int best = above[j - 1] + (word[i - 1] == asked[j - 1] ? 0 : 1);
                best = Math.min(best, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && word[i - 1] == asked[j - 2] && word[i - 2] == asked[j - 1]) {
                    best = Math.min(best, twoAbove[j - 2] + 1);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (to < columns) {
                row[to + 1] = LIMIT + 1;
            }
            // A transposition refers back two rows, but costs one more than the value there.
            if (least > limit) {
                return limit + 1;
            }
        }
        return row[columns];
    }
}
