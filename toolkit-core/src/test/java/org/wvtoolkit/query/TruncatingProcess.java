package org.wvtoolkit.query;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Queries mapped models until the kernels are compiled, truncates their files, and queries them again. */
public final class TruncatingProcess {
    /** Exit code if every truncated file raised an error. */
    static final int SURVIVED = 43;

    private static final int WORDS = 2000;
    private static final int DIMENSION = 100;
    private static final int WARM_UP = 3000;

    private TruncatingProcess() {}

    /**
     * Runs the process.
     *
     * @param arguments a folder for the models
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int errors = 0;
        try (DenseEmbeddings dense = model()) {
            dense.save(folder.resolve("dense"));
            for (Precision precision : Precision.values()) {
                try (CompressedEmbeddings compressed = CompressedEmbeddings.of(dense, precision)) {
                    compressed.save(folder.resolve(precision.label()));
                }
            }
        }
        List<String> files = List.of("dense", "half", "int8");
        for (String file : files) {
            errors += survives(folder.resolve(file)) ? 1 : 0;
        }
        System.exit(errors == files.size() ? SURVIVED : 1);
    }

    private static boolean survives(Path file) throws IOException {
        try (Embeddings model = Embeddings.open(file)) {
            Neighbours search = Neighbours.of(model, 1);
            for (int i = 0; i < WARM_UP; i++) {
                search.similar(List.of("w0"), 5);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(Files.size(file) / 8);
            }
            search.similar(List.of("w0"), 5);
            return false;
        } catch (InternalError truncated) {
            return true;
        }
    }

    private static DenseEmbeddings model() {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, DIMENSION);
        List<String> words = new ArrayList<>();
        for (int row = 0; row < WORDS; row++) {
            words.add("w" + row);
            for (int column = 0; column < DIMENSION; column++) {
                vectors.set(row, column, (row * 31 + column * 17) % 101 - 50);
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[WORDS]), vectors, ModelMetadata.of(Map.of()));
    }
}
