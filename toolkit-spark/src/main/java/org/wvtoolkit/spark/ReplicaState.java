package org.wvtoolkit.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Checkpoint of replica training: both matrices, the round, and the settings that must be unchanged
 * to continue.
 */
final class ReplicaState {
    private static final String ROUND = "spark_round";
    private static final String LOSSES = Word2VecMethod.LOSSES;

    private ReplicaState() {}

    /**
     * Saves a checkpoint.
     *
     * @param file file to replace atomically
     * @param words words of the rows
     * @param model word and context vectors
     * @param round number of finished rounds
     * @param losses validation loss after each complete epoch
     * @param identity settings that must be unchanged to continue
     */
    static void save(
            Path file,
            Vocabulary words,
            FloatMatrix[] model,
            long round,
            List<Double> losses,
            Map<String, String> identity)
            throws IOException {
        Map<String, String> metadata = new TreeMap<>(identity);
        metadata.put(ROUND, Long.toString(round));
        metadata.put(LOSSES, written(losses));
        DenseEmbeddings.of(words, model[0], ModelMetadata.of(metadata))
                .withContexts(model[1])
                .save(file);
    }

    static String written(List<Double> losses) {
        return String.join(
                " ", losses.stream().map(loss -> Double.toString(loss)).toList());
    }

    /**
     * Restores a checkpoint if it exists.
     *
     * @param model receives the vectors
     * @param losses receives the losses
     * @return number of finished rounds; 0 without a checkpoint
     * @throws IOException if the checkpoint belongs to another training run
     */
    static long restore(Path file, FloatMatrix[] model, List<Double> losses, Map<String, String> identity)
            throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Embeddings opened = Embeddings.open(file)) {
            if (!(opened instanceof DenseEmbeddings dense)
                    || dense.contexts().isEmpty()
                    || dense.metadata().get(ROUND).isEmpty()) {
                throw new MalformedFileException(
                        file, -1, "is not a checkpoint of cluster training", "restart training");
            }
            for (Map.Entry<String, String> entry : identity.entrySet()) {
                String found = dense.metadata().get(entry.getKey()).orElse("absent");
                if (!found.equals(entry.getValue())) {
                    throw new MalformedFileException(
                            file,
                            -1,
                            "belongs to another training run: " + entry.getKey() + " is " + found + ", not "
                                    + entry.getValue(),
                            "use the same text and options, or restart training");
                }
            }
            copy(dense.vectors(), model[0]);
            copy(dense.contexts().orElseThrow(), model[1]);
            try {
                for (String loss : dense.metadata().get(LOSSES).orElse("").split(" ", -1)) {
                    if (!loss.isEmpty()) {
                        losses.add(Double.parseDouble(loss));
                    }
                }
                return Long.parseUnsignedLong(dense.metadata().get(ROUND).orElseThrow());
            } catch (NumberFormatException malformed) {
                throw new MalformedFileException(file, -1, "has a malformed round or loss", "restart training");
            }
        }
    }

    private static void copy(FloatMatrix from, FloatMatrix to) throws IOException {
        if (from.rows() != to.rows() || from.columns() != to.columns()) {
            throw new IOException("the checkpoint has other words or another dimension; restart training");
        }
        float[] row = new float[from.columns()];
        for (long r = 0; r < from.rows(); r++) {
            from.copyRow(r, row, 0);
            to.setRow(r, row, 0);
        }
    }

    /** Returns an empty, modifiable list of losses. */
    static List<Double> noLosses() {
        return new ArrayList<>();
    }
}
