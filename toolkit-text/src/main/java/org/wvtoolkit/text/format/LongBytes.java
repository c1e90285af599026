package org.wvtoolkit.text.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Operations on eight bytes of text in a {@code long} (SIMD within a register). They find the next
 * byte of a class without a branch per byte. This matters because most words are short, so a branch
 * at each word's end is mispredicted often.
 *
 * <p>Not part of the public API.
 */
public final class LongBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    /** Mask of the top bit of each byte. */
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private LongBytes() {}

    /**
     * Reads eight bytes.
     *
     * @param bytes the array
     * @param at the index of the first byte
     * @return the bytes, with the first one lowest
     */
    public static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /**
     * Returns whether all bytes are ASCII.
     *
     * @param eight eight bytes
     * @return true if no byte has its top bit set
     */
    public static boolean areAscii(long eight) {
        return (eight & TOPS) == 0;
    }

    /**
     * Marks bytes from 0 to 0x20, which are white space and other control characters, with their
     * top bit. Only the lowest mark is reliable, because a borrow may cause wrong marks above it.
     *
     * @param eight eight bytes
     * @return the marks
     */
    public static long spaces(long eight) {
        return (eight - 0x21 * ONES) & ~eight & TOPS;
    }

    /**
     * Marks all bytes except {@code a} to {@code z} with their top bit.
     *
     * @param eight eight bytes
     * @return the marks
     */
    public static long otherThanLowerCase(long eight) {
        long low = eight & ~TOPS; // avoids a carry into the next byte
        long fromA = low + (0x80 - 'a') * ONES;
        long beyondZ = low + (0x80 - 'z' - 1) * ONES;
        return (~fromA | beyondZ | eight) & TOPS;
    }

    /**
     * Returns the index of the first mark.
     *
     * @param marks the marks
     * @return the index of the lowest marked byte; 8 if there is none
     */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
