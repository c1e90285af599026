package org.wvtoolkit.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/** Storage of embeddings as tensors: names and validation. */
final class ModelFile {
    static final String VECTORS = "vectors";
    static final String NORMS = "norms";
    private static final String CONTEXTS = "contexts";
    private static final String SINGULAR_VALUES = "singular_values";

    /** The version of the layout that this class reads and writes. */
    static final int VERSION = 1;

    /** Number of values copied at a time while saving, about 1 MiB. */
    private static final int CHUNK = 1 << 18;

    private static final int NORMS_AT_A_TIME = 1 << 14;

    private ModelFile() {}

    /** Maps a container, and names the reader of other formats if the file is not a container. */
    static TensorFile container(Path path) throws IOException {
        try {
            return TensorFile.open(path);
        } catch (MalformedFileException malformed) {
            byte[] head;
            try (InputStream in = Files.newInputStream(path)) {
                head = in.readNBytes(9);
            }
            // A container begins with the length of its header in eight bytes, followed by JSON.
            if (head.length == 9 && head[8] != '{') {
                throw new MalformedFileException(
                        path,
                        0,
                        "is not a safetensors file",
                        "convert it, or read it as a file of another vector format");
            }
            throw malformed;
        }
    }

    /** Returns the embeddings of a file, which is closed with them or if this method fails. */
    static Embeddings open(TensorFile file) throws IOException {
        try {
            return ContextMatrix.isIn(file) ? SparseEmbeddings.of(ContextMatrix.of(file)) : vectors(file);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static Embeddings vectors(TensorFile file) throws IOException {
        ModelMetadata metadata = ModelMetadata.of(file.metadata());
        checkKind(file, metadata);
        Vocabulary vocabulary = VocabularyFile.read(file);
        Optional<Tensor> found = file.find(VECTORS);
        if (found.isPresent()
                && (found.get().dtype() == DType.F16 || found.get().dtype() == DType.I8)) {
            return CompressedFile.open(file, vocabulary, metadata);
        }
        Tensor vectors = file.require(VECTORS, DType.F32, vocabulary.size(), -1);
        long dimension = checkDimension(file, vectors);
        Tensor norms = norms(file, vocabulary);
        return new DenseEmbeddings(
                vocabulary,
                matrix(file, vectors),
                norms.data(),
                file.find(CONTEXTS).isPresent()
                        ? matrix(file, file.require(CONTEXTS, DType.F32, vocabulary.size(), dimension))
                        : null,
                singularValues(file, dimension),
                SubwordFile.read(file, metadata, dimension),
                metadata,
                new FileOwner(file, file.valueFault(norms)));
    }

    static long checkDimension(TensorFile file, Tensor vectors) throws IOException {
        long dimension = vectors.length(1);
        if (dimension < 1 || dimension > Integer.MAX_VALUE - FloatMatrix.ROW_ALIGNMENT) {
            throw file.malformed("has vectors of dimension " + dimension);
        }
        return dimension;
    }

    /** Returns the norms of the vectors after checking them. */
    static Tensor norms(TensorFile file, Vocabulary vocabulary) throws IOException {
        Tensor norms = file.require(NORMS, DType.F32, vocabulary.size());
        checkNorms(file, norms.data());
        return norms;
    }

    /**
     * Copies the norms to an array first: reading them one by one from a segment is about 10×
     * slower before JIT compilation.
     */
    private static void checkNorms(TensorFile file, MemorySegment norms) throws IOException {
        long count = norms.byteSize() / Float.BYTES;
        float[] chunk = new float[(int) Math.min(count, NORMS_AT_A_TIME)];
        for (long first = 0; first < count; first += chunk.length) {
            int length = (int) Math.min(chunk.length, count - first);
            MemorySegment.copy(norms, ValueLayout.JAVA_FLOAT, first * Float.BYTES, chunk, 0, length);
            for (int i = 0; i < length; i++) {
                if (!(chunk[i] >= 0 && chunk[i] <= Float.MAX_VALUE)) {
                    throw file.malformed("has the norm " + chunk[i] + " for word " + (first + i));
                }
            }
        }
    }

    private static void checkKind(TensorFile file, ModelMetadata metadata) throws IOException {
        String kind = metadata.get(ModelMetadata.KIND).orElse(ModelMetadata.VECTORS);
        if (!kind.equals(ModelMetadata.VECTORS)) {
            throw file.malformed("contains " + kind + " instead of word vectors");
        }
        Optional<String> version = metadata.get(ModelMetadata.FORMAT_VERSION);
        if (version.isPresent() && !version.get().equals(Integer.toString(VERSION))) {
            throw file.malformed("has the format version " + version.get() + "; version " + VERSION + " is supported");
        }
    }

    static FloatMatrix matrix(TensorFile file, Tensor tensor) {
        int columns = Math.toIntExact(tensor.length(1));
        return FloatMatrix.view(tensor.data(), tensor.length(0), columns, columns)
                .checked(file.valueFault(tensor));
    }

    private static float @Nullable [] singularValues(TensorFile file, long dimension) throws IOException {
        if (file.find(SINGULAR_VALUES).isEmpty()) {
            return null;
        }
        Tensor tensor = file.require(SINGULAR_VALUES, DType.F32, dimension);
        float[] values = tensor.data().toArray(ValueLayout.JAVA_FLOAT);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw file.malformed("has the singular value " + values[i] + " at index " + i);
            }
        }
        return values;
    }

    static void save(DenseEmbeddings embeddings, Path target) throws IOException {
        Vocabulary vocabulary = embeddings.vocabulary();
        long rows = vocabulary.size();
        long dimension = embeddings.dimension();
        FloatMatrix contexts = embeddings.contexts().orElse(null);
        float[] singularValues = embeddings.singularValues().orElse(null);
        List<TensorDeclaration> declarations = new ArrayList<>(List.of(
                new TensorDeclaration(VECTORS, DType.F32, rows, dimension),
                new TensorDeclaration(NORMS, DType.F32, rows)));
        if (contexts != null) {
            declarations.add(new TensorDeclaration(CONTEXTS, DType.F32, rows, dimension));
        }
        if (singularValues != null) {
            declarations.add(new TensorDeclaration(SINGULAR_VALUES, DType.F32, dimension));
        }
        SubwordVectors subwords = embeddings.subwords().orElse(null);
        if (subwords != null) {
            declarations.add(SubwordFile.declare(subwords));
        }
        declarations.addAll(VocabularyFile.declare(vocabulary));
        ModelMetadata metadata = SubwordFile.describe(describe(embeddings.metadata()), subwords);
        try (TensorFileWriter writer = TensorFileWriter.create(target, metadata.entries(), declarations)) {
            write(writer, VECTORS, embeddings.vectors(), vocabulary, target);
            for (int id = 0; id < rows; id++) {
                if (!Float.isFinite(embeddings.norm(id))) {
                    throw notSaved(
                            target,
                            "the vector of \"" + vocabulary.word(id) + "\" has a norm beyond the " + "range of float");
                }
            }
            writer.write(NORMS, 0, embeddings.norms());
            if (contexts != null) {
                write(writer, CONTEXTS, contexts, vocabulary, target);
            }
            if (singularValues != null) {
                if (!allFinite(singularValues, singularValues.length)) {
                    throw notSaved(target, "a singular value is not finite");
                }
                writer.write(SINGULAR_VALUES, 0, MemorySegment.ofArray(singularValues));
            }
            if (subwords != null) {
                SubwordFile.write(writer, subwords, target);
            }
            VocabularyFile.write(vocabulary, writer);
            writer.commit();
        }
    }

    /** Adds the entries that describe the file itself. */
    static ModelMetadata describe(ModelMetadata metadata) {
        return metadata.with(ModelMetadata.KIND, ModelMetadata.VECTORS)
                .with(ModelMetadata.FORMAT_VERSION, Integer.toString(VERSION));
    }

    /** Writes rows without their padding and checks every value. */
    private static void write(
            TensorFileWriter writer, String name, FloatMatrix matrix, Vocabulary vocabulary, Path target)
            throws IOException {
        int columns = matrix.columns();
        int rowsAtATime = (int) Math.min(Math.max(1, CHUNK / columns), Math.max(1, matrix.rows()));
        float[] chunk = new float[rowsAtATime * columns];
        for (long first = 0; first < matrix.rows(); first += rowsAtATime) {
            int rows = (int) Math.min(rowsAtATime, matrix.rows() - first);
            for (int row = 0; row < rows; row++) {
                matrix.copyRow(first + row, chunk, row * columns);
            }
            if (!allFinite(chunk, rows * columns)) {
                int bad = 0;
                while (Float.isFinite(chunk[bad])) {
                    bad++;
                }
                String word = vocabulary.word((int) (first + bad / columns));
                throw notSaved(target, "the " + name + " of \"" + word + "\" contain the value " + chunk[bad]);
            }
            MemorySegment source = MemorySegment.ofArray(chunk).asSlice(0, 4L * rows * columns);
            writer.write(name, 4L * first * columns, source);
        }
    }

    /**
     * Returns whether all values are finite. A finite value times 0 is 0, any other is NaN, and NaN
     * persists in the sum, so the whole array needs only one branch.
     */
    private static boolean allFinite(float[] values, int length) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            even += values[i] * 0f;
            odd += values[i + 1] * 0f;
        }
        if (i < length) {
            even += values[i] * 0f;
        }
        return even + odd == 0;
    }

    static IOException notSaved(Path target, String problem) {
        return new IOException(target + ": not saved: " + problem
                + "; the training diverged or the input is damaged; lower the learning rate or check the input");
    }
}
