package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Counts distinct words, given as bytes, and numbers them in order of first appearance.
 *
 * <p>A hash table with linear probing, wholly off the heap: it grows with the number of distinct words (about 45 bytes and
 * the word itself each), never with the number of tokens, and adding a word it knows allocates nothing. Confined to one
 * thread at a time.
 */
public final class WordTable implements AutoCloseable {
    /** The most distinct words that one table holds. */
    public static final int MOST_WORDS = 1 << 30;

    private static final VarHandle LONG_IN_ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfLong LONG_ANYWHERE =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Bytes kept readable past the last word, so that words are compared eight bytes at a time. */
    private static final int SLACK = 8;

    // A slot holds the upper half of the hash and the word's number plus one; 0 is an empty slot.
    private GrowableSegment slots;
    private final GrowableSegment bytes = new GrowableSegment(1 << 16);
    private final GrowableSegment offsets = new GrowableSegment(1 << 14);
    private final GrowableSegment counts = new GrowableSegment(1 << 14);
    private MemorySegment slotMemory;
    private MemorySegment countMemory;
    private long slotMask;
    private int size;
    private long used;

    /** An empty table. */
    public WordTable() {
        int capacity = 1 << 12;
        slots = new GrowableSegment(8L * capacity);
        slotMemory = slots.segment();
        countMemory = counts.segment();
        slotMask = capacity - 1L;
    }

    /**
     * Counts a word once more.
     *
     * @param utf8 holds the word
     * @param offset where it begins
     * @param length its bytes, at least 0
     * @return the word's number, from 0 in order of first appearance
     */
    public int add(byte[] utf8, int offset, int length) {
        return add(utf8, offset, length, 1);
    }

    /**
     * Counts a word several times more.
     *
     * @param utf8 holds the word
     * @param offset where it begins
     * @param length its bytes, at least 0
     * @param times how often, at least 0
     * @return the word's number, from 0 in order of first appearance
     * @throws IllegalStateException if the table holds {@value #MOST_WORDS} words and this is another
     */
    public int add(byte[] utf8, int offset, int length, long times) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        long hash = hash(utf8, offset, length);
        long slot = hash & slotMask;
        while (true) {
            long content = slotMemory.get(LONG, slot << 3);
            if (content == 0) {
                return insert(utf8, offset, length, times, hash, slot);
            }
            if ((content ^ hash) >>> 32 == 0) {
                int word = (int) content - 1;
                if (holds(word, utf8, offset, length)) {
                    long at = (long) word << 3;
                    countMemory.set(LONG, at, countMemory.get(LONG, at) + times);
                    return word;
                }
            }
            slot = (slot + 1) & slotMask;
        }
    }

    private int insert(byte[] utf8, int offset, int length, long times, long hash, long slot) {
        if (size == MOST_WORDS) {
            throw new IllegalStateException("more than " + MOST_WORDS + " distinct words");
        }
        int word = size++;
        MemorySegment text = bytes.ensure(used + length + SLACK);
        MemorySegment.copy(utf8, offset, text, JAVA_BYTE, used, length);
        used += length;
        offsets.ensure(8L * (word + 2L)).set(LONG, 8L * (word + 1L), used);
        countMemory = counts.ensure(8L * (word + 1L));
        countMemory.set(LONG, 8L * word, times);
        slotMemory.set(LONG, slot << 3, (hash & 0xFFFF_FFFF_0000_0000L) | (word + 1L));
        if (2L * size > slotMask) {
            rehash();
        }
        return word;
    }

    /** Doubles the slots. The lower half of a hash is not kept, so it is computed again from the word. */
    private void rehash() {
        long capacity = 2 * (slotMask + 1);
        GrowableSegment larger = new GrowableSegment(8 * capacity);
        MemorySegment target = larger.segment();
        long mask = capacity - 1;
        byte[] scratch = new byte[64];
        for (int word = 0; word < size; word++) {
            int length = length(word);
            if (length > scratch.length) {
                scratch = new byte[2 * length];
            }
            copy(word, scratch, 0);
            long hash = hash(scratch, 0, length);
            long slot = hash & mask;
            while (target.get(LONG, slot << 3) != 0) {
                slot = (slot + 1) & mask;
            }
            target.set(LONG, slot << 3, (hash & 0xFFFF_FFFF_0000_0000L) | (word + 1L));
        }
        slots.close();
        slots = larger;
        slotMemory = target;
        slotMask = mask;
    }

    private boolean holds(int word, byte[] utf8, int offset, int length) {
        MemorySegment ends = offsets.segment();
        long start = ends.get(LONG, (long) word << 3);
        if (ends.get(LONG, (word + 1L) << 3) - start != length) {
            return false;
        }
        MemorySegment text = bytes.segment();
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            if ((long) LONG_IN_ARRAY.get(utf8, offset + done) != text.get(LONG_ANYWHERE, start + done)) {
                return false;
            }
        }
        int rest = length - done;
        return rest == 0 || tail(utf8, offset + done, rest) == (text.get(LONG_ANYWHERE, start + done) & lowBytes(rest));
    }

    /** The last 1 to 7 bytes of a word as a number. */
    private static long tail(byte[] utf8, int offset, int rest) {
        if (offset + 8 <= utf8.length) {
            return (long) LONG_IN_ARRAY.get(utf8, offset) & lowBytes(rest);
        }
        long value = 0;
        for (int i = 0; i < rest; i++) {
            value |= (utf8[offset + i] & 0xFFL) << (8 * i);
        }
        return value;
    }

    private static long lowBytes(int count) {
        return -1L >>> (64 - 8 * count);
    }

    /**
     * The hash of a word: eight bytes at a time through a 64-bit mixer; equal on every machine.
     *
     * @param utf8 holds the word
     * @param offset where it begins
     * @param length its bytes, at least 0
     * @return 64 bits, all of them well mixed
     */
    public static long hash(byte[] utf8, int offset, int length) {
        long hash = length * 0x9E3779B97F4A7C15L;
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            hash = mix(hash ^ (long) LONG_IN_ARRAY.get(utf8, offset + done));
        }
        if (done < length) {
            hash = mix(hash ^ tail(utf8, offset + done, length - done));
        }
        return hash ^ (hash >>> 32);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * How many distinct words there are.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * How often a word was added.
     *
     * @param word 0 to size − 1
     * @return its count
     */
    public long count(int word) {
        Objects.checkIndex(word, size);
        return countMemory.get(LONG, (long) word << 3);
    }

    /**
     * The bytes of a word.
     *
     * @param word 0 to size − 1
     * @return at least 0
     */
    public int length(int word) {
        Objects.checkIndex(word, size);
        MemorySegment ends = offsets.segment();
        return (int) (ends.get(LONG, (word + 1L) << 3) - ends.get(LONG, (long) word << 3));
    }

    /**
     * Copies a word out.
     *
     * @param word 0 to size − 1
     * @param target takes {@link #length} bytes
     * @param targetOffset where in {@code target}
     */
    public void copy(int word, byte[] target, int targetOffset) {
        int length = length(word);
        long start = offsets.segment().get(LONG, (long) word << 3);
        MemorySegment.copy(bytes.segment(), JAVA_BYTE, start, target, targetOffset, length);
    }

    /** The words one behind the other, {@link #offset} apart. */
    MemorySegment utf8() {
        return bytes.segment();
    }

    /** Where a word begins in {@link #utf8}. */
    long offset(int word) {
        return offsets.segment().get(LONG, (long) word << 3);
    }

    @Override
    public void close() {
        slots.close();
        bytes.close();
        offsets.close();
        counts.close();
    }
}
