package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.ConventionOptions;
import org.wvtoolkit.cli.option.CountedWords;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.output.ClassificationTaskOutput;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.ScoreOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.evaluation.BenchmarkOutcome;
import org.wvtoolkit.evaluation.Bootstrap;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Evaluation;
import org.wvtoolkit.evaluation.Score;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.inspection.VocabularyLanguage;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.thesaurus.ThesaurusModel;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv eval}: scores a model on benchmarks. */
@Command(
        name = "eval",
        customSynopsis = {
            "wv eval [-m MODEL] [--convention NAME] [OPTIONS] [FILE...]",
            "wv eval --task classification [-m MODEL] [--beside MODEL]... FILE..."
        },
        description = {
            "Scores a model on benchmarks, with confidence intervals.",
            "Benchmarks: word similarity (Spearman and Pearson correlation), analogies (accuracy"
                    + " of 3CosAdd and 3CosMul), word categories (cluster purity) and outlier detection"
                    + " (accuracy). The kind is detected from the content of FILE: word pairs with ratings"
                    + " in columns (CSV, TSV); analogies under \": section\" lines; or, also under such lines,"
                    + " pairs of a relation, words of a category, or a set of words, an empty line and the"
                    + " outliers of the set.",
            "With --task classification, FILE has labelled texts in the formats of 'wv"
                    + " classify'. The score is the accuracy of a linear classifier on the mean of the word"
                    + " vectors, on a held-out fifth of the texts.",
            "Every score is printed with its 95 %% confidence interval and its scoring"
                    + " convention. Scores of different conventions are not comparable."
        },
        footer = {
            "wv eval  Default model, built-in questions",
            "wv eval -m wiki.bin questions-words.txt simlex999.csv",
            "wv eval -m wiki.bin --convention word2vec questions-words.txt",
            "wv eval --restrict 30000 --format json questions-words.txt",
            "wv eval --task classification -m a.bin --beside b.bin reviews.tsv"
        },
        exitCodeList = {"1:No question could be scored, or the format of a file was not recognised."})
public final class EvalCommand implements Callable<Integer> {
    private static final String QUESTIONS = "questions";
    private static final String CLASSIFICATION = "classification";

    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Benchmark files. Default: the built-in English questions.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--task",
            paramLabel = "NAME",
            completionCandidates = Tasks.class,
            description = "Task: questions or classification. Default: questions.")
    private String task = QUESTIONS;

    @Option(
            names = "--beside",
            paramLabel = "MODEL",
            description = "Another model to rank on the classification task. Repeatable. Requires --task"
                    + " classification.")
    private List<Path> others = new ArrayList<>();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private ConventionOptions counting = new ConventionOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public EvalCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Bootstrap bootstrap = bootstrap();
        Convention convention = counting.convention();
        OutputFormat outputFormat = format.format(context);
        if (isClassification()) {
            List<ModelOption> models = new ArrayList<>(List.of(model));
            others.forEach(other -> models.add(new ModelOption(other)));
            ClassificationTaskOutput.write(
                    ClassificationTask.judge(models, files, context), outputFormat, outputFormat.results(context));
            return ExitCode.DONE;
        }
        Optional<ThesaurusModel> thesaurus = model.thesaurus(context);
        String name = thesaurus.isPresent()
                ? thesaurus.get().toString()
                : model.path(context).toString();
        List<Benchmark> benchmarks = Benchmarks.read(files);
        List<Score> scores = new ArrayList<>();
        Optional<String> foreign = Optional.empty();
        if (thesaurus.isPresent()) {
            ThesaurusSimilarity asked = thesaurus.get().open(WordnetOption.wordNet(context), CountedWords::of);
            ask(Evaluation.of(asked, convention), benchmarks, bootstrap, scores);
        } else {
            try (Embeddings embeddings = model.open(context)) {
                foreign = files.isEmpty() ? foreignLanguage(embeddings) : Optional.empty();
                int threads = Runtime.getRuntime().availableProcessors();
                ask(Evaluation.of(embeddings, convention, benchmarks, threads), benchmarks, bootstrap, scores);
            }
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (Benchmark benchmark : benchmarks) {
            // The last score of a benchmark is its total.
            scores.stream()
                    .filter(score -> score.benchmark().equals(benchmark.name()))
                    .reduce((before, last) -> last)
                    .map(Benchmarks::whyNone)
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reasons::add);
        }
        if (reasons.size() == benchmarks.size()) {
            return context.failed(foreign.orElse(String.join("; ", reasons)));
        }
        ScoreOutput.write(name, convention, scores, outputFormat, outputFormat.results(context));
        reasons.forEach(reason -> context.err().println(reason));
        foreign.ifPresent(note -> context.err().println(note));
        return ExitCode.DONE;
    }

    /** The message if the model's language is not that of the built-in questions. */
    private static Optional<String> foreignLanguage(Embeddings embeddings) {
        String analyzer = embeddings
                .metadata()
                .get(ModelMetadata.TEXT_PREFIX + TextAnalyzers.NAME)
                .orElse("");
        return VocabularyLanguage.of(embeddings.vocabulary(), analyzer)
                .filter(language -> !language.equals("english"))
                .map(language -> "the built-in questions are English, and the model's text looks "
                        + language.substring(0, 1).toUpperCase(Locale.ROOT) + language.substring(1)
                        + "; use benchmark files in that language");
    }

    private static void ask(Evaluation evaluation, List<Benchmark> benchmarks, Bootstrap bootstrap, List<Score> scores)
            throws IOException {
        for (Benchmark benchmark : benchmarks) {
            Optional<BenchmarkOutcome> outcome = evaluation.ask(benchmark);
            outcome.ifPresent(found -> scores.addAll(found.scores(bootstrap)));
        }
    }

    private boolean isClassification() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        boolean classification = task.equals(CLASSIFICATION);
        if (!classification && !task.equals(QUESTIONS)) {
            throw new ParameterException(line, "no task " + task + "; use questions or classification");
        }
        if (classification && files.isEmpty()) {
            throw new ParameterException(line, "--task classification requires FILE, a file of labelled texts");
        }
        if (classification) {
            for (OptionSpec option :
                    Objects.requireNonNull(spec.mixins().get("counting")).options()) {
                if (line.getParseResult().hasMatchedOption(option)) {
                    throw new ParameterException(line, option.longestName() + " is part of the convention; omit it");
                }
            }
        }
        if (!classification && !others.isEmpty()) {
            throw new ParameterException(
                    line, "--beside requires --task classification; wv compare compares models by questions");
        }
        return classification;
    }

    private Bootstrap bootstrap() {
        return counting.bootstrap();
    }

    /** Names of tasks. */
    static final class Tasks extends Choices {
        Tasks() {
            super(List.of(QUESTIONS, CLASSIFICATION));
        }
    }
}
