package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.command.evaluate.Benchmarks;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.TuningOptions;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.tuning.Range;
import org.wvtoolkit.tuning.SearchSpace;
import org.wvtoolkit.tuning.TuningObjective;
import org.wvtoolkit.tuning.TuningReport;
import org.wvtoolkit.tuning.vectors.TrialJudge;
import org.wvtoolkit.tuning.vectors.VectorTuningTarget;
import org.wvtoolkit.vocabulary.PredefinedWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code wv tune}: searches for the best hyperparameters on a corpus. */
@Command(
        name = "tune",
        customSynopsis = "wv tune [OPTIONS] CORPUS... -o FILE",
        description = {
            "Searches for the best hyperparameters on a corpus and writes them to a file.",
            "'wv train --options FILE' reads the file. The text is read once. Each trial trains"
                    + " a model, which is scored by the loss on a held-out sample, or by the benchmarks of"
                    + " 'wv eval'. At the end, the command compares the best hyperparameters with the"
                    + " defaults on several seeds, and prints whether the gain is significant."
        },
        footer = {
            "wv tune book.txt -o book.options",
            "wv tune book.txt -o b.options --range learning-rate=0.02..0.3:log --trials 12",
            "wv tune book.txt -o book.options --search halving --epochs 9",
            "wv tune book.txt -o book.options --by questions --range window=2..15",
            "wv tune book.txt -o b.options --method svd --range context-smoothing=0.5..1",
            "wv tune book.txt -o book.options --resume  Continue after Ctrl-C",
            "wv train book.txt --options book.options -o book.safetensors"
        })
public final class TuneCommand implements Callable<Integer> {
    private static final String QUESTIONS = "questions";

    private final ProcessContext context;
    private final MethodRegistry<TrainingMethod> methods;
    private final HyperparameterOptions hyperparameters;

    private @Nullable CommandSpec spec;

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = HyperparameterOptions.MethodNames.class,
            description = "Training method: cbow or skipgram, or any method with --by questions. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String method = TrainingMethods.all().getFirst().name();

    @Mixin
    private TuningOptions tuning = new TuningOptions();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            completionCandidates = Scores.class,
            description = "Score of a trial: loss, or questions for the mean score over benchmarks. Default:"
                    + " loss, or questions if --questions is given.")
    private @Nullable String by;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "Benchmark file in a format of 'wv eval'. Repeatable. Default: the built-in" + " questions.")
    private List<Path> questions = new ArrayList<>();

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

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
    public TuneCommand(ProcessContext context) {
        this(context, TrainingMethods.REGISTRY);
    }

    /**
     * A command with other training methods.
     *
     * @param context the process's streams and environment
     * @param methods the methods
     */
    TuneCommand(ProcessContext context, MethodRegistry<TrainingMethod> methods) {
        this.context = context;
        this.methods = methods;
        this.hyperparameters = new HyperparameterOptions(methods);
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        hyperparameters.addTo(command);
    }

    /** The searched options and the fixed options. */
    private record Plan(SearchSpace space, Map<String, String> fixed, TrialJudge judge) {}

    @Override
    public Integer call() throws IOException {
        Plan plan = plan();
        OutputFile target = tuning.target();
        Resources resources = resources(target);
        try (ProgressReport progress = progressOptions.begin(context);
                TemporaryFile file = TemporaryFiles.create(target.folder(), "corpus");
                EncodedCorpus encoded = CorpusEncoder.encode(
                        TextCorpus.of(CorpusInputs.requireText(corpus.inputs(context, target)), text.options()),
                        vocabulary.options(),
                        PredefinedWords.NONE,
                        file.path(),
                        resources,
                        progress)) {
            TuningObjective cost = new TuningObjective(
                    new VectorTuningTarget(encoded, methods, method, plan.judge(), resources), plan.fixed(), progress);
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put(methods.kind(), method);
            settings.putAll(plan.fixed());
            TuningReport report =
                    new TuningRun(tuning, plan.space(), cost, progress).run(method, described(plan, encoded), settings);
            PropertyOutput.write(report.properties(tuning.output()), format.format(context), format.results(context));
        }
        return ExitCode.DONE;
    }

    /** Describes everything that determines the trials, so that trials of a different search are not resumed. */
    private static SequencedMap<String, String> described(Plan plan, EncodedCorpus encoded) {
        SequencedMap<String, String> described = TuningRun.flags(plan.fixed());
        described.put("the corpus", encoded.provenance().getOrDefault("corpus_sha256", ""));
        described.put(
                "the number of words", Integer.toString(encoded.vocabulary().size()));
        described.put("--by", plan.judge().described());
        return described;
    }

    /** Returns whether trials are scored by benchmarks. */
    private boolean isByQuestions() {
        boolean named = by == null ? !questions.isEmpty() : by.equals(QUESTIONS);
        if (by != null && !named && (!by.equals("loss") || !questions.isEmpty())) {
            throw usage("--by must be loss or questions, and --questions requires --by questions: " + by);
        }
        return named;
    }

    private Plan plan() throws IOException {
        ParseResult parsed = Objects.requireNonNull(spec).commandLine().getParseResult();
        Map<String, String> fixed = hyperparameters.given(parsed);
        MethodRegistry.Entry<TrainingMethod> entry = methods.named(method);
        if (!isByQuestions() && !entry.uses("validation-fraction")) {
            throw usage("method " + method + " has no validation loss; use cbow or skipgram, or --by questions,"
                    + " which needs none");
        }
        if (!entry.uses("seed")) {
            throw usage("method " + method + " uses no random numbers, so seeds cannot show whether a gain is"
                    + " significant; tune cbow, skipgram or svd, and see wv compare");
        }
        tuning.check();
        SearchSpace space = tuning.space(
                methods, method, methods.create(method, OptionValues.of(fixed)).options(), fixed);
        space.ranges().forEach(range -> checkComparable(entry, range));
        TrialJudge judge = isByQuestions()
                ? new TrialJudge.ByQuestions(Benchmarks.read(questions), Convention.GENSIM)
                : new TrialJudge.ByLoss();
        return new Plan(space, fixed, judge);
    }

    private void checkComparable(MethodRegistry.Entry<TrainingMethod> entry, Range range) {
        List<String> comparable = entry.options().stream()
                .filter(org.wvtoolkit.option.Option::lossComparable)
                .map(org.wvtoolkit.option.Option::name)
                .sorted()
                .toList();
        if (!isByQuestions() && !comparable.contains(range.name())) {
            throw usage("losses of models with different " + range.name() + " cannot be compared, because the models"
                    + " predict different things; --by loss can search " + String.join(", ", comparable)
                    + "; --by questions can search any option");
        }
    }

    private Resources resources(OutputFile target) {
        return resourceOptions.resources(target.folder());
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /** Names of scores. */
    static final class Scores extends Choices {
        Scores() {
            super(List.of("loss", QUESTIONS));
        }
    }
}
