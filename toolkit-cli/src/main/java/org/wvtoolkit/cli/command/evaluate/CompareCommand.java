package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ConventionOptions;
import org.wvtoolkit.cli.option.CountedWords;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.GivenOptions;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.ModelReport;
import org.wvtoolkit.cli.output.ModelReportOutput;
import org.wvtoolkit.cli.output.ReportFormat;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.EveryMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.thesaurus.InformationContent;
import org.wvtoolkit.thesaurus.SimilarityMeasure;
import org.wvtoolkit.thesaurus.Taxonomy;
import org.wvtoolkit.thesaurus.ThesaurusModel;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wv compare}: compares models with significance tests. */
@Command(
        name = "compare",
        customSynopsis = {"wv compare [OPTIONS] MODEL...", "wv compare --train [OPTIONS] CORPUS..."},
        description = {
            "Compares models: benchmark scores with significance, size, query time and" + " neighbours.",
            "Tables mark the best score of each row with * and scores that are not significantly"
                    + " worse with ~ (paired bootstrap over the same questions). MODEL can also be wordnet"
                    + " or wordnet:MEASURE, which has no analogy scores.",
            "With --train, a model is trained on CORPUS with every method, and the models and"
                    + " WordNet are compared. The text is tokenized once and co-occurrences are counted once."
        },
        footer = {
            "wv compare a.safetensors b.bin",
            "wv compare a.bin b.bin --questions questions-words.txt --near rome,river",
            "wv compare a.bin b.bin --format html -o report.html",
            "wv compare a.safetensors wordnet wordnet:lin:a.safetensors",
            "wv compare --train book.txt  Compare all methods on a text"
        },
        exitCodeList = {"1:A file cannot be read, or its format was not recognised."})
public final class CompareCommand implements Callable<Integer> {
    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Vector files; with --train, texts.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--train", description = "Train a model with every method on CORPUS.")
    private boolean train;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "Benchmark file in a format of 'wv eval'. Repeatable. Default: the built-in" + " questions.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--near",
            paramLabel = "WORD",
            split = ",",
            description = "Words whose neighbours are listed side by side, separated by commas.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Number of neighbours to list. Default: ${DEFAULT-VALUE}.")
    private int count = 10;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description =
                    "Output format: table, tsv, json, markdown or html. Default: table on a terminal," + " else tsv.")
    private @Nullable ReportFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output file. Default: standard output.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Mixin
    private ConventionOptions counting = new ConventionOptions();

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Converts the option's value. */
    static final class FormatConverter implements ITypeConverter<ReportFormat> {
        @Override
        public ReportFormat convert(String text) {
            return ReportFormat.find(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not one of table, tsv, json, markdown, html"));
        }
    }

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CompareCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        HyperparameterOptions.ofTraining().addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        OutputFile target = output == null ? null : OutputFile.check(output, force);
        if (!train) {
            checkModels();
        }
        List<Benchmark> benchmarks = Benchmarks.read(files);
        ModelScores scores = new ModelScores(benchmarks, counting.convention(), words, count);
        try (ProgressReport progress = progressOptions.begin(context)) {
            if (train) {
                trainAll(scores, progress);
            } else {
                openAll(scores, progress);
            }
            if (scores.hasGapsOnly()) {
                progress.finish();
                return context.failed(scores.failure(), scores.suggestions());
            }
            scores.gaps().forEach(progress::note);
            progress.stage("comparing", ProgressListener.Unit.ROWS, -1);
            ModelReport report = scores.report(counting.bootstrap());
            progress.finish();
            ReportFormat chosen = format != null
                    ? format
                    : context.terminalOut() && output == null ? ReportFormat.TABLE : ReportFormat.TSV;
            if (target == null) {
                ModelReportOutput.write(
                        report, chosen, chosen == ReportFormat.TABLE ? context.tables() : context.results());
            } else {
                save(report, chosen, target.path());
            }
        }
        return ExitCode.DONE;
    }

    /** Writes a report beside its target and renames it, so that an old report stays until the new one is complete. */
    private static void save(ModelReport report, ReportFormat format, Path target) throws IOException {
        StringWriter text = new StringWriter();
        ModelReportOutput.write(report, format, text);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (AtomicFile file = AtomicFile.create(target)) {
            file.write(bytes, 0, bytes.length);
            file.commit();
        }
    }

    private void checkUsage() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (count < 1) {
            throw usage("--count must be at least 1: " + count);
        }
        counting.bootstrap();
        if (!train) {
            Map<String, String> given = HyperparameterOptions.ofTraining()
                    .given(command.commandLine().getParseResult());
            for (String name : given.keySet()) {
                throw usage("--" + name + " requires --train; trained models cannot be changed");
            }
            GivenOptions.first(command, Set.of(TextOption.class, VocabularyOption.class, ResourceOptions.class))
                    .ifPresent(name -> {
                        throw usage(name + " requires --train; trained models cannot be changed");
                    });
        }
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /** Checks the existence and format of all models, because scoring one of them may take long. */
    private void checkModels() throws IOException {
        for (String argument : arguments) {
            Optional<ThesaurusModel> thesaurus = new ModelOption(Path.of(argument)).thesaurus(context);
            Optional<Path> file = thesaurus.isPresent() ? thesaurus.get().counts() : Optional.of(Path.of(argument));
            if (file.isPresent()) {
                if (!Files.exists(file.get())) {
                    throw new IOException(file.get() + ": no such file; check the path");
                }
                VectorFormats.detect(file.get());
            }
        }
    }

    private void openAll(ModelScores scores, ProgressListener progress) throws IOException {
        Set<String> names = new HashSet<>();
        for (String argument : arguments) {
            Optional<ThesaurusModel> thesaurus = new ModelOption(Path.of(argument)).thesaurus(context);
            if (thesaurus.isPresent()) {
                progress.stage("scoring " + argument, ProgressListener.Unit.ROWS, -1);
                ThesaurusSimilarity asked = thesaurus.get().open(WordnetOption.wordNet(context), CountedWords::of);
                scores.add(thesaurus.get().toString(), asked, -1);
                continue;
            }
            Path path = Path.of(argument);
            String name = Objects.requireNonNullElse(path.getFileName(), path).toString();
            try (Embeddings embeddings = VectorFormats.open(path, progress)) {
                progress.stage("scoring " + argument, ProgressListener.Unit.ROWS, -1);
                scores.add(names.add(name) ? name : argument, embeddings, Files.size(path), -1);
            }
        }
    }

    /** Adds WordNet, with information content from the word counts of the text. */
    private void addThesaurus(ModelScores scores, EncodedCorpus corpus, ProgressListener progress) throws IOException {
        progress.stage("scoring " + ThesaurusModel.NAME, ProgressListener.Unit.ROWS, -1);
        long begin = System.nanoTime();
        Taxonomy taxonomy = Taxonomy.of(WordnetOption.wordNet(context));
        ThesaurusSimilarity asked = new ThesaurusSimilarity(
                taxonomy, SimilarityMeasure.JIANG_CONRATH, InformationContent.of(taxonomy, corpus.vocabulary()));
        long nanos = System.nanoTime() - begin;
        scores.add(ThesaurusModel.NAME + ":" + asked.measure().shortName(), asked, nanos);
    }

    private void trainAll(ModelScores scores, ProgressListener progress) throws IOException {
        List<TextInput> inputs = new ArrayList<>();
        for (String argument : arguments) {
            inputs.add(TextInput.argument(argument, context.in()));
        }
        Map<String, String> given = HyperparameterOptions.ofTraining()
                .given(Objects.requireNonNull(spec).commandLine().getParseResult());
        Path folder = output != null
                ? OutputFile.check(output, force).folder()
                : Path.of("").toAbsolutePath();
        Resources resources = resourceOptions.resources(folder);
        TextCorpus source = TextCorpus.of(CorpusInputs.requireText(inputs), text.options());
        try (TemporaryFile file = TemporaryFiles.create(folder, "corpus");
                EncodedCorpus corpus =
                        CorpusEncoder.encode(source, vocabulary.options(), file.path(), resources, progress)) {
            EveryMethod.train(
                    corpus,
                    EveryMethod.names(),
                    OptionValues.of(given),
                    resources,
                    progress,
                    (method, embeddings, nanos) -> {
                        progress.stage("scoring " + method, ProgressListener.Unit.ROWS, -1);
                        scores.add(method, embeddings, -1, nanos);
                    });
            addThesaurus(scores, corpus, progress);
        }
    }
}
