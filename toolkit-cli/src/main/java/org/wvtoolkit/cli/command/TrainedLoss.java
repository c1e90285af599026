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
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** What settings come to on a corpus: the validation loss at the end of training with them. */
final class TrainedLoss {
    private static final String EPOCHS = "epochs";

    private final EncodedCorpus corpus;
    private final String method;
    private final Map<String, String> fixed;
    private final Resources resources;
    private final ProgressReport progress;

    /**
     * @param corpus stays open
     * @param method the name of a method of training that has a validation loss
     * @param fixed options that are the same for all
     * @param resources threads, memory, temporary folder
     * @param progress told of each training as one stage
     */
    TrainedLoss(
            EncodedCorpus corpus,
            String method,
            Map<String, String> fixed,
            Resources resources,
            ProgressReport progress) {
        this.corpus = corpus;
        this.method = method;
        this.fixed = Map.copyOf(fixed);
        this.resources = resources;
        this.progress = progress;
    }

    /** The seed of training, which the search shares. */
    long seed() {
        return Long.parseLong(options(Map.of(), 1).get("seed"));
    }

    private Map<String, String> options(Map<String, String> settings, double share) {
        Map<String, String> options = new LinkedHashMap<>(fixed);
        options.putAll(settings);
        TrainingMethod whole = TrainingMethods.create(method, new Hyperparameters(options));
        int epochs = Integer.parseInt(whole.options().get(EPOCHS));
        options.put(EPOCHS, Long.toString(Math.max(1, Math.round(share * epochs))));
        return TrainingMethods.create(method, new Hyperparameters(options)).options();
    }

    /**
     * Trains.
     *
     * @param stage what this is, for the progress
     * @param settings options, besides the fixed ones
     * @param share of the epochs
     * @return the loss; NaN where training ran away
     * @throws IOException if it failed otherwise, or the corpus is too short for a loss
     */
    double of(String stage, Map<String, String> settings, double share) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(fixed);
        given.putAll(settings);
        given.put(EPOCHS, options(settings, share).get(EPOCHS));
        TrainingMethod training = TrainingMethods.create(method, new Hyperparameters(given));
        StringBuilder name = new StringBuilder(stage).append(':');
        settings.forEach(
                (option, value) -> name.append(' ').append(option).append(' ').append(value));
        try (Embeddings embeddings =
                Training.train(corpus, training, resources, new OneStage(name.toString(), progress))) {
            String losses = embeddings.metadata().get(Word2VecMethod.LOSSES).orElse("");
            double loss =
                    losses.isEmpty() ? Double.NaN : Double.parseDouble(losses.substring(losses.lastIndexOf(' ') + 1));
            if (Double.isNaN(loss)) {
                throw new IOException("the text is too short for a sample to measure the loss on; give more text, or"
                        + " --validation-fraction 0.05");
            }
            return loss;
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
