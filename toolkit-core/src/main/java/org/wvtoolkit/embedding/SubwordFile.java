package org.wvtoolkit.embedding;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.linalg.FloatMatrix;

/** Storage of subword vectors as a tensor and metadata entries. */
final class SubwordFile {
    private static final String BUCKETS = "subwords";
    private static final String MIN_LENGTH = "subwords.least";
    private static final String MAX_LENGTH = "subwords.most";

    /** Number of values copied at a time, about 1 MiB. */
    private static final int CHUNK = 1 << 18;

    private SubwordFile() {}

    static TensorDeclaration declare(SubwordVectors subwords) {
        return new TensorDeclaration(
                BUCKETS,
                DType.F32,
                subwords.buckets().rows(),
                subwords.buckets().columns());
    }

    static ModelMetadata describe(ModelMetadata metadata, @Nullable SubwordVectors subwords) {
        return subwords == null
                ? metadata
                : metadata.with(MIN_LENGTH, Integer.toString(subwords.least()))
                        .with(MAX_LENGTH, Integer.toString(subwords.most()));
    }

    static void write(TensorFileWriter writer, SubwordVectors subwords, Path target) throws IOException {
        FloatMatrix buckets = subwords.buckets();
        int columns = buckets.columns();
        int rowsAtATime = (int) Math.max(1, Math.min(CHUNK / columns, buckets.rows()));
        float[] chunk = new float[Math.multiplyExact(rowsAtATime, columns)];
        for (long first = 0; first < buckets.rows(); first += rowsAtATime) {
            int rows = (int) Math.min(rowsAtATime, buckets.rows() - first);
            for (int row = 0; row < rows; row++) {
                buckets.copyRow(first + row, chunk, row * columns);
            }
            for (int i = 0; i < rows * columns; i++) {
                if (!Float.isFinite(chunk[i])) {
                    throw ModelFile.notSaved(target, "a subword vector contains the value " + chunk[i]);
                }
            }
            writer.write(
                    BUCKETS, 4 * first * columns, MemorySegment.ofArray(chunk).asSlice(0, 4L * rows * columns));
        }
    }

    /** Returns the subword vectors of a file, or null if it has none. Values are checked when they are used. */
    static @Nullable SubwordVectors read(TensorFile file, ModelMetadata metadata, long dimension) throws IOException {
        if (file.find(BUCKETS).isEmpty()) {
            return null;
        }
        FloatMatrix buckets = ModelFile.matrix(file, file.require(BUCKETS, DType.F32, -1, dimension));
        try {
            return new SubwordVectors(
                    buckets, characters(file, metadata, MIN_LENGTH), characters(file, metadata, MAX_LENGTH));
        } catch (IllegalArgumentException refused) {
            throw file.malformed("has " + refused.getMessage());
        }
    }

    private static int characters(TensorFile file, ModelMetadata metadata, String name) throws IOException {
        String text = metadata.get(name).orElse("");
        if (!text.matches("[0-9]{1,4}")) {
            throw file.malformed("has the value \"" + text + "\" for " + name + " instead of a number of characters");
        }
        return Integer.parseInt(text);
    }
}
