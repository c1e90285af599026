package org.wvtoolkit.embedding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * A vector for every word in less than single precision, with the norm of what it is unpacked to: smaller files, and questions
 * that wait less for the memory. See {@link Precision} for the kinds.
 *
 * <p>Of bytes, each vector has a scale of its own: its largest value is 127 times the scale, so vectors of any length are kept
 * equally well. Signs are those of the unit vectors less their mean, which word vectors have much of in common.
 */
public final class CompressedEmbeddings implements Embeddings {
    private static final int LARGEST = 127;

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
     * The signs of all vectors, for a first look.
     *
     * @param bits I64 [V, words of a row]; bit {@code k % 64} of word {@code k / 64} is set where value k of the unit vector is above
     *     the centre's
     * @param centre F32 [d], the mean of the unit vectors
     */
    public record Signs(MemorySegment bits, MemorySegment centre) {}

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
     * Compresses vectors, in memory of its own.
     *
     * @param source vectors of single precision; contexts and singular values are left out
     * @param precision how exactly
     * @return new embeddings; the caller closes them
     * @throws IllegalArgumentException if a value is not finite, or too large for half precision; the message names the word
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
        MemorySegment codes = arena.allocate((half ? 2L : 1L) * size * dimension, 64);
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

    /** Packs a row; the sum of the squares of what it will be unpacked to. */
    private static double packHalves(float[] row, MemorySegment codes, long at, Vocabulary vocabulary, int id) {
        double squares = 0;
        for (int k = 0; k < row.length; k++) {
            short code = Float.floatToFloat16(row[k]);
            float value = Float.float16ToFloat(code);
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the vector of \"" + vocabulary.word(id) + "\" holds the value "
                        + row[k] + ", which half precision cannot; use int8");
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
                throw new IllegalArgumentException("the vector of \"" + vocabulary.word(id) + "\" holds the value "
                        + value + "; the training has diverged or the file is damaged");
            }
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / LARGEST;
        scales.setAtIndex(JAVA_FLOAT, id, scale);
        long at = (long) id * row.length;
        double squares = 0;
        for (int k = 0; k < row.length; k++) {
            // A scale may be so small that it is rounded, or nothing at all.
            int code = scale == 0 ? 0 : Math.clamp(Math.round((double) row[k] / scale), -LARGEST, LARGEST);
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
        MemorySegment bits = arena.allocate(8L * size * words, 64);
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
     * The number of 64-bit words that the signs of one vector take.
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
     * The same, whose closing frees nothing: for whoever is lent embeddings that others go on using.
     *
     * @return a view that lives as long as these embeddings
     */
    public CompressedEmbeddings unowned() {
        return new CompressedEmbeddings(
                vocabulary, precision, dimension, codes, scales, signs, norms, metadata, () -> {});
    }

    /**
     * How exactly the vectors are kept.
     *
     * @return the precision
     */
    public Precision precision() {
        return precision;
    }

    /**
     * The packed vectors.
     *
     * @return F16 [V, d] of half precision, else I8 [V, d]; not to be changed
     */
    public MemorySegment codes() {
        return codes;
    }

    /**
     * What a vector's bytes are multiplied with.
     *
     * @return F32 [V], or empty of half precision
     */
    public Optional<MemorySegment> scales() {
        return Optional.ofNullable(scales);
    }

    /**
     * The signs.
     *
     * @return present of {@link Precision#BINARY} alone
     */
    public Optional<Signs> signs() {
        return Optional.ofNullable(signs);
    }

    /**
     * The Euclidean norms of the vectors as they are unpacked.
     *
     * @return F32 [V], not to be changed
     */
    public MemorySegment norms() {
        return norms;
    }

    /**
     * Unpacks a vector.
     *
     * @param id 0 to V − 1
     * @param target takes d values from {@code offset} on
     * @param offset where in {@code target}
     */
    public void copyVector(int id, float[] target, int offset) {
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
     * The same vectors in single precision, as other tools want them; what compressing lost stays lost.
     *
     * @return new embeddings in memory of their own, without the entry for the precision; freed by the garbage collector
     */
    public DenseEmbeddings decompress() {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), vocabulary.size(), dimension);
        float[] row = new float[dimension];
        for (int id = 0; id < vocabulary.size(); id++) {
            copyVector(id, row, 0);
            vectors.setRow(id, row, 0);
        }
        return DenseEmbeddings.of(vocabulary, vectors, metadata);
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
