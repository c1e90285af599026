package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.word2vec.Word2VecOptions;
import org.wvtoolkit.word2vec.Word2VecTrainer;

/**
 * CBOW with negative sampling (Mikolov et al. 2013).
 *
 * @param settings how to train
 */
public record CbowMethod(Word2VecOptions settings) implements TrainingMethod {
    static final String NAME = "cbow";

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
            "cbow-gradient",
            "batch",
            "shared-samples",
            "seed");

    static CbowMethod of(Hyperparameters given) {
        Word2VecOptions defaults = Word2VecOptions.defaults();
        double learningRate = given.real("learning-rate", defaults.learningRate());
        return new CbowMethod(new Word2VecOptions(
                given.integer("dimension", defaults.dimension()),
                given.integer("window", defaults.window()),
                !given.flag("fixed-window", !defaults.dynamicWindow()),
                given.integer("negative", defaults.negativeSamples()),
                given.real("noise-exponent", defaults.noiseExponent()),
                given.real("subsample", defaults.subsample()),
                given.integer("epochs", defaults.epochs()),
                learningRate,
                given.real("min-learning-rate", learningRate * 1e-4),
                given.choice("cbow-gradient", defaults.cbowGradient()),
                given.integer("batch", defaults.batchSize()),
                given.integer("shared-samples", defaults.sharedSamples()),
                given.number("seed", defaults.seed())));
    }

    @Override
    public String name() {
        return NAME;
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
        options.put("cbow-gradient", Hyperparameters.written(settings.cbowGradient()));
        options.put("batch", Integer.toString(settings.batchSize()));
        options.put("shared-samples", Integer.toString(settings.sharedSamples()));
        options.put("seed", Long.toString(settings.seed()));
        return options;
    }

    @Override
    public DenseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            Word2VecTrainer trainer = new Word2VecTrainer(corpus, settings, arena);
            trainer.train(resources, progress);
            return DenseEmbeddings.of(corpus.vocabulary().copy(), trainer.vectors(), ModelMetadata.EMPTY)
                    .withContexts(trainer.contexts())
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
