package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Words of a model with ids from 0 in order of descending frequency. Words of equal frequency are
 * ordered by their UTF-8 bytes.
 *
 * <p>Words are stored as concatenated UTF-8 together with the permutation that sorts them. Look-up
 * is a binary search in the memory-mapped file, so opening a model builds no data structure.
 * Immutable and thread-safe. The memory is valid as long as the arena or file that it belongs to.
 */
public final class Vocabulary {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final MemorySegment utf8;
    private final MemorySegment offsets;
    private final MemorySegment counts;
    private final int size;

    /**
     * Ids in the order of the words' bytes. The order stored in a file is verified once, on the
     * first failed look-up; see {@link #sorted}.
     */
    private volatile MemorySegment order;

    private volatile boolean sorted;

    /**
     * Wraps arrays that {@link VocabularyBuilder} or a reader has validated.
     *
     * @param utf8 the concatenated words
     * @param offsets I64 [V+1], offset of each word
     * @param counts I64 [V]
     * @param order I32 [V], ids from 0 to V − 1
     * @param sorted whether the order is known to contain all ids in ascending order of their
     *     words' bytes
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
     * Returns a copy in separate memory, which remains valid after the file of this vocabulary is
     * closed.
     *
     * @return a copy that the garbage collector frees
     */
    public Vocabulary copy() {
        Arena arena = Arena.ofAuto();
        return new Vocabulary(copy(arena, utf8), copy(arena, offsets), copy(arena, counts), copy(arena, order), sorted);
    }

    private static MemorySegment copy(Arena arena, MemorySegment segment) {
        return arena.allocate(segment.byteSize(), Long.BYTES).copyFrom(segment);
    }

    /**
     * Returns the number of words.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Returns the word with an id.
     *
     * @param id 0 to size − 1
     * @return the word
     * @throws IndexOutOfBoundsException if the id is out of range
     */
    public String word(int id) {
        byte[] bytes = new byte[length(id)];
        MemorySegment.copy(utf8, JAVA_BYTE, offset(id), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Returns the id of a word.
     *
     * @param word any word
     * @return its id, or −1 if it is out of vocabulary
     */
    public int id(String word) {
        return id(word.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the id of a word given as UTF-8.
     *
     * @param word any word
     * @return its id, or −1 if it is out of vocabulary
     */
    public int id(byte[] word) {
        return id(word, word.length);
    }

    /**
     * Returns the id of the word in the first bytes of an array.
     *
     * @param word begins with a word in UTF-8
     * @param length number of bytes of the word
     * @return its id, or −1 if it is out of vocabulary
     */
    public int id(byte[] word, int length) {
        int id = search(order, word, length);
        // A match is valid in any order; a miss is valid only if the order is sorted.
        return id >= 0 || sorted ? id : search(sorted(), word, length);
    }

    /**
     * Returns whether the stored order is sorted by the words' bytes. The first call inspects every
     * word.
     *
     * @return false if the order in the file is damaged; words are then found after sorting them
     *     again
     */
    public boolean isSorted() {
        return sorted || isAscending();
    }

    /**
     * Returns the order after verifying it once, and sorts it again if it is not sorted. Concurrent
     * calls compute the same result.
     */
    private MemorySegment sorted() {
        if (!sorted) {
            if (!isAscending()) {
                order = VocabularyBuilder.order(utf8, offsets, size).asReadOnly();
            }
            sorted = true;
        }
        return order;
    }

    /**
     * Returns whether each word is greater than its predecessor. This implies that all ids are
     * distinct, so every id occurs.
     */
    private boolean isAscending() {
        MemorySegment ids = order;
        for (int index = 1; index < size; index++) {
            int one = ids.getAtIndex(INT, index - 1L);
            int other = ids.getAtIndex(INT, index);
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

    /**
     * Returns the most frequent words that begin with a prefix.
     *
     * @param prefix any text; every word begins with the empty text
     * @param limit maximum number of words, at least 0
     * @return their ids in ascending order, that is, by descending frequency
     */
    public int[] idsWithPrefix(String prefix, int limit) {
        if (prefix.isEmpty()) {
            return IntStream.range(0, Math.min(limit, size)).toArray();
        }
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        MemorySegment ids = sorted();
        int end = boundary(ids, bytes, true);
        // Short prefixes of large vocabularies have many words: only the best are kept.
        PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.reverseOrder());
        for (int index = boundary(ids, bytes, false); index < end && limit > 0; index++) {
            int id = ids.getAtIndex(INT, index);
            if (best.size() < limit) {
                best.add(id);
            } else if (id < best.element()) {
                best.remove();
                best.add(id);
            }
        }
        return best.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /**
     * Returns the sorted position of the first word with a prefix, or with {@code after} of the
     * first word after all words with it.
     */
    private int boundary(MemorySegment ids, byte[] prefix, boolean after) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int comparison = compare(ids.getAtIndex(INT, middle), prefix.length, prefix, prefix.length);
            if (comparison < 0 || (after && comparison == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int search(MemorySegment ids, byte[] word, int length) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int id = ids.getAtIndex(INT, middle);
            int comparison = compare(id, Integer.MAX_VALUE, word, length);
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

    /** Compares the first bytes of a word, at most {@code most}, with another word. */
    private int compare(int id, int most, byte[] word, int wordLength) {
        long start = offset(id);
        int length = Math.min(length(id), most);
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
     * Returns the number of occurrences of a word in the corpus; 0 if the source format of the
     * model does not store counts.
     *
     * @param id 0 to size − 1
     * @return its count
     */
    public long count(int id) {
        Objects.checkIndex(id, size);
        return counts.getAtIndex(LONG, id);
    }

    /**
     * Returns the sum of all counts, that is, the number of in-vocabulary tokens of the corpus.
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
     * Returns the length of a word in UTF-8 bytes.
     *
     * @param id 0 to size − 1
     * @return at least 0
     */
    public int length(int id) {
        return (int) (offsets.getAtIndex(LONG, id + 1L) - offset(id));
    }

    /**
     * Copies the bytes of a word.
     *
     * @param id 0 to size − 1
     * @param target receives {@link #length} bytes
     * @param targetOffset index of the first byte in {@code target}
     */
    public void copy(int id, byte[] target, int targetOffset) {
        MemorySegment.copy(utf8, JAVA_BYTE, offset(id), target, targetOffset, length(id));
    }

    /**
     * Returns the offset of a word in {@link #utf8()}.
     *
     * @param id 0 to size − 1
     * @return a byte offset
     */
    public long offset(int id) {
        Objects.checkIndex(id, size);
        return offsets.getAtIndex(LONG, id);
    }

    /**
     * Returns the id at a position in the order of the words' bytes, for listing words by prefix.
     *
     * @param index 0 to size − 1
     * @return the id
     */
    public int idAtSortedPosition(int index) {
        Objects.checkIndex(index, size);
        return sorted().getAtIndex(INT, index);
    }

    /**
     * Returns all words as concatenated UTF-8.
     *
     * @return read-only memory
     */
    public MemorySegment utf8() {
        return utf8;
    }

    /**
     * Returns the offset of each word in {@link #utf8()}, followed by the end of the last word.
     *
     * @return I64 [V+1], read-only
     */
    public MemorySegment offsets() {
        return offsets;
    }

    /**
     * Returns the counts.
     *
     * @return I64 [V], read-only
     */
    public MemorySegment counts() {
        return counts;
    }

    /**
     * Returns the ids in ascending order of their words' unsigned bytes.
     *
     * @return I32 [V], read-only
     */
    public MemorySegment order() {
        return sorted();
    }
}
