package org.wvtoolkit.embedding;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/** Storage of compressed embeddings as tensors: names and validation. */
final class CompressedFile {
    private static final String SCALES = "scales";
    private static final String SIGNS = "signs";
    private static final String CENTRE = "centre";

    private CompressedFile() {}

    static CompressedEmbeddings open(TensorFile file, Vocabulary vocabulary, ModelMetadata metadata)
            throws IOException {
        int size = vocabulary.size();
        boolean half = file.find(ModelFile.VECTORS).orElseThrow().dtype() == DType.F16;
        Tensor vectors = file.require(ModelFile.VECTORS, half ? DType.F16 : DType.I8, size, -1);
        int dimension = Math.toIntExact(ModelFile.checkDimension(file, vectors));
        MemorySegment scales = half
                ? null
                : checked(file, SCALES, file.require(SCALES, DType.F32, size).data());
        CompressedEmbeddings.Signs signs = half || file.find(SIGNS).isEmpty() ? null : signs(file, size, dimension);
        Precision precision = half ? Precision.HALF : signs == null ? Precision.INT8 : Precision.BINARY;
        Tensor norms = ModelFile.norms(file, vocabulary);
        return new CompressedEmbeddings(
                vocabulary,
                precision,
                dimension,
                vectors.data(),
                scales,
                signs,
                norms.data(),
                metadata,
                new FileOwner(file, file.valueFault(norms)));
    }

    private static CompressedEmbeddings.Signs signs(TensorFile file, int size, int dimension) throws IOException {
        MemorySegment bits = file.require(SIGNS, DType.I64, size, CompressedEmbeddings.signWords(dimension))
                .data();
        MemorySegment centre =
                checked(file, CENTRE, file.require(CENTRE, DType.F32, dimension).data());
        return new CompressedEmbeddings.Signs(bits, centre);
    }

    /** Checks that all values are finite: a scale that is not would make every score invalid. */
    private static MemorySegment checked(TensorFile file, String name, MemorySegment values) throws IOException {
        float[] all = values.toArray(ValueLayout.JAVA_FLOAT);
        for (int i = 0; i < all.length; i++) {
            if (!Float.isFinite(all[i])) {
                throw file.malformed("has the value " + all[i] + " at index " + i + " of " + name);
            }
        }
        return values;
    }

    static void save(CompressedEmbeddings embeddings, Path target) throws IOException {
        Vocabulary vocabulary = embeddings.vocabulary();
        long rows = vocabulary.size();
        long dimension = embeddings.dimension();
        @Nullable MemorySegment scales = embeddings.scales().orElse(null);
        CompressedEmbeddings.@Nullable Signs signs = embeddings.signs().orElse(null);
        List<TensorDeclaration> declarations = new ArrayList<>();
        declarations.add(
                new TensorDeclaration(ModelFile.VECTORS, scales == null ? DType.F16 : DType.I8, rows, dimension));
        declarations.add(new TensorDeclaration(ModelFile.NORMS, DType.F32, rows));
        if (scales != null) {
            declarations.add(new TensorDeclaration(SCALES, DType.F32, rows));
        }
        if (signs != null) {
            long words = CompressedEmbeddings.signWords(embeddings.dimension());
            declarations.add(new TensorDeclaration(SIGNS, DType.I64, rows, words));
            declarations.add(new TensorDeclaration(CENTRE, DType.F32, dimension));
        }
        declarations.addAll(VocabularyFile.declare(vocabulary));
        ModelMetadata metadata = embeddings
                .metadata()
                .with(ModelMetadata.KIND, ModelMetadata.VECTORS)
                .with(ModelMetadata.FORMAT_VERSION, Integer.toString(ModelFile.VERSION));
        try (TensorFileWriter writer = TensorFileWriter.create(target, metadata.entries(), declarations)) {
            writer.write(ModelFile.VECTORS, 0, embeddings.codes());
            writer.write(ModelFile.NORMS, 0, embeddings.norms());
            if (scales != null) {
                writer.write(SCALES, 0, scales);
            }
            if (signs != null) {
                writer.write(SIGNS, 0, signs.bits());
                writer.write(CENTRE, 0, signs.centre());
            }
            VocabularyFile.write(vocabulary, writer);
            writer.commit();
        }
    }
}
