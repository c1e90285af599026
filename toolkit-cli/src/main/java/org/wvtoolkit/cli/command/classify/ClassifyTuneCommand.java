package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.command.train.TuningRun;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv classify tune}: good settings for a classifier. */
@Command(
        name = "tune",
        customSynopsis = "wv classify tune [OPTIONS] FILE... -o FILE",
        sortOptions = false,
        description = {
            "Searches for settings of a classifier, and writes the best as a file that wv classify train --options takes.",
            "%nEach trial learns from some of the texts and is judged by the others, a fifth of them or as"
                    + " --validation-fraction says. At the end the best settings and the defaults learn anew with several"
                    + " seeds, each of which keeps other texts out, to tell whether the gain is more than chance."
        },
        footer = {
            "%nExamples:%n",
            "  wv classify tune reviews.tsv -o reviews.options",
            "  wv classify tune reviews.tsv -o reviews.options --range epochs=2..20",
            "  wv classify tune reviews.tsv -o reviews.options --by macro-f1 \\",
            "    --classifier cnn --vectors my.safetensors --range dropout=0.2..0.7",
            "  wv classify train reviews.tsv --options reviews.options -o m.classifier"
        })
public final class ClassifyTuneCommand implements Callable<Integer> {
    /** They settle what is read and what trials are judged by, which must be the same for all. */
    private static final Set<String> SETTLED = Set.of("min-count", ClassifierTuningTarget.HELD_OUT, "seed");

    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Mixin
    private LearningInput input = new LearningInput();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "judge trials by accuracy, or by macro-f1, to which rare labels count as much as frequent ones;"
                            + " default: ${DEFAULT-VALUE}")
    private String by = "accuracy";

    @Mixin
    private TuningOptions tuning = new TuningOptions();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * A command for one run.
     *
     * @param context what the process was given
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
        Resources granted = granted(target);
        try (ProgressReport progress = progressOptions.begin(context)) {
            input.open(context, plan.classifier(), plan.given(), granted, progress, (corpus, vectors, options) -> {
                TuningTarget trainee =
                        new ClassifierTuningTarget(corpus, plan.classifier(), vectors, plan.measure(), granted);
                TuningObjective cost = new TuningObjective(trainee, options, progress);
                TuningReport report = new TuningRun(tuning, plan.space(), cost, progress)
                        .run(plan.classifier(), described(corpus, vectors, plan, options), settings(plan));
                PropertyOutput.write(report.properties(tuning.output()), format.format(context), context.results());
            });
        }
        return ExitCode.DONE;
    }

    /** What is searched, and what stays as it is. */
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

    private Resources granted(OutputFile target) {
        return resources.resources(target.folder());
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
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

    /** For the file: how many texts are kept out to judge by is no setting of the classifier that is trained in the end. */
    private static Map<String, String> settings(Plan plan) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(ClassifierMethods.REGISTRY.kind(), plan.classifier());
        settings.putAll(plan.given());
        settings.remove(ClassifierTuningTarget.HELD_OUT);
        return settings;
    }

    /** All that decides what is tried, so that trials of another search are not taken for this one's. */
    private static String described(
            LabelledCorpus corpus, @Nullable DenseEmbeddings vectors, Plan plan, Map<String, String> options) {
        return String.join(
                " ",
                options.toString(),
                "texts " + corpus.provenance().getOrDefault("corpus_sha256", ""),
                corpus.vocabulary().size() + " words",
                vectors == null ? "" : "vectors of " + vectors.vocabulary().size() + " words",
                "by " + plan.measure());
    }
}
