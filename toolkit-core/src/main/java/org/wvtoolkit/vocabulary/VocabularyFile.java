package org.wvtoolkit.vocabulary;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;

/**
 * Storage of a vocabulary as tensors in a container file that may contain other tensors.
 *
 * <p>Not part of the public API.
 */
public final class VocabularyFile {
    private static final String UTF8 = "vocabulary.utf8";
    private static final String OFFSETS = "vocabulary.offsets";
    private static final String ORDER = "vocabulary.order";
    private static final String COUNTS = "counts";

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int BLOCK = 4096;

    private VocabularyFile() {}

    /**
     * Returns the tensors that {@link #write} requires.
     *
     * @param vocabulary the vocabulary
     * @return their declarations
     */
    public static List<TensorDeclaration> declare(Vocabulary vocabulary) {
        return declare(vocabulary.size(), vocabulary.utf8().byteSize());
    }

    /**
     * Returns the tensors that {@link #write} requires.
     *
     * @param size number of words
     * @param utf8Bytes total length of the words in bytes
     * @return their declarations
     */
    public static List<TensorDeclaration> declare(int size, long utf8Bytes) {
        return List.of(
                new TensorDeclaration(OFFSETS, DType.I64, size + 1L),
                new TensorDeclaration(COUNTS, DType.I64, size),
                new TensorDeclaration(ORDER, DType.I32, size),
                new TensorDeclaration(UTF8, DType.U8, utf8Bytes));
    }

    /**
     * Writes a vocabulary to a file.
     *
     * @param vocabulary the vocabulary
     * @param writer a writer with the tensors of {@link #declare}
     * @throws IOException if writing fails
     */
    public static void write(Vocabulary vocabulary, TensorFileWriter writer) throws IOException {
        writer.write(OFFSETS, 0, vocabulary.offsets());
        writer.write(COUNTS, 0, vocabulary.counts());
        writer.write(ORDER, 0, vocabulary.order());
        writer.write(UTF8, 0, vocabulary.utf8());
    }

    /**
     * Returns the memory-mapped vocabulary of a file. Offsets, counts and ids are validated, the
     * words are not read. The sort order is verified on the first failed look-up; if it is invalid,
     * the words are sorted again in memory.
     *
     * @param file an open file
     * @return the vocabulary, valid until the file is closed
     * @throws org.wvtoolkit.container.MalformedFileException if the tensors are missing, or
     *     offsets, counts or ids are out of range
     */
    public static Vocabulary read(TensorFile file) throws IOException {
        MemorySegment utf8 = file.require(UTF8, DType.U8, -1).data();
        MemorySegment offsets = file.require(OFFSETS, DType.I64, -1).data();
        long size = offsets.byteSize() / Long.BYTES - 1;
        if (size < 0 || size > Integer.MAX_VALUE - 8) {
            throw file.malformed("has a vocabulary of " + size + " words");
        }
        MemorySegment counts = file.require(COUNTS, DType.I64, size).data();
        MemorySegment order = file.require(ORDER, DType.I32, size).data();
        long last = 0;
        long total = 0;
        // Copies blocks to arrays: reading mapped memory value by value is many times slower before
        // JIT compilation.
        long[] longs = new long[BLOCK];
        int[] ints = new int[BLOCK];
        for (long first = 0; first <= size; first += BLOCK) {
            int length = (int) Math.min(BLOCK, size + 1 - first);
            MemorySegment.copy(offsets, LONG, first * Long.BYTES, longs, 0, length);
            for (int i = 0; i < length; i++) {
                long offset = longs[i];
                if (offset < last || offset - last > Integer.MAX_VALUE - 8 || (first + i == 0 && offset != 0)) {
                    throw file.malformed("has vocabulary offsets in descending order at word " + (first + i));
                }
                last = offset;
            }
        }
        if (last != utf8.byteSize()) {
            throw file.malformed("has vocabulary offsets that end at " + last + " of " + utf8.byteSize() + " bytes");
        }
        for (long first = 0; first < size; first += BLOCK) {
            int length = (int) Math.min(BLOCK, size - first);
            MemorySegment.copy(counts, LONG, first * Long.BYTES, longs, 0, length);
            MemorySegment.copy(order, INT, first * Integer.BYTES, ints, 0, length);
            for (int i = 0; i < length; i++) {
                total += longs[i];
                if (longs[i] < 0 || total < 0) {
                    throw file.malformed("has a count out of range: " + longs[i] + " for word " + (first + i));
                }
                if (ints[i] < 0 || ints[i] >= size) {
                    throw file.malformed("has a word order that contains the id " + ints[i] + " of " + size + " words");
                }
            }
        }
        return new Vocabulary(utf8, offsets, counts, order, false);
    }

    /**
     * Returns the memory-mapped vocabulary of a file that this process has just written, without
     * validation.
     *
     * @param file an open file
     * @return the vocabulary, valid until the file is closed
     * @throws org.wvtoolkit.container.MalformedFileException if the tensors are missing
     */
    public static Vocabulary readTrusted(TensorFile file) throws IOException {
        MemorySegment order = file.require(ORDER, DType.I32, -1).data();
        long size = order.byteSize() / Integer.BYTES;
        return new Vocabulary(
                file.require(UTF8, DType.U8, -1).data(),
                file.require(OFFSETS, DType.I64, size + 1).data(),
                file.require(COUNTS, DType.I64, size).data(),
                order,
                true);
    }
}
