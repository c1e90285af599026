package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
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
import org.wvtoolkit.word2vec.Word2VecOptions;
import org.wvtoolkit.word2vec.Word2VecTrainer;

/**
 * Checkpoint from which training can continue: a file of vectors, like any model, that also
 * contains the progress of training. The encoded corpus is stored beside it, so that a text from
 * standard input need not be read again.
 *
 * <p>The caller that opens a checkpoint closes it. Not thread-safe.
 */
public final class Checkpoint implements AutoCloseable {
    private static final String SUFFIX = ".checkpoint";
    private static final String CORPUS_SUFFIX = ".corpus";
    /** Number of finished blocks over all epochs. */
    private static final String POSITION = "checkpoint_blocks";

    /** The key of builds whose deterministic training had smaller blocks. */
    private static final String EARLIER_POSITION = "checkpoint_position";

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
     * Returns the checkpoint file of a model.
     *
     * @param model model file
     * @return {@code MODEL.checkpoint}
     */
    public static Path fileOf(Path model) {
        return model.resolveSibling(model.getFileName() + SUFFIX);
    }

    /**
     * Returns the file of the encoded corpus of a training run with checkpoints.
     *
     * @param model model file
     * @return {@code MODEL.corpus}
     */
    public static Path corpusOf(Path model) {
        return model.resolveSibling(model.getFileName() + CORPUS_SUFFIX);
    }

    /**
     * Returns whether a file is the encoded corpus of a training run with checkpoints. Such a file without a checkpoint
     * beside it is left over from a killed run and can be replaced.
     *
     * @param file an existing file
     * @return false if it is anything else, or cannot be read
     */
    public static boolean isCorpusOfRun(Path file) {
        try (EncodedCorpus corpus = EncodedCorpus.open(file)) {
            return corpus.provenance().containsKey(EncodedCorpus.TEXT_PREFIX + CheckpointSource.MARK);
        } catch (IOException other) {
            return false;
        }
    }

    /**
     * Returns the model file of a checkpoint.
     *
     * @param checkpoint checkpoint file
     * @return the file name without the suffix
     * @throws InvalidOptionException if the name does not end in {@code .checkpoint}
     */
    public static Path modelOf(Path checkpoint) {
        String name = String.valueOf(checkpoint.getFileName());
        if (!name.endsWith(SUFFIX) || name.length() == SUFFIX.length()) {
            throw new InvalidOptionException("resume", checkpoint, "must be a file named MODEL" + SUFFIX);
        }
        return checkpoint.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }

    /**
     * Deletes the files of a training run with checkpoints after the model has been saved.
     *
     * @param model model file
     * @throws IOException if a file cannot be deleted
     */
    public static void delete(Path model) throws IOException {
        Files.deleteIfExists(fileOf(model));
        Files.deleteIfExists(corpusOf(model));
    }

    /**
     * Opens a checkpoint.
     *
     * @param path checkpoint file
     * @return the checkpoint
     * @throws IOException if the file cannot be read or is not a checkpoint
     */
    public static Checkpoint open(Path path) throws IOException {
        Embeddings opened = Embeddings.open(path);
        try {
            if (!(opened instanceof DenseEmbeddings dense) || dense.contexts().isEmpty()) {
                throw new MalformedFileException(path, -1, "is a model, not a checkpoint", "use MODEL" + SUFFIX);
            }
            if (dense.metadata().get(EARLIER_POSITION).isPresent()) {
                throw new MalformedFileException(
                        path,
                        -1,
                        "is a checkpoint of an earlier build, which cannot be resumed exactly",
                        "train from the beginning");
            }
            Optional<String> position = dense.metadata().get(POSITION);
            Optional<String> losses = dense.metadata().get(Word2VecMethod.LOSSES);
            if (position.isEmpty() || losses.isEmpty()) {
                throw new MalformedFileException(path, -1, "is a model, not a checkpoint", "use MODEL" + SUFFIX);
            }
            TrainingState state = new TrainingState(
                    dense.vectors(),
                    dense.contexts().orElseThrow(),
                    Long.parseLong(position.get()),
                    read(losses.get()));
            return new Checkpoint(path, dense, state);
        } catch (IllegalArgumentException garbled) {
            opened.close();
            throw invalid(path, garbled);
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

    /** Formats numbers exactly. */
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
     * Returns the training method, ready to continue.
     *
     * @return the method; usable while this checkpoint is open
     * @throws MalformedFileException if the metadata of the checkpoint are invalid
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
            throw new MalformedFileException(path, -1, "cannot be resumed: " + wrong.getMessage(), "restart training");
        }
    }

    /**
     * Opens the encoded corpus beside the checkpoint.
     *
     * @return the corpus; the caller closes it
     * @throws IOException if the corpus is missing or is not that of the checkpoint
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
                        file, -1, "is not the corpus that " + path + " was trained on", "restart training");
            }
        }
        return corpus;
    }

    ModelMetadata metadata() {
        return embeddings.metadata();
    }

    /**
     * Creates a trainer that continues from the state of this checkpoint.
     *
     * @throws MalformedFileException if the state does not match the corpus and the options
     */
    Word2VecTrainer trainer(EncodedCorpus corpus, Word2VecOptions options, Arena arena) throws MalformedFileException {
        try {
            return new Word2VecTrainer(corpus, options, arena, state);
        } catch (IllegalArgumentException mismatch) {
            throw invalid(path, mismatch);
        }
    }

    private static MalformedFileException invalid(Path path, IllegalArgumentException cause) {
        return new MalformedFileException(
                path, -1, "has invalid progress data (" + cause.getMessage() + ")", "restart training");
    }

    @Override
    public void close() {
        embeddings.close();
    }
}
