package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.nn.classifier.ClassificationReport;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.ClassifierTraining;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.tuning.TuningTarget;

/**
 * Tuning target for a text classifier, scored on held-out texts that the seed selects.
 *
 * @param corpus stays open
 * @param classifier the name of the classifier
 * @param vectors initial word vectors, or null; stay open
 * @param measure the score
 * @param resources threads
 */
record ClassifierTuningTarget(
        LabelledCorpus corpus,
        String classifier,
        @Nullable DenseEmbeddings vectors,
        Measure measure,
        Resources resources)
        implements TuningTarget {
    /** The option for the share of held-out texts. */
    static final String HELD_OUT = "validation-fraction";

    /** The default share, sufficient to distinguish settings. */
    private static final String FIFTH = "0.2";

    /** The score of a trial. */
    enum Measure {
        /** The share of correctly classified texts. */
        ACCURACY,
        /** The mean over labels, with equal weights for rare and frequent labels. */
        MACRO_F1
    }

    @Override
    public Map<String, String> options(Map<String, String> given) {
        return ClassifierMethods.create(classifier, OptionValues.of(given)).options();
    }

    @Override
    public double cost(Map<String, String> given, ProgressListener progress) throws IOException {
        Map<String, String> options = new LinkedHashMap<>(given);
        options.putIfAbsent(HELD_OUT, FIFTH);
        ClassificationReport report = ClassifierTraining.test(
                corpus, ClassifierMethods.create(classifier, OptionValues.of(options)), vectors, resources, progress);
        return 1 - (measure == Measure.ACCURACY ? report.accuracy().value() : report.macroF1());
    }

    @Override
    public String label() {
        return measure == Measure.ACCURACY ? "accuracy" : "macro_f1";
    }

    @Override
    public double shown(double cost) {
        return 1 - cost;
    }
}
