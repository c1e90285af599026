package org.wvtoolkit.embedding;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/**
 * Writer of a model whose vectors arrive block by block, so that a model larger than memory can be
 * written. It produces the same bytes as {@link DenseEmbeddings#save}. {@link #put} is thread-safe
 * as long as no row is put twice.
 */
public final class ModelWriter implements RowTarget, AutoCloseable {
    private final Path target;
    private final Vocabulary vocabulary;
    private final int dimension;
    private final @Nullable SubwordVectors subwords;
    private final TensorFileWriter writer;

    private ModelWriter(
            Path target,
            Vocabulary vocabulary,
            int dimension,
            @Nullable SubwordVectors subwords,
            TensorFileWriter writer) {
        this.target = target;
        this.vocabulary = vocabulary;
        this.dimension = dimension;
        this.subwords = subwords;
        this.writer = writer;
    }

    /**
     * Creates a writer with a temporary file next to the target.
     *
     * @param target the model file; an existing one stays intact until {@link #commit}
     * @param vocabulary V words
     * @param dimension d, at least 1
     * @param subwords subword vectors, open until {@link #commit}; or null
     * @param metadata the provenance of the vectors
     * @return the writer; the caller closes it
     * @throws IOException if the file cannot be written
     */
    public static ModelWriter create(
            Path target,
            Vocabulary vocabulary,
            int dimension,
            @Nullable SubwordVectors subwords,
            ModelMetadata metadata)
            throws IOException {
        List<TensorDeclaration> declarations = new ArrayList<>(List.of(
                new TensorDeclaration(ModelFile.VECTORS, DType.F32, vocabulary.size(), dimension),
                new TensorDeclaration(ModelFile.NORMS, DType.F32, vocabulary.size())));
        if (subwords != null) {
            declarations.add(SubwordFile.declare(subwords));
        }
        declarations.addAll(VocabularyFile.declare(vocabulary));
        ModelMetadata complete = SubwordFile.describe(ModelFile.describe(metadata), subwords);
        return new ModelWriter(
                target,
                vocabulary,
                dimension,
                subwords,
                TensorFileWriter.create(target, complete.entries(), declarations));
    }

    @Override
    public void put(int first, int count, float[] values) throws IOException {
        float[] norms = new float[count];
        Norms.of(values, count, dimension, norms);
        for (int row = 0; row < count; row++) {
            if (!Float.isFinite(norms[row])) {
                throw ModelFile.notSaved(
                        target,
                        "the vector of \"" + vocabulary.word(first + row) + "\" has a norm beyond the "
                                + "range of float");
            }
        }
        writer.write(
                ModelFile.VECTORS,
                4L * first * dimension,
                MemorySegment.ofArray(values).asSlice(0, 4L * count * dimension));
        writer.write(ModelFile.NORMS, 4L * first, MemorySegment.ofArray(norms));
    }

    /**
     * Writes the remaining tensors and renames the file to the target.
     *
     * @throws IllegalStateException if a row was not put
     * @throws IOException if writing fails; the target is then unchanged
     */
    public void commit() throws IOException {
        if (subwords != null) {
            SubwordFile.write(writer, subwords, target);
        }
        VocabularyFile.write(vocabulary, writer);
        writer.commit();
    }

    /** Deletes the temporary file, unless {@link #commit} succeeded. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
