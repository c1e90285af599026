package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.pipeline.Hyperparameters;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** What settings come to on a corpus: trains with them and judges the model. */
final class TrainedCost {
    private static final String EPOCHS = "epochs";

    private final EncodedCorpus corpus;
    private final String method;
    private final Map<String, String> fixed;
    private final Resources resources;
    private final TrialJudge judge;
    private final ProgressReport progress;

    /**
     * @param corpus stays open
     * @param method the name of a method of training
     * @param fixed options that are the same for all
     * @param resources threads, memory, temporary folder
     * @param judge says how good a model is
     * @param progress told of each training as one stage
     */
    TrainedCost(
            EncodedCorpus corpus,
            String method,
            Map<String, String> fixed,
            Resources resources,
            TrialJudge judge,
            ProgressReport progress) {
        this.corpus = corpus;
        this.method = method;
        this.fixed = Map.copyOf(fixed);
        this.resources = resources;
        this.judge = judge;
        this.progress = progress;
    }

    /** Who says how good a model is. */
    TrialJudge judge() {
        return judge;
    }

    /** The seed of training, which the search shares. */
    long seed() {
        return Long.parseLong(options(Map.of(), 1).get("seed"));
    }

    private Map<String, String> options(Map<String, String> settings, double share) {
        Map<String, String> options = new LinkedHashMap<>(fixed);
        options.putAll(settings);
        TrainingMethod whole = TrainingMethods.create(method, new Hyperparameters(options));
        String epochs = whole.options().get(EPOCHS);
        if (epochs != null) {
            options.put(EPOCHS, Long.toString(Math.max(1, Math.round(share * Integer.parseInt(epochs)))));
        }
        return TrainingMethods.create(method, new Hyperparameters(options)).options();
    }

    /**
     * Trains.
     *
     * @param stage what this is, for the progress
     * @param settings options, besides the fixed ones
     * @param share of the epochs
     * @return the cost, the lower the better; NaN where training ran away
     * @throws IOException if it failed otherwise, or the model cannot be judged
     */
    double of(String stage, Map<String, String> settings, double share) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(fixed);
        given.putAll(settings);
        String epochs = options(settings, share).get(EPOCHS);
        if (epochs != null) {
            given.put(EPOCHS, epochs);
        }
        TrainingMethod training = TrainingMethods.create(method, new Hyperparameters(given));
        StringBuilder name = new StringBuilder(stage).append(':');
        settings.forEach(
                (option, value) -> name.append(' ').append(option).append(' ').append(value));
        try (Embeddings embeddings =
                Training.train(corpus, training, resources, new OneStage(name.toString(), progress))) {
            return judge.cost(embeddings);
        } catch (IOException failure) {
            if (String.valueOf(failure.getMessage()).startsWith("training diverged")) {
                return Double.NaN;
            }
            throw failure;
        }
    }

    /** All of a training as one stage with a name of its own; what it notes is of no interest among so many. */
    private record OneStage(String name, ProgressReport progress) implements ProgressListener {
        @Override
        public void stage(String inner, Unit unit, long total) {
            progress.stage(name, unit, total);
        }

        @Override
        public void advanced(long done, String detail) {
            progress.advanced(done, detail);
        }

        @Override
        public void note(String message) {}
    }
}
