package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The words of a model: ids from 0 by descending frequency, equal frequencies in the order of their UTF-8 bytes.
 *
 * <p>Words are kept as UTF-8 one behind the other, with the permutation that sorts them, so that a word is found by binary
 * search in a file that is mapped and nothing is built when a model is opened. Immutable and safe for concurrent use; the
 * memory lives as long as whatever it was made in.
 */
public final class Vocabulary {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final MemorySegment utf8;
    private final MemorySegment offsets;
    private final MemorySegment counts;
    private final int size;

    /** The ids by their words' bytes. What a file claims to be sorted is looked at once, when it matters: see {@link #sorted}. */
    private volatile MemorySegment order;

    private volatile boolean sorted;

    /**
     * Wraps what {@link VocabularyBuilder} or a reader has checked.
     *
     * @param utf8 the words one behind the other
     * @param offsets I64 [V+1], where each begins
     * @param counts I64 [V]
     * @param order I32 [V], ids from 0 to V − 1
     * @param sorted whether the order is known to be all ids in ascending order of their words' bytes
     */
    Vocabulary(MemorySegment utf8, MemorySegment offsets, MemorySegment counts, MemorySegment order, boolean sorted) {
        this.utf8 = utf8.asReadOnly();
        this.offsets = offsets.asReadOnly();
        this.counts = counts.asReadOnly();
        this.order = order.asReadOnly();
        this.size = (int) (order.byteSize() / Integer.BYTES);
        this.sorted = sorted;
    }

    /**
     * The same words in memory of their own, to outlive the file that these are mapped from.
     *
     * @return a copy, which the garbage collector frees
     */
    public Vocabulary copy() {
        Arena arena = Arena.ofAuto();
        return new Vocabulary(copy(arena, utf8), copy(arena, offsets), copy(arena, counts), copy(arena, order), sorted);
    }

    private static MemorySegment copy(Arena arena, MemorySegment segment) {
        return arena.allocate(segment.byteSize(), Long.BYTES).copyFrom(segment);
    }

    /**
     * How many words there are.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * The word of an id.
     *
     * @param id 0 to size − 1
     * @return the word
     * @throws IndexOutOfBoundsException if there is no such id
     */
    public String word(int id) {
        byte[] bytes = new byte[length(id)];
        MemorySegment.copy(utf8, JAVA_BYTE, offset(id), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The id of a word.
     *
     * @param word any word
     * @return its id, or −1 if the vocabulary does not have it
     */
    public int id(String word) {
        return id(word.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The id of a word given as UTF-8.
     *
     * @param word any word
     * @return its id, or −1 if the vocabulary does not have it
     */
    public int id(byte[] word) {
        return id(word, word.length);
    }

    /**
     * The id of the word in the first bytes of an array.
     *
     * @param word begins with any word in UTF-8
     * @param length the word's bytes
     * @return its id, or −1 if the vocabulary does not have it
     */
    public int id(byte[] word, int length) {
        int id = search(order, word, length);
        // A hit is one whatever the order is; a miss means something only where that is sorted.
        return id >= 0 || sorted ? id : search(sorted(), word, length);
    }

    /**
     * Whether the stored order is that of the words' bytes. Looks at every word, if nobody has before.
     *
     * @return false if a file's order is damaged: words are found nevertheless, once they have been sorted anew
     */
    public boolean isSorted() {
        return sorted || isAscending();
    }

    /** The order, looked at if nobody has before, and made anew if it is not sorted. Several threads may do that at once, alike. */
    private MemorySegment sorted() {
        if (!sorted) {
            if (!isAscending()) {
                order = VocabularyBuilder.order(utf8, offsets, size).asReadOnly();
            }
            sorted = true;
        }
        return order;
    }

    /** Each word above the one before: then no id comes twice, and so all of them come. */
    private boolean isAscending() {
        MemorySegment ids = order;
        for (int place = 1; place < size; place++) {
            int one = ids.getAtIndex(INT, place - 1L);
            int other = ids.getAtIndex(INT, place);
            if (compare(one, other) >= 0) {
                return false;
            }
        }
        return true;
    }

    private int compare(int one, int other) {
        long a = offset(one);
        long b = offset(other);
        int common = Math.min(length(one), length(other));
        long difference = MemorySegment.mismatch(utf8, a, a + common, utf8, b, b + common);
        return difference < 0
                ? Integer.compare(length(one), length(other))
                : Integer.compare(
                        utf8.get(JAVA_BYTE, a + difference) & 0xFF, utf8.get(JAVA_BYTE, b + difference) & 0xFF);
    }

    private int search(MemorySegment ids, byte[] word, int length) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int id = ids.getAtIndex(INT, middle);
            int comparison = compare(id, word, length);
            if (comparison == 0) {
                return id;
            }
            if (comparison < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compare(int id, byte[] word, int wordLength) {
        long start = offset(id);
        int length = length(id);
        int common = Math.min(length, wordLength);
        for (int i = 0; i < common; i++) {
            int difference = (utf8.get(JAVA_BYTE, start + i) & 0xFF) - (word[i] & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return length - wordLength;
    }

    /**
     * How often a word stood in the corpus; 0 where the model came from a format that does not say.
     *
     * @param id 0 to size − 1
     * @return its count
     */
    public long count(int id) {
        Objects.checkIndex(id, size);
        return counts.getAtIndex(LONG, id);
    }

    /**
     * The sum of all counts: the tokens of the corpus that have an id.
     *
     * @return at least 0
     */
    public long totalCount() {
        long sum = 0;
        for (int id = 0; id < size; id++) {
            sum += counts.getAtIndex(LONG, id);
        }
        return sum;
    }

    /**
     * The bytes of a word in UTF-8.
     *
     * @param id 0 to size − 1
     * @return at least 0
     */
    public int length(int id) {
        return (int) (offsets.getAtIndex(LONG, id + 1L) - offset(id));
    }

    /**
     * Copies a word's bytes out.
     *
     * @param id 0 to size − 1
     * @param target takes {@link #length} bytes
     * @param targetOffset where in {@code target}
     */
    public void copy(int id, byte[] target, int targetOffset) {
        MemorySegment.copy(utf8, JAVA_BYTE, offset(id), target, targetOffset, length(id));
    }

    /**
     * Where a word begins in {@link #utf8()}.
     *
     * @param id 0 to size − 1
     * @return a byte offset
     */
    public long offset(int id) {
        Objects.checkIndex(id, size);
        return offsets.getAtIndex(LONG, id);
    }

    /**
     * The id at a place in the order of the words' bytes, for lists by prefix.
     *
     * @param place 0 to size − 1
     * @return the id
     */
    public int idInOrder(int place) {
        Objects.checkIndex(place, size);
        return sorted().getAtIndex(INT, place);
    }

    /**
     * All words one behind the other in UTF-8.
     *
     * @return read-only memory
     */
    public MemorySegment utf8() {
        return utf8;
    }

    /**
     * Where each word begins in {@link #utf8()}, and where the last one ends.
     *
     * @return I64 [V+1], read-only
     */
    public MemorySegment offsets() {
        return offsets;
    }

    /**
     * The counts.
     *
     * @return I64 [V], read-only
     */
    public MemorySegment counts() {
        return counts;
    }

    /**
     * The ids in ascending order of their words' bytes, taken as unsigned.
     *
     * @return I32 [V], read-only
     */
    public MemorySegment order() {
        return sorted();
    }
}
