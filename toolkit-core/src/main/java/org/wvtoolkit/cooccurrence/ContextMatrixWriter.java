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
 * The file of a {@link ContextMatrix} in the making, its vocabulary written.
 *
 * <p>Threads: cells may come from several at once, in any order; {@link #commit} and {@link #close} from one.
 */
public final class ContextMatrixWriter implements CsrTarget, AutoCloseable {
    private final TensorFileWriter writer;
    private final CsrTarget cells;

    private ContextMatrixWriter(TensorFileWriter writer, boolean doubles) {
        this.writer = writer;
        this.cells = CsrFile.target(writer, doubles);
    }

    /**
     * Opens a temporary file beside the target.
     *
     * @param target the file; replaced, whole, on commit, if there is one
     * @param kind what the cells are
     * @param vocabulary the words
     * @param metadata where the matrix comes from, and every option that determined it
     * @param nonZeros how many cells will be written
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
     * Puts the file into place.
     *
     * @throws IOException if it cannot be; what was there before is then unchanged
     */
    public void commit() throws IOException {
        writer.commit();
    }

    /** Deletes the temporary file unless {@link #commit} has succeeded. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
