package org.wvtoolkit.tuning.vectors;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.tuning.TuningTarget;

/**
 * Tuning target for word vectors of a corpus.
 *
 * @param corpus the corpus; must stay open
 * @param methods the methods to choose from
 * @param method name of a training method
 * @param judge cost function of the models
 * @param resources threads, memory and temporary folder
 */
public record VectorTuningTarget(
        EncodedCorpus corpus,
        MethodRegistry<TrainingMethod> methods,
        String method,
        TrialJudge judge,
        Resources resources)
        implements TuningTarget {
    @Override
    public Map<String, String> options(Map<String, String> given) {
        return methods.create(method, OptionValues.of(given)).options();
    }

    @Override
    public double cost(Map<String, String> given, ProgressListener progress) throws IOException {
        TrainingMethod trained = methods.create(method, OptionValues.of(given));
        judge.verify(corpus, trained.options());
        try (Embeddings embeddings = Training.train(corpus, trained, resources, progress)) {
            return judge.cost(embeddings, resources.threads());
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
