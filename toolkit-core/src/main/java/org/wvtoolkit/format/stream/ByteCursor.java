package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sequential reader of little-endian numbers and zero-terminated strings. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class ByteCursor {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputFile file;
    private final byte[] buffer = new byte[1 << 16];
    private long begin;
    private int next;
    private int length;

    public ByteCursor(InputFile file) {
        this.file = file;
    }

    /** Returns the offset of the next byte from the beginning of the file. */
    public long position() {
        return begin + next;
    }

    public byte nextByte() throws IOException {
        require(1);
        return buffer[next++];
    }

    public int nextInt() throws IOException {
        require(Integer.BYTES);
        next += Integer.BYTES;
        return (int) INT.get(buffer, next - Integer.BYTES);
    }

    public long nextLong() throws IOException {
        require(Long.BYTES);
        next += Long.BYTES;
        return (long) LONG.get(buffer, next - Long.BYTES);
    }

    public void skip(int bytes) throws IOException {
        require(bytes);
        next += bytes;
    }

    /**
     * Reads bytes up to and including a zero byte, and stores all but the zero.
     *
     * @param target receives the bytes
     * @return the number of bytes stored
     */
    public int nextString(byte[] target) throws IOException {
        long from = position();
        for (int i = 0; ; i++) {
            byte b = nextByte();
            if (b == 0) {
                return i;
            }
            if (i == target.length) {
                throw file.malformed(from, "a word is longer than " + target.length + " bytes");
            }
            target[i] = b;
        }
    }

    private void require(int bytes) throws IOException {
        if (next + bytes <= length) {
            return;
        }
        begin += next;
        next = 0;
        length = file.read(begin, buffer, 0, buffer.length);
        if (length < bytes) {
            throw file.malformed(file.size(), "the file ends inside its header or word list");
        }
    }
}
