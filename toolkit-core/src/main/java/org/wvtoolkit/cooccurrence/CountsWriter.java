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

/** A file of counts in the making. */
final class CountsWriter implements CsrTarget, AutoCloseable {
    private final TensorFileWriter writer;
    private final CsrTarget cells;

    private CountsWriter(TensorFileWriter writer) {
        this.writer = writer;
        this.cells = CsrFile.target(writer, true);
    }

    static CountsWriter create(
            Path target,
            Vocabulary vocabulary,
            Map<String, String> provenance,
            CooccurrenceOptions options,
            long nonZeros)
            throws IOException {
        Map<String, String> metadata = new TreeMap<>(provenance);
        metadata.put("kind", CooccurrenceCounts.KIND);
        metadata.putAll(CooccurrenceCounts.metadata(options));
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.addAll(CsrFile.declare(vocabulary.size(), nonZeros, true));
        TensorFileWriter writer = TensorFileWriter.create(target, metadata, declarations);
        try {
            VocabularyFile.write(vocabulary, writer);
            return new CountsWriter(writer);
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

    /** Puts the file into place. */
    void commit() throws IOException {
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
