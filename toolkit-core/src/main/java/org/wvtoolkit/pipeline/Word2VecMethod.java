package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.word2vec.TrainingLimits;
import org.wvtoolkit.word2vec.TrainingState;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;
import org.wvtoolkit.word2vec.Word2VecTrainer;

/**
 * CBOW or skip-gram with negative sampling (Mikolov et al. 2013). Immutable; the {@code with…} methods make others, which
 * train the same model but pause, end early, or do not begin at the beginning.
 */
public final class Word2VecMethod implements TrainingMethod {
    /** The validation loss after each epoch, in a model's metadata. */
    public static final String LOSSES = "validation_losses";

    private static final String CONTINUED = "continued_from.";

    private final Word2VecOptions settings;
    private final Duration timeLimit;
    private final @Nullable CheckpointPlan checkpoints;
    private final @Nullable Checkpoint resumed;
    private final @Nullable DenseEmbeddings continued;

    /** Where to save the state, and how often. */
    private record CheckpointPlan(Path file, Duration every) {}

    /**
     * The method as it is.
     *
     * @param settings how to train
     */
    public Word2VecMethod(Word2VecOptions settings) {
        this(settings, TrainingLimits.NEVER, null, null, null);
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
     * The same, ending when time is over: the learning rate falls with it.
     *
     * @param limit how long training may take
     * @return a copy
     * @throws IllegalArgumentException if training is to be deterministic, which no clock is
     */
    public Word2VecMethod withTimeLimit(Duration limit) {
        if (settings.deterministic()) {
            throw new IllegalArgumentException("--time-limit and --deterministic exclude each other: no clock repeats");
        }
        return new Word2VecMethod(settings, limit, checkpoints, resumed, continued);
    }

    /**
     * The same, saving its state at the beginning and then every so often.
     *
     * @param file where; replaced each time, whole
     * @param every how often
     * @return a copy
     */
    public Word2VecMethod withCheckpoints(Path file, Duration every) {
        return new Word2VecMethod(settings, timeLimit, new CheckpointPlan(file, every), resumed, continued);
    }

    /**
     * The same, going on from a checkpoint.
     *
     * @param checkpoint stays open until training is done
     * @return a copy
     */
    Word2VecMethod resuming(Checkpoint checkpoint) {
        return new Word2VecMethod(settings, timeLimit, checkpoints, checkpoint, continued);
    }

    /**
     * The same, beginning with the vectors of a model where it has them; other words begin anew.
     *
     * @param model stays open until training is done
     * @return a copy
     * @throws IllegalArgumentException if the model has no context vectors or another dimension
     */
    public Word2VecMethod continuing(DenseEmbeddings model) {
        if (model.contexts().isEmpty()) {
            throw new IllegalArgumentException(
                    "the model to continue has no context vectors; only one trained by cbow or skipgram here can go on");
        }
        if (model.dimension() != settings.dimension()) {
            throw new IllegalArgumentException("the model to continue has dimension " + model.dimension() + ", not "
                    + settings.dimension() + "; give --dimension " + model.dimension());
        }
        return new Word2VecMethod(settings, timeLimit, checkpoints, resumed, model);
    }

    /**
     * How it trains.
     *
     * @return the options
     */
    public Word2VecOptions settings() {
        return settings;
    }

    static final List<String> OPTIONS = List.of(
            "dimension",
            "window",
            "fixed-window",
            "negative",
            "noise-exponent",
            "subsample",
            "epochs",
            "learning-rate",
            "min-learning-rate",
            "batch",
            "shared-samples",
            "validation-fraction",
            "early-stop",
            "deterministic",
            "seed");

    static final List<String> CBOW_OPTIONS =
            Stream.concat(OPTIONS.stream(), Stream.of("cbow-gradient")).toList();

    static String nameOf(Word2VecModel model) {
        return model.name().toLowerCase(Locale.ROOT);
    }

    static Word2VecMethod of(Word2VecModel model, Hyperparameters given) {
        Word2VecOptions defaults = Word2VecOptions.builder(model).build();
        Word2VecOptions.Builder options = Word2VecOptions.builder(model)
                .dimension(given.integer("dimension", defaults.dimension()))
                .window(given.integer("window", defaults.window()))
                .dynamicWindow(!given.flag("fixed-window", !defaults.dynamicWindow()))
                .negativeSamples(given.integer("negative", defaults.negativeSamples()))
                .noiseExponent(given.real("noise-exponent", defaults.noiseExponent()))
                .subsample(given.real("subsample", defaults.subsample()))
                .epochs(given.integer("epochs", defaults.epochs()))
                .cbowGradient(given.choice("cbow-gradient", defaults.cbowGradient()))
                .batchSize(given.integer("batch", defaults.batchSize()))
                .sharedSamples(given.integer("shared-samples", defaults.sharedSamples()))
                .validationFraction(given.real("validation-fraction", defaults.validationFraction()))
                .earlyStop(given.flag("early-stop", defaults.earlyStop()))
                .deterministic(given.flag("deterministic", defaults.deterministic()))
                .seed(given.number("seed", defaults.seed()));
        if (given.text("learning-rate") != null) {
            options.learningRate(given.real("learning-rate", defaults.learningRate()));
        }
        if (given.text("min-learning-rate") != null) {
            options.minimumLearningRate(given.real("min-learning-rate", defaults.minimumLearningRate()));
        }
        return new Word2VecMethod(options.build());
    }

    @Override
    public String name() {
        return nameOf(settings.model());
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("dimension", Integer.toString(settings.dimension()));
        options.put("window", Integer.toString(settings.window()));
        options.put("fixed-window", Boolean.toString(!settings.dynamicWindow()));
        options.put("negative", Integer.toString(settings.negativeSamples()));
        options.put("noise-exponent", Double.toString(settings.noiseExponent()));
        options.put("subsample", Double.toString(settings.subsample()));
        options.put("epochs", Integer.toString(settings.epochs()));
        options.put("learning-rate", Double.toString(settings.learningRate()));
        options.put("min-learning-rate", Double.toString(settings.minimumLearningRate()));
        if (settings.model() == Word2VecModel.CBOW) {
            options.put("cbow-gradient", Hyperparameters.written(settings.cbowGradient()));
        }
        options.put("batch", Integer.toString(settings.batchSize()));
        options.put("shared-samples", Integer.toString(settings.sharedSamples()));
        options.put("validation-fraction", Double.toString(settings.validationFraction()));
        options.put("early-stop", Boolean.toString(settings.earlyStop()));
        options.put("deterministic", Boolean.toString(settings.deterministic()));
        options.put("seed", Long.toString(settings.seed()));
        return options;
    }

    @Override
    public DenseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            Word2VecTrainer trainer = resumed != null
                    ? new Word2VecTrainer(corpus, settings, arena, resumed.state())
                    : new Word2VecTrainer(corpus, settings, arena);
            if (continued != null) {
                trainer.adopt(
                        continued.vocabulary(),
                        continued.vectors(),
                        continued.contexts().orElseThrow());
            }
            TrainingLimits limits = new TrainingLimits(TrainingLimits.NEVER, state -> {}, timeLimit);
            if (checkpoints != null) {
                Path file = checkpoints.file();
                TrainingLimits.Saver saver = state -> Checkpoint.save(
                        file,
                        embeddings(corpus, state),
                        state.position(),
                        Training.describe(corpus.provenance(), this));
                // A run that is killed before its first pause can then be resumed too: its corpus is encoded.
                saver.save(trainer.state());
                limits = new TrainingLimits(checkpoints.every(), saver, timeLimit);
            }
            trainer.train(resources, limits, progress);
            return embeddings(corpus, trainer.state()).owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private DenseEmbeddings embeddings(EncodedCorpus corpus, TrainingState state) {
        ModelMetadata metadata = ModelMetadata.EMPTY.with(LOSSES, Checkpoint.written(state.losses()));
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
        return DenseEmbeddings.of(corpus.vocabulary().copy(), state.vectors(), metadata)
                .withContexts(state.contexts());
    }
}
