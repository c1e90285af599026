package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.TrainingLimits;
import org.wvtoolkit.word2vec.TrainingState;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;
import org.wvtoolkit.word2vec.Word2VecTrainer;

/**
 * CBOW or skip-gram with negative sampling (Mikolov et al. 2013). Immutable. The methods
 * {@code with…}, {@code resuming} and {@code continuing} return copies that save checkpoints, stop
 * after a time limit, or start from an earlier state.
 */
public final class Word2VecMethod implements TrainingMethod {
    /** Metadata key of the validation losses: one number per epoch, separated by spaces. */
    public static final String LOSSES = "validation_losses";

    private static final String CONTINUED = "continued_from.";

    /** Norm, subsampling, noise, learning rate and the temporary arrays of the noise table, for each word. */
    private static final long TABLE_BYTES = 40;

    private final Word2VecOptions settings;
    private final Duration timeLimit;
    private final @Nullable CheckpointPlan checkpoints;
    private final @Nullable Checkpoint resumed;
    private final @Nullable DenseEmbeddings continued;

    /** The checkpoint file and the interval between checkpoints. */
    private record CheckpointPlan(Path file, Duration every) {}

    /**
     * Creates a method.
     *
     * @param settings the hyperparameters; their model determines the name of the method
     * @return the method
     */
    public static Word2VecMethod of(Word2VecOptions settings) {
        return new Word2VecMethod(settings, TrainingLimits.NEVER, null, null, null);
    }

    private Word2VecMethod(
            Word2VecOptions settings,
            Duration timeLimit,
            @Nullable CheckpointPlan checkpoints,
            @Nullable Checkpoint resumed,
            @Nullable DenseEmbeddings continued) {
        this.settings = settings;
        this.timeLimit = timeLimit;
        this.checkpoints = checkpoints;
        this.resumed = resumed;
        this.continued = continued;
    }

    /**
     * Returns a copy that stops after a time limit. The learning rate decreases with the time elapsed.
     *
     * @param limit the time limit of training, above 0
     * @return a copy
     * @throws ConflictingOptionsException if training is deterministic
     * @throws org.wvtoolkit.option.InvalidOptionException if the limit is not above 0
     */
    public Word2VecMethod withTimeLimit(Duration limit) {
        if (settings.deterministic()) {
            throw new ConflictingOptionsException(
                    "{} cannot be combined with {}: the result would depend on the machine's speed",
                    "time-limit",
                    "deterministic");
        }
        return new Word2VecMethod(
                settings, TrainingLimits.checked("time-limit", limit), checkpoints, resumed, continued);
    }

    /**
     * Returns a copy that saves its state at the beginning of training and then periodically.
     *
     * @param file the checkpoint; replaced atomically each time
     * @param every the interval between checkpoints, above 0
     * @return a copy
     * @throws org.wvtoolkit.option.InvalidOptionException if the interval is not above 0
     */
    public Word2VecMethod withCheckpoints(Path file, Duration every) {
        Duration interval = TrainingLimits.checked("checkpoint-every", every);
        return new Word2VecMethod(settings, timeLimit, new CheckpointPlan(file, interval), resumed, continued);
    }

    /**
     * Returns a copy that resumes from a checkpoint.
     *
     * @param checkpoint the checkpoint; must stay open until training has finished
     * @return a copy
     */
    Word2VecMethod resuming(Checkpoint checkpoint) {
        return new Word2VecMethod(settings, timeLimit, checkpoints, checkpoint, continued);
    }

    /**
     * Returns a copy that starts from the vectors of a model. Words that the model does not contain
     * are initialized at random.
     *
     * @param model the model; must stay open until training has finished
     * @return a copy
     * @throws ModelNotContinuableException if the model has no context vectors
     * @throws InvalidOptionException if the model has another dimension
     */
    public Word2VecMethod continuing(DenseEmbeddings model) throws ModelNotContinuableException {
        if (model.contexts().isEmpty()) {
            throw new ModelNotContinuableException(
                    "the model has no context vectors; only cbow and skipgram models of this toolkit can be continued");
        }
        try {
            model.metadata().contextWeight();
        } catch (IllegalArgumentException malformed) {
            throw new ModelNotContinuableException("its metadata are malformed: " + malformed.getMessage());
        }
        if (model.dimension() != settings.dimension()) {
            throw new InvalidOptionException(
                    "dimension",
                    settings.dimension(),
                    "must be " + model.dimension() + ", as in the model to continue");
        }
        return new Word2VecMethod(settings, timeLimit, checkpoints, resumed, model);
    }

    /**
     * Returns the hyperparameters.
     *
     * @return the options
     */
    public Word2VecOptions settings() {
        return settings;
    }

    static MethodRegistry.Entry<TrainingMethod> entry(Word2VecModel model, String summary) {
        OptionSet<Word2VecOptions, Word2VecOptions.Builder> options = Word2VecOptions.options(model);
        return new MethodRegistry.Entry<>(
                nameOf(model),
                summary,
                options.options(),
                given -> Word2VecMethod.of(
                        options.apply(given, Word2VecOptions.builder(model)).build()));
    }

    private static String nameOf(Word2VecModel model) {
        return model.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return nameOf(settings.model());
    }

    @Override
    public Map<String, String> options() {
        return Word2VecOptions.options(settings.model()).format(settings);
    }

    @Override
    public long memoryBytes(Vocabulary vocabulary, int threads) {
        long copies = MemoryCheck.vocabularyBytes(vocabulary) * (checkpoints == null ? 1 : 2);
        return 2 * MemoryCheck.matrixBytes(vocabulary, settings.dimension()) + TABLE_BYTES * vocabulary.size() + copies;
    }

    @Override
    public DenseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            Word2VecTrainer trainer = resumed != null
                    ? resumed.trainer(corpus, settings, arena)
                    : new Word2VecTrainer(corpus, settings, arena);
            if (continued != null) {
                trainer.adopt(
                        continued.vocabulary(),
                        continued.vectors(),
                        continued.contexts().orElseThrow(),
                        continued.metadata().contextWeight());
            }
            TrainingLimits limits = new TrainingLimits(TrainingLimits.NEVER, state -> {}, timeLimit);
            if (checkpoints != null) {
                Path file = checkpoints.file();
                TrainingLimits.Saver saver = state -> Checkpoint.save(
                        file,
                        embeddings(corpus, state),
                        state.position(),
                        Training.describe(corpus.provenance(), this));
                // Allows a run that is killed before its first periodic checkpoint to be resumed
                // from its encoded corpus.
                saver.save(trainer.state());
                limits = new TrainingLimits(checkpoints.every(), saver, timeLimit);
            }
            trainer.train(resources, limits, progress);
            TrainingState state = trainer.state();
            return DenseEmbeddings.ofSums(
                            corpus.vocabulary().copy(),
                            state.vectors(),
                            state.contexts(),
                            settings.contextWeight(),
                            metadata(state))
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    /**
     * Returns the state in the form of a checkpoint: input vectors and context vectors, without
     * their sums.
     */
    private DenseEmbeddings embeddings(EncodedCorpus corpus, TrainingState state) {
        return DenseEmbeddings.of(corpus.vocabulary().copy(), state.vectors(), metadata(state))
                .withContexts(state.contexts());
    }

    private ModelMetadata metadata(TrainingState state) {
        // A text without held-out tokens has no losses.
        boolean measured = state.losses().stream().allMatch(Double::isFinite);
        ModelMetadata metadata = ModelMetadata.EMPTY.with(LOSSES, measured ? Checkpoint.written(state.losses()) : "");
        if (continued != null) {
            Map<String, String> origin = new TreeMap<>();
            continued.metadata().get(ModelMetadata.METHOD).ifPresent(value -> origin.put(ModelMetadata.METHOD, value));
            continued
                    .metadata()
                    .get(ModelMetadata.CORPUS_SHA256)
                    .ifPresent(value -> origin.put(ModelMetadata.CORPUS_SHA256, value));
            metadata = metadata.withAll(CONTINUED, origin);
        }
        if (resumed != null) {
            metadata = metadata.withAll(CONTINUED, resumed.metadata().under(CONTINUED));
        }
        return metadata;
    }
}
