package org.wvtoolkit.embedding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.container.ValueFault;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Word vectors in less than single precision, with the norms of the decompressed vectors. The files
 * are smaller, and queries read less memory. See {@link Precision} for the kinds.
 *
 * <p>In 8-bit precision each vector has its own scale, so that its largest value is 127 times the
 * scale and vectors of any length keep the same relative precision. Sign bits are computed from the
 * unit vectors after their mean is subtracted, because word vectors share a large common component.
 */
public final class CompressedEmbeddings implements Embeddings {
    private static final int MAX_CODE = 127;

    private final Vocabulary vocabulary;
    private final Precision precision;
    private final int dimension;
    private final MemorySegment codes;
    private final @Nullable MemorySegment scales;
    private final @Nullable Signs signs;
    private final MemorySegment norms;
    private final ModelMetadata metadata;
    private final DenseEmbeddings.Owner owner;

    /**
     * Sign bits of all vectors, for candidate selection.
     *
     * @param bits I64 [V, {@link #signWords}]; bit {@code k % 64} of word {@code k / 64} is set if
     *     value k of the unit vector exceeds that of the centre
     * @param centre F32 [d], the mean of the unit vectors
     */
    public record Signs(MemorySegment bits, MemorySegment centre) {}

    // More than six parameters: one per field of an immutable class.
    CompressedEmbeddings(
            Vocabulary vocabulary,
            Precision precision,
            int dimension,
            MemorySegment codes,
            @Nullable MemorySegment scales,
            @Nullable Signs signs,
            MemorySegment norms,
            ModelMetadata metadata,
            DenseEmbeddings.Owner owner) {
        this.vocabulary = vocabulary;
        this.precision = precision;
        this.dimension = dimension;
        this.codes = codes;
        this.scales = scales;
        this.signs = signs;
        this.norms = norms;
        this.metadata = metadata;
        this.owner = owner;
    }

    /**
     * Compresses vectors into newly allocated memory.
     *
     * @param source vectors of single precision; context vectors and singular values are dropped
     * @param precision the target precision
     * @return new embeddings; the caller closes them
     * @throws UnsuitableInputException if a value is not finite, or too large for half precision;
     *     the message names the word
     */
    public static CompressedEmbeddings of(DenseEmbeddings source, Precision precision) {
        Arena arena = Arena.ofShared();
        try {
            return compress(source, precision, arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private static CompressedEmbeddings compress(DenseEmbeddings source, Precision precision, Arena arena) {
        int size = source.vocabulary().size();
        int dimension = source.dimension();
        boolean half = precision == Precision.HALF;
        MemorySegment codes = HugePages.allocate(arena, (half ? 2L : 1L) * size * dimension);
        MemorySegment scales = half ? null : arena.allocate(JAVA_FLOAT, size);
        MemorySegment norms = arena.allocate(JAVA_FLOAT, size);
        float[] row = new float[dimension];
        for (int id = 0; id < size; id++) {
            source.vectors().copyRow(id, row, 0);
            double squares = scales == null
                    ? packHalves(row, codes, (long) id * dimension, source.vocabulary(), id)
                    : packBytes(row, codes, scales, id, source.vocabulary());
            norms.setAtIndex(JAVA_FLOAT, id, (float) Math.sqrt(squares));
        }
        Signs signs = precision == Precision.BINARY ? signs(source, arena) : null;
        ModelMetadata metadata = source.metadata().with(ModelMetadata.PRECISION, precision.label());
        return new CompressedEmbeddings(
                source.vocabulary().copy(), precision, dimension, codes, scales, signs, norms, metadata, () -> {
                    if (arena.scope().isAlive()) {
                        arena.close();
                    }
                });
    }

    /** Compresses a row to half precision. Returns the sum of the squares of the decompressed values. */
    private static double packHalves(float[] row, MemorySegment codes, long at, Vocabulary vocabulary, int id) {
        double squares = 0;
        for (int k = 0; k < row.length; k++) {
            short code = Float.floatToFloat16(row[k]);
            float value = Float.float16ToFloat(code);
            if (!Float.isFinite(value)) {
                throw new UnsuitableInputException("the vector of \"" + vocabulary.word(id) + "\" contains the value "
                        + row[k] + ", which exceeds half precision; use int8");
            }
            codes.setAtIndex(JAVA_SHORT, at + k, code);
            squares += (double) value * value;
        }
        return squares;
    }

    private static double packBytes(
            float[] row, MemorySegment codes, MemorySegment scales, int id, Vocabulary vocabulary) {
        float largest = 0;
        for (float value : row) {
            if (!Float.isFinite(value)) {
                throw new UnsuitableInputException("the vector of \"" + vocabulary.word(id) + "\" contains the value "
                        + value + "; the training diverged or the file is damaged");
            }
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / MAX_CODE;
        scales.setAtIndex(JAVA_FLOAT, id, scale);
        long at = (long) id * row.length;
        double squares = 0;
        for (int k = 0; k < row.length; k++) {
            // The scale may be so small that it is rounded, or zero.
            int code = scale == 0 ? 0 : Math.clamp(Math.round((double) row[k] / scale), -MAX_CODE, MAX_CODE);
            codes.set(JAVA_BYTE, at + k, (byte) code);
            double value = (double) code * scale;
            squares += value * value;
        }
        return squares;
    }

    private static Signs signs(DenseEmbeddings source, Arena arena) {
        int size = source.vocabulary().size();
        int dimension = source.dimension();
        double[] mean = new double[dimension];
        float[] row = new float[dimension];
        for (int id = 0; id < size; id++) {
            source.vectors().copyRow(id, row, 0);
            double norm = source.norm(id);
            for (int k = 0; k < dimension && norm > 0; k++) {
                mean[k] += row[k] / norm / size;
            }
        }
        MemorySegment centre = arena.allocate(JAVA_FLOAT, dimension);
        for (int k = 0; k < dimension; k++) {
            centre.setAtIndex(JAVA_FLOAT, k, (float) mean[k]);
        }
        int words = signWords(dimension);
        MemorySegment bits = HugePages.allocate(arena, 8L * size * words);
        for (int id = 0; id < size; id++) {
            source.vectors().copyRow(id, row, 0);
            float norm = source.norm(id);
            for (int k = 0; k < dimension; k++) {
                if (row[k] > norm * (float) mean[k]) {
                    long at = (long) id * words + k / Long.SIZE;
                    bits.setAtIndex(JAVA_LONG, at, bits.getAtIndex(JAVA_LONG, at) | 1L << k);
                }
            }
        }
        return new Signs(bits, centre);
    }

    /**
     * Returns the number of 64-bit words that hold the sign bits of one vector.
     *
     * @param dimension at least 1
     * @return at least 1
     */
    public static int signWords(int dimension) {
        return (dimension + Long.SIZE - 1) / Long.SIZE;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    @Override
    public CompressedEmbeddings withMetadata(ModelMetadata newMetadata) {
        return new CompressedEmbeddings(
                vocabulary, precision, dimension, codes, scales, signs, norms, newMetadata, owner);
    }

    /**
     * Returns a view of these embeddings whose {@link #close} frees nothing, for a user that does
     * not own them.
     *
     * @return a view that is valid until these embeddings are closed
     */
    public CompressedEmbeddings unowned() {
        return new CompressedEmbeddings(
                vocabulary,
                precision,
                dimension,
                codes,
                scales,
                signs,
                norms,
                metadata,
                new DenseEmbeddings.Unowned(owner.norms()));
    }

    /**
     * Returns the precision of the stored vectors.
     *
     * @return the precision
     */
    public Precision precision() {
        return precision;
    }

    /**
     * Returns the compressed vectors.
     *
     * @return F16 [V, d] for half precision, else I8 [V, d]; must not be modified
     */
    public MemorySegment codes() {
        return codes;
    }

    /**
     * Returns the factor of each vector's bytes.
     *
     * @return F32 [V], or empty for half precision
     */
    public Optional<MemorySegment> scales() {
        return Optional.ofNullable(scales);
    }

    /**
     * Returns the sign bits.
     *
     * @return present for {@link Precision#BINARY} only
     */
    public Optional<Signs> signs() {
        return Optional.ofNullable(signs);
    }

    /**
     * Returns the size of the compressed vectors: codes, scales and sign bits.
     *
     * @return number of bytes
     */
    public long vectorBytes() {
        return codes.byteSize()
                + (scales == null ? 0 : scales.byteSize())
                + (signs == null ? 0 : signs.bits().byteSize());
    }

    /**
     * Returns the Euclidean norms of the decompressed vectors.
     *
     * @return F32 [V]; must not be modified
     */
    public MemorySegment norms() {
        return norms;
    }

    @Override
    public float norm(int id) {
        Objects.checkIndex(id, vocabulary.size());
        return norms.getAtIndex(JAVA_FLOAT, id);
    }

    @Override
    public float copyVector(int id, float[] target, int offset) {
        decompress(id, target, offset);
        float norm = norm(id);
        ValueFault fault = owner.norms();
        if (fault != null) {
            Norms.verify(norm, Norms.of(target, offset, dimension), id, fault);
        }
        return norm;
    }

    @Override
    public void verify(int id) {
        if (owner.norms() != null) {
            copyVector(id, new float[dimension], 0);
        }
    }

    /**
     * Decompresses a vector without checking it.
     *
     * @param id 0 to V − 1
     * @param target receives d values from {@code offset} on
     * @param offset index of the first value in {@code target}
     */
    public void decompress(int id, float[] target, int offset) {
        Objects.checkIndex(id, vocabulary.size());
        long at = (long) id * dimension;
        if (scales == null) {
            for (int k = 0; k < dimension; k++) {
                target[offset + k] = Float.float16ToFloat(codes.getAtIndex(JAVA_SHORT, at + k));
            }
        } else {
            float scale = scales.getAtIndex(JAVA_FLOAT, id);
            for (int k = 0; k < dimension; k++) {
                target[offset + k] = codes.get(JAVA_BYTE, at + k) * scale;
            }
        }
    }

    /**
     * Returns the vectors in single precision, as other tools require. The precision lost in
     * compression is not restored.
     *
     * @return new embeddings in off-heap memory of their own, 4·V·d bytes, which neither the heap size nor
     *     {@code -XX:MaxDirectMemorySize} limits, without the metadata entry for the precision; the caller
     *     closes them
     */
    public DenseEmbeddings decompress() {
        Arena arena = Arena.ofShared();
        try {
            return decompress(arena).owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    /**
     * Returns the vectors in single precision, in the memory of an arena.
     *
     * @param arena owner of the memory; not closed by the embeddings
     * @return new embeddings, valid until the arena is closed
     */
    public DenseEmbeddings decompress(Arena arena) {
        FloatMatrix vectors = FloatMatrix.allocate(arena, vocabulary.size(), dimension);
        float[] row = new float[dimension];
        for (int id = 0; id < vocabulary.size(); id++) {
            decompress(id, row, 0);
            vectors.setRow(id, row, 0);
        }
        Map<String, String> entries = new TreeMap<>(metadata.entries());
        entries.remove(ModelMetadata.PRECISION);
        return DenseEmbeddings.of(vocabulary, vectors, ModelMetadata.of(entries));
    }

    @Override
    public void save(Path target) throws IOException {
        CompressedFile.save(this, target);
    }

    @Override
    public void close() {
        owner.free();
    }
}
