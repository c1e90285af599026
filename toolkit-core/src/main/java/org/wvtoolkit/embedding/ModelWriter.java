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
 * A model that is written as its vectors come, so that none larger than memory need be held. The same bytes as
 * {@link DenseEmbeddings#save} makes. Safe for concurrent {@link #put}, as long as no row is put twice.
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
     * Begins a file beside the target.
     *
     * @param target where the model shall be; an existing file stays whole until {@link #commit}
     * @param vocabulary V words
     * @param dimension d, at least 1
     * @param subwords vectors of parts of words, or null; open until the file is committed
     * @param metadata where the vectors come from
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
                        target, "the vector of \"" + vocabulary.word(first + row) + "\" is too long for a float");
            }
        }
        writer.write(
                ModelFile.VECTORS,
                4L * first * dimension,
                MemorySegment.ofArray(values).asSlice(0, 4L * count * dimension));
        writer.write(ModelFile.NORMS, 4L * first, MemorySegment.ofArray(norms));
    }

    /**
     * Writes what is left and renames the file into place.
     *
     * @throws IllegalStateException if a row was not put
     * @throws IOException if it cannot be written; the target is then as it was
     */
    public void commit() throws IOException {
        if (subwords != null) {
            SubwordFile.write(writer, subwords, target);
        }
        VocabularyFile.write(vocabulary, writer);
        writer.commit();
    }

    /** Deletes what was written, unless {@link #commit} has succeeded. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
