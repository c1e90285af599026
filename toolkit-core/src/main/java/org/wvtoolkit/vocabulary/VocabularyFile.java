package org.wvtoolkit.vocabulary;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;

/** A vocabulary as tensors of the container, beside whatever else the file holds. */
public final class VocabularyFile {
    private static final String UTF8 = "vocabulary.utf8";
    private static final String OFFSETS = "vocabulary.offsets";
    private static final String ORDER = "vocabulary.order";
    private static final String COUNTS = "counts";

    private VocabularyFile() {}

    /**
     * The tensors that {@link #write} will fill.
     *
     * @param vocabulary the vocabulary
     * @return its tensors
     */
    public static List<TensorDeclaration> declare(Vocabulary vocabulary) {
        return List.of(
                new TensorDeclaration(OFFSETS, DType.I64, vocabulary.size() + 1L),
                new TensorDeclaration(COUNTS, DType.I64, vocabulary.size()),
                new TensorDeclaration(ORDER, DType.I32, vocabulary.size()),
                new TensorDeclaration(UTF8, DType.U8, vocabulary.utf8().byteSize()));
    }

    /**
     * Writes a vocabulary into a file that declared it.
     *
     * @param vocabulary the vocabulary
     * @param writer has the tensors of {@link #declare}
     * @throws IOException if it cannot be written
     */
    public static void write(Vocabulary vocabulary, TensorFileWriter writer) throws IOException {
        writer.write(OFFSETS, 0, vocabulary.offsets());
        writer.write(COUNTS, 0, vocabulary.counts());
        writer.write(ORDER, 0, vocabulary.order());
        writer.write(UTF8, 0, vocabulary.utf8());
    }

    /**
     * The vocabulary of a file, mapped as it stands. Everything is checked that costs no look at the words themselves. So an
     * order that is not sorted is not noticed: words are then not found, but never mistaken for others.
     *
     * @param file an open file
     * @return the vocabulary, which lives as long as the file is open
     * @throws org.wvtoolkit.container.MalformedFileException if there is none or its offsets, counts or ids are out of range
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
        for (long id = 0; id <= size; id++) {
            long offset = offsets.getAtIndex(ValueLayout.JAVA_LONG, id);
            if (offset < last || offset - last > Integer.MAX_VALUE - 8 || (id == 0 && offset != 0)) {
                throw file.malformed("has a vocabulary whose words lie backwards, at word " + id);
            }
            last = offset;
        }
        if (last != utf8.byteSize()) {
            throw file.malformed("has a vocabulary whose words end at " + last + " of " + utf8.byteSize() + " bytes");
        }
        long total = 0;
        for (long id = 0; id < size; id++) {
            long count = counts.getAtIndex(ValueLayout.JAVA_LONG, id);
            total += count;
            if (count < 0 || total < 0) {
                throw file.malformed("has a count out of range: " + count + " for word " + id);
            }
        }
        for (long place = 0; place < size; place++) {
            int id = order.getAtIndex(ValueLayout.JAVA_INT, place);
            if (id < 0 || id >= size) {
                throw file.malformed("has an order of words that names word " + id + " of " + size);
            }
        }
        return new Vocabulary(utf8, offsets, counts, order);
    }
}
