package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.linalg.CsrFile;
import org.wvtoolkit.linalg.CsrTarget;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/**
 * Writer of a {@link ContextMatrix} file. Creating it writes the vocabulary.
 *
 * <p>Cells may be written by several threads in any order. {@link #commit} and {@link #close} must
 * be called from one thread.
 *
 * <p>Not part of the public API.
 */
public final class ContextMatrixWriter implements CsrTarget, AutoCloseable {
    private final TensorFileWriter writer;
    private final CsrTarget cells;

    private ContextMatrixWriter(TensorFileWriter writer, boolean doubles) {
        this.writer = writer;
        this.cells = CsrFile.target(writer, doubles);
    }

    /**
     * Creates a writer with a temporary file next to the target.
     *
     * @param target the file; an existing one is replaced on commit
     * @param kind the meaning of the cells
     * @param vocabulary the words
     * @param metadata provenance of the matrix and all options that determined it
     * @param nonZeros number of cells that will be written
     * @return the writer; the caller closes it
     * @throws IOException if the file cannot be written
     */
    public static ContextMatrixWriter create(
            Path target, ContextMatrix.Kind kind, Vocabulary vocabulary, Map<String, String> metadata, long nonZeros)
            throws IOException {
        Map<String, String> entries = new TreeMap<>(metadata);
        entries.put("kind", kind.key());
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.addAll(CsrFile.declare(vocabulary.size(), nonZeros, kind.doubles()));
        TensorFileWriter writer = TensorFileWriter.create(target, entries, declarations);
        try {
            VocabularyFile.write(vocabulary, writer);
            return new ContextMatrixWriter(writer, kind.doubles());
        } catch (Throwable failure) {
            writer.close();
            throw failure;
        }
    }

    @Override
    public void writeIndptr(MemorySegment indptr) throws IOException {
        cells.writeIndptr(indptr);
    }

    @Override
    public void writeCells(long position, MemorySegment indices, MemorySegment data) throws IOException {
        cells.writeCells(position, indices, data);
    }

    /**
     * Renames the file to the target.
     *
     * @throws IOException if that fails; the target is then unchanged
     */
    public void commit() throws IOException {
        writer.commit();
    }

    /** Deletes the temporary file unless {@link #commit} succeeded. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
