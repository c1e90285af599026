package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
 * CBOW or skip-gram with negative sampling (Mikolov et al. 2013).
 *
 * @param settings how to train
 */
public record Word2VecMethod(Word2VecOptions settings) implements TrainingMethod {
    private static final String LOSSES = "validation_losses";

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
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, settings, arena);
            trainer.train(resources, TrainingLimits.NONE, progress);
            return embeddings(corpus, trainer.state()).owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private static DenseEmbeddings embeddings(EncodedCorpus corpus, TrainingState state) {
        ModelMetadata metadata = ModelMetadata.EMPTY.with(
                LOSSES,
                String.join(
                        " ",
                        state.losses().stream()
                                .map(loss -> String.format(Locale.ROOT, "%.6f", loss))
                                .toList()));
        return DenseEmbeddings.of(corpus.vocabulary().copy(), state.vectors(), metadata)
                .withContexts(state.contexts());
    }
}
