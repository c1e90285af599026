package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.pipeline.Hyperparameters;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Word vectors of a corpus.
 *
 * @param corpus stays open
 * @param method the name of a method of training
 * @param judge says how good a model is
 * @param resources threads, memory, temporary folder
 */
record VectorTuningTarget(EncodedCorpus corpus, String method, TrialJudge judge, Resources resources)
        implements TuningTarget {
    @Override
    public Map<String, String> options(Map<String, String> given) {
        return TrainingMethods.create(method, new Hyperparameters(given)).options();
    }

    @Override
    public double cost(Map<String, String> given, ProgressListener progress) throws IOException {
        try (Embeddings embeddings = Training.train(
                corpus, TrainingMethods.create(method, new Hyperparameters(given)), resources, progress)) {
            return judge.cost(embeddings);
        }
    }

    @Override
    public String label() {
        return judge.label();
    }

    @Override
    public double shown(double cost) {
        return judge.shown(cost);
    }
}
