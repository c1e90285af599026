package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.command.train.TuningRun;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.TuningOptions;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.option.OptionType;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.tuning.Range;
import org.wvtoolkit.tuning.SearchSpace;
import org.wvtoolkit.tuning.TuningObjective;
import org.wvtoolkit.tuning.TuningReport;
import org.wvtoolkit.tuning.TuningTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wv classify tune}: searches for the best hyperparameters of a classifier. */
@Command(
        name = "tune",
        customSynopsis = "wv classify tune [OPTIONS] FILE... -o FILE",
        description = {
            "Searches for the best hyperparameters of a classifier and writes them to a file.",
            "'wv classify train --options FILE' reads the file. Each trial trains on a part of"
                    + " the texts and is scored on the held-out rest, a fifth by default (see"
                    + " --validation-fraction). At the end, the command compares the best hyperparameters"
                    + " with the defaults on several seeds and held-out parts, and prints"
                    + " whether the gain is significant."
        },
        footer = {
            "wv classify tune reviews.tsv -o reviews.options",
            "wv classify tune reviews.tsv -o reviews.options --range epochs=2..20",
            "wv classify tune r.tsv -o r.options --classifier cnn --range dropout=0.2..0.7",
            "wv classify train reviews.tsv --options reviews.options -o m.classifier"
        })
public final class ClassifyTuneCommand implements Callable<Integer> {
    /** Options that determine the input and the score, which must be the same for all trials. */
    private static final Set<String> SETTLED = Set.of("min-count", ClassifierTuningTarget.HELD_OUT, "seed");

    private static final String PATIENCE = "patience";

    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Mixin
    private LearningInput input = new LearningInput();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            completionCandidates = Scores.class,
            description = "Score of a trial: accuracy, or macro-f1, which gives all labels the same weight."
                    + " Default: ${DEFAULT-VALUE}.")
    private String by = "accuracy";

    @Mixin
    private TuningOptions tuning = new TuningOptions();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public ClassifyTuneCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        HyperparameterOptions.ofClassifiers().addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = plan();
        OutputFile target = tuning.target();
        input.requireOther(target);
        input.requireOther(new OutputFile(tuning.trialFile(), target.folder()));
        Resources resources = resources(target);
        try (ProgressReport progress = progressOptions.begin(context)) {
            input.open(context, plan.classifier(), plan.given(), resources, progress, (corpus, vectors, options) -> {
                TuningTarget trainee =
                        new ClassifierTuningTarget(corpus, plan.classifier(), vectors, plan.measure(), resources);
                TuningObjective cost = new TuningObjective(trainee, options, progress);
                TuningReport report = new TuningRun(tuning, plan.space(), cost, progress)
                        .run(plan.classifier(), described(corpus, vectors, plan, options), settings(plan));
                PropertyOutput.write(
                        report.properties(tuning.output()), format.format(context), format.results(context));
            });
        }
        return ExitCode.DONE;
    }

    /** The searched options and the fixed options. */
    private record Plan(
            String classifier, Map<String, String> given, ClassifierTuningTarget.Measure measure, SearchSpace space) {}

    private Plan plan() throws IOException {
        Map<String, String> given = HyperparameterOptions.ofClassifiers()
                .given(Objects.requireNonNull(spec).commandLine().getParseResult());
        String classifier = input.classifier(null);
        ClassifierMethods.create(classifier, OptionValues.of(given));
        input.check();
        tuning.check();
        return new Plan(classifier, given, measure(), space(classifier, given));
    }

    private Resources resources(OutputFile target) {
        return resourceOptions.resources(target.folder());
    }

    private ClassifierTuningTarget.Measure measure() {
        return switch (by) {
            case "accuracy" -> ClassifierTuningTarget.Measure.ACCURACY;
            case "macro-f1" -> ClassifierTuningTarget.Measure.MACRO_F1;
            default -> throw new UsageException("--by must be accuracy or macro-f1: " + by);
        };
    }

    private SearchSpace space(String classifier, Map<String, String> given) throws IOException {
        SearchSpace space = tuning.space(
                ClassifierMethods.REGISTRY,
                classifier,
                ClassifierMethods.create(classifier, OptionValues.of(given)).options(),
                given);
        for (Range range : space.ranges()) {
            if (SETTLED.contains(range.name()) || (range.name().equals("dimension") && input.hasVectors())) {
                throw new UsageException(
                        "--range " + range.name() + ": cannot be searched, because it is fixed before the first trial");
            }
        }
        return space;
    }

    /**
     * The options for the output file, without the share of held-out texts, which does not apply to the final
     * classifier unless its training stops early.
     */
    private static Map<String, String> settings(Plan plan) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(ClassifierMethods.REGISTRY.kind(), plan.classifier());
        settings.putAll(plan.given());
        boolean stopsEarly = plan.given().containsKey(PATIENCE)
                || plan.space().ranges().stream().anyMatch(range -> range.name().equals(PATIENCE));
        if (!stopsEarly) {
            settings.remove(ClassifierTuningTarget.HELD_OUT);
        }
        return settings;
    }

    /** Describes everything that determines the trials, so that trials of a different search are not resumed. */
    private static SequencedMap<String, String> described(
            LabelledCorpus corpus, @Nullable DenseEmbeddings vectors, Plan plan, Map<String, String> options) {
        SequencedMap<String, String> described = TuningRun.flags(options);
        described.put("the texts", corpus.provenance().getOrDefault("corpus_sha256", ""));
        described.put(
                "the number of words", Integer.toString(corpus.vocabulary().size()));
        corpus.provenance().forEach((name, value) -> {
            if (name.startsWith("text.")) {
                described.put(name, value);
            }
        });
        if (vectors != null) {
            described.put(
                    "the number of vectors",
                    Integer.toString(vectors.vocabulary().size()));
            // Distinguishes vectors of the same words and dimension without reading the file once more.
            described.put("the sum of the norms of the vectors", Double.toString(sumOfNorms(vectors)));
        }
        described.put("--by", OptionType.nameOf(plan.measure()));
        return described;
    }

    private static double sumOfNorms(DenseEmbeddings vectors) {
        double sum = 0;
        for (int id = 0; id < vectors.vocabulary().size(); id++) {
            sum += vectors.norm(id);
        }
        return sum;
    }

    /** Names of scores. */
    static final class Scores extends Choices {
        Scores() {
            super(List.of("accuracy", "macro-f1"));
        }
    }
}
