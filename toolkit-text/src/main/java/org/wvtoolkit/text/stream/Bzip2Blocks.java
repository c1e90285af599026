package org.wvtoolkit.text.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a bzip2 file into its blocks without decompressing it.
 *
 * <p>A block begins with the first 48 bits of π, at any bit position. Its length is not stored, so
 * it ends at the next block mark or at the end mark of the stream (48 bits of √π). The same bits
 * occur elsewhere by chance once in 2^48 positions, so the fields that follow a block mark are
 * checked too.
 *
 * <p>Each block is returned as a bzip2 file of its own, which any decompressor can read. Not
 * thread-safe.
 */
final class Bzip2Blocks {
    private static final long BLOCK_MARK = 0x3141_5926_5359L;
    private static final long END_MARK = 0x1772_4538_5090L;
    private static final int MARK_BITS = 48;
    private static final long MARK_MASK = (1L << MARK_BITS) - 1;
    private static final int HEADER_BYTES = 4;
    /** Length of the end mark and the checksum. */
    private static final int TRAILER_BYTES = 10;
    /** Maximum length of a block in bytes: 900,000 incompressible bytes and the Huffman tables. */
    private static final int MAX_BLOCK_BYTES = 2 << 20;
    /** Exclusive maximum of the origin pointer of the Burrows-Wheeler transform. */
    private static final int MAX_ORIGIN = 900_000;

    private static final int CHUNK = 1 << 16;

    /**
     * For each value of a byte, the bit positions, 0 to 7, at which a mark may begin two bytes
     * earlier, as a bit set.
     */
    private static final byte[] CANDIDATES = new byte[256];

    static {
        for (int shift = 0; shift < 8; shift++) {
            // A mark that begins at bit `shift` of a byte has its bits 16−shift to 24−shift two bytes later.
            for (long mark : new long[] {BLOCK_MARK, END_MARK}) {
                int third = (int) (mark >>> (MARK_BITS - 24 + shift)) & 0xFF;
                CANDIDATES[third] |= (byte) (1 << shift);
            }
        }
    }

    private final InputStream in;
    private byte[] buffer = new byte[4 * CHUNK];
    private int length;
    /** The beginning of the next block, in bits of the buffer. */
    private long at;

    private char level;
    private int streamSum;
    private boolean inStream;

    Bzip2Blocks(InputStream in) {
        this.in = in;
    }

    /**
     * Returns the next block.
     *
     * @return a bzip2 file with that block only, or null after the last stream
     * @throws EOFException if the file ends within a stream
     * @throws IOException if the file is damaged otherwise
     */
    byte @Nullable [] next() throws IOException {
        while (true) {
            if (!inStream) {
                if (!beginStream()) {
                    return null;
                }
                inStream = true;
            }
            long mark = need(at, MARK_BITS);
            if (mark == BLOCK_MARK) {
                return block();
            }
            if (mark != END_MARK) {
                throw new IOException("a block mark is missing");
            }
            int sum = (int) need(at + MARK_BITS, 32);
            if (sum != streamSum) {
                throw new IOException("the checksum of a stream is wrong");
            }
            at = (at + MARK_BITS + 32 + 7) / 8 * 8;
            inStream = false;
        }
    }

    /** Reads the header of a stream. Returns false at the end of the file. */
    private boolean beginStream() throws IOException {
        forget();
        if (!fill((at >>> 3) + 1)) {
            return false;
        }
        if (!fill((at >>> 3) + HEADER_BYTES) || buffer[(int) (at >>> 3)] != 'B') {
            checkPadding();
            return false;
        }
        long header = need(at, 8 * HEADER_BYTES);
        level = (char) (header & 0xFF);
        if (header >>> 8 != 0x425A68 || level < '1' || level > '9') {
            throw new TrailingDataException();
        }
        at += 8 * HEADER_BYTES;
        streamSum = 0;
        return true;
    }

    /** Reads to the end of the file and checks that only zero bytes follow the last stream. */
    private void checkPadding() throws IOException {
        for (int i = (int) (at >>> 3); i < length; i++) {
            if (buffer[i] != 0) {
                throw new TrailingDataException();
            }
        }
        TrailingDataException.checkPadding(in);
    }

    private byte[] block() throws IOException {
        forget();
        long end = findMark(at + MARK_BITS);
        int sum = (int) bits(at + MARK_BITS, 32);
        streamSum = Integer.rotateLeft(streamSum, 1) ^ sum;
        byte[] file = file(end, sum);
        at = end;
        return file;
    }

    /**
     * Returns the block from {@code at} to {@code end} as a file: header, block and trailer, of
     * which the last two need not be aligned to bytes.
     */
    private byte[] file(long end, int sum) {
        long blockBits = end - at;
        byte[] file = new byte[(int) (HEADER_BYTES + (blockBits + 7) / 8 + TRAILER_BYTES + 1)];
        byte[] header = ("BZh" + level).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, file, 0, HEADER_BYTES);
        int from = (int) (at >>> 3);
        int shift = (int) (at & 7);
        int whole = (int) (blockBits / 8);
        for (int i = 0; i < whole; i++) {
            int two = (buffer[from + i] & 0xFF) << 8 | (shift == 0 ? 0 : buffer[from + i + 1] & 0xFF);
            file[HEADER_BYTES + i] = (byte) (two >>> (8 - shift));
        }
        long to = 8L * (HEADER_BYTES + whole);
        int left = (int) (blockBits % 8);
        if (left > 0) {
            put(file, to, bits(at + 8L * whole, left), left);
        }
        to += left;
        put(file, to, END_MARK, MARK_BITS);
        // In a stream of one block, the checksum of the stream is that of the block.
        put(file, to + MARK_BITS, sum & 0xFFFF_FFFFL, 32);
        return file;
    }

    private static void put(byte[] file, long at, long value, int bits) {
        for (int i = 0; i < bits; i++) {
            long bit = value >>> (bits - 1 - i) & 1;
            file[(int) ((at + i) >>> 3)] |= (byte) (bit << (7 - (at + i) % 8));
        }
    }

    /** Returns the position of the first mark at or after a bit. */
    private long findMark(long from) throws IOException {
        int p = (int) (from >>> 3);
        int limit = (int) (at >>> 3) + MAX_BLOCK_BYTES;
        while (true) {
            // A mark at any bit of byte p and the fields that are checked with it lie within 20 bytes.
            boolean more = fill(p + 20L);
            int scannable = more ? length - 20 : length - 7;
            while (p <= scannable) {
                int candidates = CANDIDATES[buffer[p + 2] & 0xFF];
                if (candidates != 0) {
                    long found = markAt(p, candidates, from);
                    if (found >= 0) {
                        return found;
                    }
                }
                p++;
            }
            if (!more) {
                throw new EOFException("a block is truncated");
            }
            if (p > limit) {
                throw new IOException("a block is longer than the format allows");
            }
        }
    }

    private long markAt(int p, int candidates, long from) {
        for (int shift = 0; shift < 8; shift++) {
            long bit = 8L * p + shift;
            if ((candidates & 1 << shift) == 0 || bit < from || bit + MARK_BITS > 8L * length) {
                continue;
            }
            long mark = bits(bit, MARK_BITS) & MARK_MASK;
            if (mark == END_MARK) {
                return bit;
            }
            // The block mark is followed by a checksum, one bit, and the origin pointer of the transform.
            if (mark == BLOCK_MARK
                    && bit + MARK_BITS + 57 <= 8L * length
                    && bits(bit + MARK_BITS + 33, 24) < MAX_ORIGIN) {
                return bit;
            }
        }
        return -1;
    }

    /** Returns up to 48 bits from the buffer. */
    private long bits(long from, int count) {
        long value = 0;
        int first = (int) (from >>> 3);
        int last = (int) ((from + count - 1) >>> 3);
        for (int i = first; i <= last; i++) {
            value = value << 8 | (buffer[i] & 0xFF);
        }
        int after = (int) (8L * (last + 1) - (from + count));
        return value >>> after & ((1L << count) - 1);
    }

    /** Returns up to 48 bits and reads more bytes if necessary. */
    private long need(long from, int count) throws IOException {
        if (!fill((from + count + 7) / 8)) {
            throw new EOFException("a stream is truncated");
        }
        return bits(from, count);
    }

    /** Removes the bytes before {@code at} from the buffer. */
    private void forget() {
        int from = (int) (at >>> 3);
        System.arraycopy(buffer, from, buffer, 0, length - from);
        length -= from;
        at &= 7;
    }

    /**
     * Reads until the buffer holds the given number of bytes. Returns false if the file ends
     * before.
     */
    private boolean fill(long bytes) throws IOException {
        while (length < bytes) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * length);
            }
            int read = in.read(buffer, length, Math.min(CHUNK, buffer.length - length));
            if (read < 0) {
                return false;
            }
            length += read;
        }
        return true;
    }
}
