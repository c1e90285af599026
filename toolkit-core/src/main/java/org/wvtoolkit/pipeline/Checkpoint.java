package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.word2vec.TrainingState;

/**
 * A training that can go on after it was killed: a file of vectors, as any model is, that also says how far
 * training has
 * come. The encoded corpus lies beside it, so that a text read from standard input need not come again.
 *
 * <p>Whoever opens closes.
 */
public final class Checkpoint implements AutoCloseable {
    private static final String SUFFIX = ".checkpoint";
    private static final String CORPUS_SUFFIX = ".corpus";
    private static final String POSITION = "checkpoint_position";
    private static final List<String> VOCABULARY_OPTIONS = List.of("min-count", "max-vocabulary");

    private final Path path;
    private final DenseEmbeddings embeddings;
    private final TrainingState state;

    private Checkpoint(Path path, DenseEmbeddings embeddings, TrainingState state) {
        this.path = path;
        this.embeddings = embeddings;
        this.state = state;
    }

    /**
     * Where the checkpoint of a model lies.
     *
     * @param model the model's file
     * @return {@code MODEL.checkpoint}
     */
    public static Path fileOf(Path model) {
        return model.resolveSibling(model.getFileName() + SUFFIX);
    }

    /**
     * Where the encoded corpus of a training with checkpoints lies.
     *
     * @param model the model's file
     * @return {@code MODEL.corpus}
     */
    public static Path corpusOf(Path model) {
        return model.resolveSibling(model.getFileName() + CORPUS_SUFFIX);
    }

    /**
     * Which model a checkpoint will become.
     *
     * @param checkpoint its file
     * @return the file without its ending
     * @throws InvalidOptionException if it does not end in {@code .checkpoint}
     */
    public static Path modelOf(Path checkpoint) {
        String name = String.valueOf(checkpoint.getFileName());
        if (!name.endsWith(SUFFIX) || name.length() == SUFFIX.length()) {
            throw new InvalidOptionException("resume", checkpoint, "must be a file named MODEL" + SUFFIX);
        }
        return checkpoint.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }

    /**
     * Deletes what a training with checkpoints kept, once the model is saved.
     *
     * @param model the model's file
     * @throws IOException if a file cannot be deleted
     */
    public static void delete(Path model) throws IOException {
        Files.deleteIfExists(fileOf(model));
        Files.deleteIfExists(corpusOf(model));
    }

    /**
     * Opens a checkpoint.
     *
     * @param path its file
     * @return the checkpoint
     * @throws IOException if it cannot be read or is none
     */
    public static Checkpoint open(Path path) throws IOException {
        Embeddings opened = Embeddings.open(path);
        try {
            if (!(opened instanceof DenseEmbeddings dense) || dense.contexts().isEmpty()) {
                throw new MalformedFileException(path, -1, "is a model, not a checkpoint", "give MODEL" + SUFFIX);
            }
            Optional<String> position = dense.metadata().get(POSITION);
            Optional<String> losses = dense.metadata().get(Word2VecMethod.LOSSES);
            if (position.isEmpty() || losses.isEmpty()) {
                throw new MalformedFileException(path, -1, "is a model, not a checkpoint", "give MODEL" + SUFFIX);
            }
            TrainingState state = new TrainingState(
                    dense.vectors(),
                    dense.contexts().orElseThrow(),
                    Long.parseLong(position.get()),
                    read(losses.get()));
            return new Checkpoint(path, dense, state);
        } catch (IllegalArgumentException garbled) {
            opened.close();
            throw new MalformedFileException(
                    path, -1, "does not say how far it is (" + garbled.getMessage() + ")", "train anew");
        } catch (Throwable failure) {
            opened.close();
            throw failure;
        }
    }

    static void save(Path file, DenseEmbeddings embeddings, long position, Map<String, String> description)
            throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(description);
        metadata.putAll(embeddings.metadata().entries());
        metadata.put(POSITION, Long.toString(position));
        embeddings.withMetadata(ModelMetadata.of(metadata)).save(file);
    }

    /** Numbers as text, exactly. */
    static String written(List<Double> numbers) {
        return numbers.stream().map(number -> Double.toString(number)).collect(Collectors.joining(" "));
    }

    private static List<Double> read(String numbers) {
        List<Double> read = new ArrayList<>();
        for (String number : numbers.split(" ", -1)) {
            if (!number.isEmpty()) {
                read.add(Double.parseDouble(number));
            }
        }
        return read;
    }

    /**
     * The method that was training, ready to go on.
     *
     * @return the method; to be used while this is open
     * @throws MalformedFileException if the checkpoint does not say
     */
    public Word2VecMethod method() throws MalformedFileException {
        Map<String, String> options = new LinkedHashMap<>(metadata().under(ModelMetadata.OPTION_PREFIX));
        options.keySet().removeAll(VOCABULARY_OPTIONS);
        try {
            TrainingMethod method = TrainingMethods.create(
                    metadata().get(ModelMetadata.METHOD).orElse("none"), OptionValues.of(options));
            if (method instanceof Word2VecMethod word2vec) {
                return word2vec.resuming(this);
            }
            throw new IllegalArgumentException("method " + method.name() + " has no checkpoints");
        } catch (IllegalArgumentException wrong) {
            throw new MalformedFileException(path, -1, "cannot be resumed: " + wrong.getMessage(), "train anew");
        }
    }

    /**
     * Opens the encoded corpus that lies beside it.
     *
     * @return the corpus; the caller closes it
     * @throws IOException if it is missing, or another than that of the checkpoint
     */
    public EncodedCorpus openCorpus() throws IOException {
        Path file = corpusOf(modelOf(path));
        EncodedCorpus corpus = EncodedCorpus.open(file);
        for (String key : List.of(ModelMetadata.CORPUS_SHA256, ModelMetadata.CORPUS_TOKENS)) {
            String here = corpus.provenance().get(key);
            if (here == null
                    || !here.equals(metadata().get(key).orElse(null))
                    || corpus.vocabulary().size() != embeddings.vocabulary().size()) {
                corpus.close();
                throw new MalformedFileException(
                        file, -1, "is not the corpus that " + path + " was trained on", "train anew");
            }
        }
        return corpus;
    }

    ModelMetadata metadata() {
        return embeddings.metadata();
    }

    TrainingState state() {
        return state;
    }

    @Override
    public void close() {
        embeddings.close();
    }
}
