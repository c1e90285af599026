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
 * A classifier of labelled texts, judged by those that are kept out. The seed chooses which these are.
 *
 * @param corpus stays open
 * @param classifier the name of a kind
 * @param vectors word vectors to begin with, or null; stay open
 * @param measure what counts
 * @param resources threads
 */
record ClassifierTuningTarget(
        LabelledCorpus corpus,
        String classifier,
        @Nullable DenseEmbeddings vectors,
        Measure measure,
        Resources resources)
        implements TuningTarget {
    /** The option that says how many texts are kept out. */
    static final String HELD_OUT = "validation-fraction";

    /** Enough to tell settings apart, where nothing else is said. */
    private static final String FIFTH = "0.2";

    /** What counts. */
    enum Measure {
        /** The share of texts whose label is found. */
        ACCURACY,
        /** The mean over labels, rare ones counting as much as frequent ones. */
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
