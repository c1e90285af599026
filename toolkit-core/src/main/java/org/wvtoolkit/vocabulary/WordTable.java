package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Hash table that counts distinct words, given as bytes, and numbers them in order of first
 * occurrence.
 *
 * <p>Uses linear probing in off-heap memory. Its size grows with the number of distinct words
 * (about 60 bytes plus the word itself for each), not with the number of tokens. Adding a word that
 * the table contains allocates nothing; if the word has at most eight bytes, it touches two cache
 * lines: its slot, and its record, which begins with those bytes. Not thread-safe.
 */
public final class WordTable implements AutoCloseable {
    /** Maximum number of distinct words. */
    public static final int MAX_WORDS = 1 << 30;

    private static final VarHandle LONG_IN_ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfLong LONG_ANYWHERE =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Number of readable bytes after the last word, so that words can be read eight bytes at a time. */
    private static final int SLACK = 8;

    // Layout of a word's record: its first eight bytes, little-endian, padded with zeros; its
    // count; the offset of its bytes; its length in the upper half of a long and the lower half of
    // its hash in the lower half.
    private static final int RECORD_SHIFT = 5;
    private static final int COUNT = 8;
    private static final int START = 16;
    private static final int LENGTH_AND_HASH = 24;

    private static final int RECORDS_AT_ONCE = 1 << 10;

    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    // Each slot contains the upper half of the hash and the word's number plus one; 0 is an empty
    // slot.
    private GrowableSegment slots;
    private final GrowableSegment bytes = new GrowableSegment(1 << 16);
    private final GrowableSegment records = new GrowableSegment(1 << 16);
    private MemorySegment slotMemory;
    private MemorySegment recordMemory;
    private long slotMask;
    private int size;
    private long used;

    /** Creates an empty table. */
    public WordTable() {
        int capacity = 1 << 12;
        slots = new GrowableSegment(8L * capacity);
        slotMemory = slots.segment();
        recordMemory = records.segment();
        slotMask = capacity - 1L;
    }

    /**
     * Adds one occurrence of a word.
     *
     * @param utf8 contains the word
     * @param offset index of its first byte
     * @param length number of bytes, at least 0
     * @return the number of the word, from 0 in order of first occurrence
     */
    public int add(byte[] utf8, int offset, int length) {
        return add(utf8, offset, length, 1);
    }

    /**
     * Adds several occurrences of a word.
     *
     * @param utf8 contains the word
     * @param offset index of its first byte
     * @param length number of bytes, at least 0
     * @param times number of occurrences, at least 0
     * @return the number of the word, from 0 in order of first occurrence
     * @throws IllegalStateException if the word is new and the table already contains
     *     {@value #MAX_WORDS} words
     */
    public int add(byte[] utf8, int offset, int length, long times) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        return add(utf8, offset, length, times, hash(utf8, offset, length));
    }

    /**
     * Adds all words of another table with their counts.
     *
     * @param other the other table
     * @return the number in this table for each word of the other
     * @throws IllegalStateException if the table would contain more than {@value #MAX_WORDS} words
     */
    public int[] addAll(WordTable other) {
        int[] numbers = new int[other.size];
        byte[] word = new byte[64];
        MemorySegment otherRecords = other.recordMemory;
        // The slots of the other table contain the upper halves of the hashes.
        for (long slot = 0; slot <= other.slotMask; slot++) {
            long content = other.slotMemory.get(LONG, slot << 3);
            if (content != 0) {
                int number = (int) content - 1;
                long record = (long) number << RECORD_SHIFT;
                long lengthAndHash = otherRecords.get(LONG, record + LENGTH_AND_HASH);
                int length = (int) (lengthAndHash >>> 32);
                if (length + SLACK > word.length) {
                    word = new byte[2 * (length + SLACK)];
                }
                other.copyBySteps(otherRecords.get(LONG, record + START), word, length);
                long hash = (content & ~LOWER_HALF) | (lengthAndHash & LOWER_HALF);
                numbers[number] = add(word, 0, length, otherRecords.get(LONG, record + COUNT), hash);
            }
        }
        return numbers;
    }

    /** Copies a word eight bytes at a time, which may copy up to seven bytes after its end. */
    private void copyBySteps(long start, byte[] target, int length) {
        MemorySegment text = bytes.segment();
        for (int done = 0; done < length; done += 8) {
            LONG_IN_ARRAY.set(target, done, text.get(LONG_ANYWHERE, start + done));
        }
    }

    private int add(byte[] utf8, int offset, int length, long times, long hash) {
        long slot = hash & slotMask;
        while (true) {
            long content = slotMemory.get(LONG, slot << 3);
            if (content == 0) {
                return insert(utf8, offset, length, times, hash, slot);
            }
            if ((content ^ hash) >>> 32 == 0) {
                int word = (int) content - 1;
                long record = (long) word << RECORD_SHIFT;
                if (holds(record, utf8, offset, length)) {
                    long count = record + COUNT;
                    recordMemory.set(LONG, count, recordMemory.get(LONG, count) + times);
                    return word;
                }
            }
            slot = (slot + 1) & slotMask;
        }
    }

    /**
     * Looks up a word. Thread-safe as long as no word is added.
     *
     * @param utf8 contains the word
     * @param offset index of its first byte
     * @param length number of bytes, at least 0
     * @return its number, or −1 if the table does not contain it
     */
    public int find(byte[] utf8, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        long hash = hash(utf8, offset, length);
        for (long slot = hash & slotMask; ; slot = (slot + 1) & slotMask) {
            long content = slotMemory.get(LONG, slot << 3);
            if (content == 0) {
                return -1;
            }
            if ((content ^ hash) >>> 32 == 0
                    && holds((long) ((int) content - 1) << RECORD_SHIFT, utf8, offset, length)) {
                return (int) content - 1;
            }
        }
    }

    private int insert(byte[] utf8, int offset, int length, long times, long hash, long slot) {
        if (size == MAX_WORDS) {
            throw new IllegalStateException(
                    "more than " + MAX_WORDS + " distinct words; split the corpus or " + "filter it");
        }
        int word = size++;
        MemorySegment.copy(utf8, offset, bytes.ensure(used + length + SLACK), JAVA_BYTE, used, length);
        long record = (long) word << RECORD_SHIFT;
        recordMemory = records.ensure(record + (1L << RECORD_SHIFT));
        recordMemory.set(LONG, record, upToEight(utf8, offset, length));
        recordMemory.set(LONG, record + COUNT, times);
        recordMemory.set(LONG, record + START, used);
        recordMemory.set(LONG, record + LENGTH_AND_HASH, ((long) length << 32) | (hash & LOWER_HALF));
        used += length;
        slotMemory.set(LONG, slot << 3, (hash & ~LOWER_HALF) | (word + 1L));
        if (2L * size > slotMask) {
            rehash();
        }
        return word;
    }

    /** Doubles the number of slots. The full hash is assembled from a slot and a record. */
    private void rehash() {
        long capacity = 2 * (slotMask + 1);
        GrowableSegment larger = new GrowableSegment(8 * capacity);
        MemorySegment target = larger.segment();
        long mask = capacity - 1;
        for (long from = 0; from <= slotMask; from++) {
            long content = slotMemory.get(LONG, from << 3);
            if (content != 0) {
                long record = ((content & LOWER_HALF) - 1) << RECORD_SHIFT;
                long lowerHash = recordMemory.get(LONG, record + LENGTH_AND_HASH) & LOWER_HALF;
                long slot = ((content & ~LOWER_HALF) | lowerHash) & mask;
                while (target.get(LONG, slot << 3) != 0) {
                    slot = (slot + 1) & mask;
                }
                target.set(LONG, slot << 3, content);
            }
        }
        slots.close();
        slots = larger;
        slotMemory = target;
        slotMask = mask;
    }

    private boolean holds(long record, byte[] utf8, int offset, int length) {
        return recordMemory.get(LONG, record) == upToEight(utf8, offset, length)
                && recordMemory.get(LONG, record + LENGTH_AND_HASH) >>> 32 == length
                && (length <= 8 || endsLike(recordMemory.get(LONG, record + START), utf8, offset, length));
    }

    /**
     * Returns whether two words of equal length, more than eight bytes, are equal after their first
     * eight bytes.
     */
    private boolean endsLike(long start, byte[] utf8, int offset, int length) {
        MemorySegment text = bytes.segment();
        for (int done = 8; done + 8 <= length; done += 8) {
            if ((long) LONG_IN_ARRAY.get(utf8, offset + done) != text.get(LONG_ANYWHERE, start + done)) {
                return false;
            }
        }
        // The last eight bytes, which may overlap those already compared.
        return (long) LONG_IN_ARRAY.get(utf8, offset + length - 8) == text.get(LONG_ANYWHERE, start + length - 8);
    }

    /** Returns up to eight bytes at the beginning of a word as a number, padded with zeros. */
    private static long upToEight(byte[] utf8, int offset, int length) {
        if (length >= 8) {
            return (long) LONG_IN_ARRAY.get(utf8, offset);
        }
        if (offset + 8 <= utf8.length) {
            return (long) LONG_IN_ARRAY.get(utf8, offset) & ~(-1L << (8 * length));
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (utf8[offset + i] & 0xFFL) << (8 * i);
        }
        return value;
    }

    /**
     * Computes the hash of a word, eight bytes at a time through a 64-bit mixing function. The
     * result is the same on every machine.
     *
     * @param utf8 contains the word
     * @param offset index of its first byte
     * @param length number of bytes, at least 0
     * @return a well-distributed 64-bit hash
     */
    public static long hash(byte[] utf8, int offset, int length) {
        long hash = mix((length * 0x9E3779B97F4A7C15L) ^ upToEight(utf8, offset, length));
        for (int done = 8; done < length; done += 8) {
            hash = mix(hash ^ upToEight(utf8, offset + done, length - done));
        }
        return hash;
    }

    /** Applies the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Returns the number of distinct words.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Returns the number of occurrences of a word.
     *
     * @param word 0 to size − 1
     * @return its count
     */
    public long count(int word) {
        return recordMemory.get(LONG, record(word) + COUNT);
    }

    /**
     * Returns the counts of all words by number. Copies the records to arrays first, which is many
     * times faster before JIT compilation.
     */
    long[] counts() {
        long[] counts = new long[size];
        long[] block = new long[RECORDS_AT_ONCE << (RECORD_SHIFT - 3)];
        for (int start = 0; start < size; start += RECORDS_AT_ONCE) {
            int words = Math.min(RECORDS_AT_ONCE, size - start);
            MemorySegment.copy(recordMemory, LONG, (long) start << RECORD_SHIFT, block, 0, words << (RECORD_SHIFT - 3));
            for (int i = 0; i < words; i++) {
                counts[start + i] = block[(i << (RECORD_SHIFT - 3)) + COUNT / Long.BYTES];
            }
        }
        return counts;
    }

    /**
     * Returns offset, length and prefix of words. The prefix is the first eight bytes as an
     * unsigned number in the order of the words: most significant byte first, padded with zeros.
     * Copies the records to arrays first, as in {@link #counts}.
     *
     * @param words numbers of words in ascending order
     * @param starts receives their offsets
     * @param lengths receives their lengths in bytes
     * @param prefixes receives their prefixes
     */
    void describe(int[] words, long[] starts, int[] lengths, long[] prefixes) {
        long[] block = new long[RECORDS_AT_ONCE << (RECORD_SHIFT - 3)];
        int begin = 0;
        int end = 0;
        for (int i = 0; i < words.length; i++) {
            if (words[i] >= end) {
                begin = words[i];
                end = Math.min(size, begin + RECORDS_AT_ONCE);
                int longs = (end - begin) << (RECORD_SHIFT - 3);
                MemorySegment.copy(recordMemory, LONG, (long) begin << RECORD_SHIFT, block, 0, longs);
            }
            int record = (words[i] - begin) << (RECORD_SHIFT - 3);
            prefixes[i] = Long.reverseBytes(block[record]);
            starts[i] = block[record + START / Long.BYTES];
            lengths[i] = (int) (block[record + LENGTH_AND_HASH / Long.BYTES] >>> 32);
        }
    }

    /**
     * Returns the length of a word in bytes.
     *
     * @param word 0 to size − 1
     * @return at least 0
     */
    public int length(int word) {
        return (int) (recordMemory.get(LONG, record(word) + LENGTH_AND_HASH) >>> 32);
    }

    /**
     * Copies a word.
     *
     * @param word 0 to size − 1
     * @param target receives {@link #length} bytes
     * @param targetOffset index of the first byte in {@code target}
     */
    public void copy(int word, byte[] target, int targetOffset) {
        MemorySegment.copy(bytes.segment(), JAVA_BYTE, offset(word), target, targetOffset, length(word));
    }

    /**
     * Returns the off-heap memory of the table.
     *
     * @return its size in bytes
     */
    public long memoryBytes() {
        return slots.segment().byteSize()
                + bytes.segment().byteSize()
                + records.segment().byteSize();
    }

    /**
     * Returns the off-heap memory that the table would have with more words.
     *
     * @param words number of further words, at least 0
     * @param utf8Bytes their total length in bytes
     * @return the size in bytes
     */
    public long memoryBytesWith(long words, long utf8Bytes) {
        long slotBytes = slots.segment().byteSize();
        while (2 * (size + words) > slotBytes / Long.BYTES - 1) {
            slotBytes *= 2;
        }
        return slotBytes + bytes.bytesFor(used + utf8Bytes + SLACK) + records.bytesFor((size + words) << RECORD_SHIFT);
    }

    /**
     * Returns the total length of the words.
     *
     * @return the size in bytes
     */
    public long textBytes() {
        return used;
    }

    /** Removes all words. The memory is kept for further words. */
    public void clear() {
        slotMemory.fill((byte) 0);
        size = 0;
        used = 0;
    }

    /** Returns the concatenated words; see {@link #offset}. */
    MemorySegment utf8() {
        return bytes.segment();
    }

    /** Returns the offset of a word in {@link #utf8}. */
    long offset(int word) {
        return recordMemory.get(LONG, record(word) + START);
    }

    private long record(int word) {
        return (long) Objects.checkIndex(word, size) << RECORD_SHIFT;
    }

    @Override
    public void close() {
        slots.close();
        bytes.close();
        records.close();
    }
}
