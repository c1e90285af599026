package org.wvtoolkit.text.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at once, in a {@code long} (SIMD within a register): where the next byte of some kind is, without a branch
 * for each byte. Half the words of English are shorter than that, and a branch at each word's unforeseeable end is what
 * scanning byte by byte spends its time on.
 */
public final class LongBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    /** The top bit of each byte. */
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private LongBytes() {}

    /**
     * Eight bytes.
     *
     * @param bytes holds them
     * @param at where the first one lies
     * @return all of them, the first one lowest
     */
    public static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /**
     * Whether all are ASCII.
     *
     * @param eight eight bytes
     * @return true if none has its top bit set
     */
    public static boolean areAscii(long eight) {
        return (eight & TOPS) == 0;
    }

    /**
     * Marks bytes from 0 to 0x20, white space and other control characters, with their top bit. The lowest mark is right; above
     * it a borrow may make a wrong one.
     *
     * @param eight eight bytes
     * @return marks
     */
    public static long spaces(long eight) {
        return (eight - 0x21 * ONES) & ~eight & TOPS;
    }

    /**
     * Marks all bytes that are not {@code a} to {@code z} with their top bit.
     *
     * @param eight eight bytes
     * @return marks
     */
    public static long otherThanLowerCase(long eight) {
        long low = eight & ~TOPS; // so that no sum runs over into the next byte
        long fromA = low + (0x80 - 'a') * ONES;
        long beyondZ = low + (0x80 - 'z' - 1) * ONES;
        return (~fromA | beyondZ | eight) & TOPS;
    }

    /**
     * Where the first mark is.
     *
     * @param marks marks
     * @return which byte the lowest mark is on; 8 if there is none
     */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
