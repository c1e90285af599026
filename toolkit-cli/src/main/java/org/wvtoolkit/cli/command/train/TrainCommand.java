package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ContinuationOptions;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OptionsFile;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.option.TrainerOptions;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.option.text.FilesFrom;
import org.wvtoolkit.cli.option.text.OpenedSource;
import org.wvtoolkit.cli.option.text.PhraseOption;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.option.text.WalkMixOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.inspection.UnspacedText;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.Checkpoint;
import org.wvtoolkit.pipeline.MatrixMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.pipeline.TrainingRequest;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.relations.WordNetGlosses;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.walks.WalkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code wv train}: trains word vectors on text. */
@Command(
        name = "train",
        customSynopsis = "wv train [OPTIONS] [CORPUS...]",
        description = {
            "Trains word vectors on text and saves them as a model.",
            "A line of text is a sentence unless --sentences is given; context windows never"
                    + " cross its end. Text is UTF-8; invalid bytes are replaced and counted. Input"
                    + " formats: plain text, JSON lines, CSV, TSV, HTML, WikiExtractor output and Wikipedia"
                    + " dumps; compressed (gzip, bzip2, xz, zstd, lz4) or in archives (tar, zip). They are"
                    + " detected from content and name.",
            "With --on MASTER, training runs on the Apache Spark in SPARK_HOME, with other options:"
                    + " see 'wv train --on local[2] --help'."
        },
        footer = {
            "wv train  The built-in corpus",
            "wv train book.txt -o book.safetensors",
            "wv train texts/ more.txt.gz --method svd -o m.safetensors",
            "wv train news/ --phrases -o news.safetensors  Joins phrases: new_york",
            "wv train texts/ --method cooccurrence -o counts.safetensors",
            "wv train --from counts.safetensors --method svd -o svd.safetensors",
            "wv train enwiki-latest-pages-articles.xml.bz2 -o en.safetensors",
            "wv train zhwiki/ --analyzer chinese --word-list names.txt -o zh.safetensors",
            "wv train 'reviews/*.jsonl' --field body --sentences icu -o r.safetensors",
            "wv train texts.corpus --method svd -o m.safetensors  Encoded corpus",
            "zcat words.gz | wv train - --analyzer whitespace -o words.safetensors",
            "wv train --on spark://host:7077 s3a://bucket/text/ -o m.safetensors"
        })
public final class TrainCommand implements Callable<Integer> {
    /** Number of epochs for the built-in corpus. */
    private static final String BUILT_IN_EPOCHS = "4";

    /** Settings for the built-in corpus, a small text with many rare words, tuned on a part of the benchmarks. */
    private static final Map<String, String> BUILT_IN =
            Map.of("epochs", BUILT_IN_EPOCHS, "window", "10", "subsample", "0.0003");

    /** Further settings of CBOW for the built-in corpus ({@code docs/decisions/learning-rates.md}). */
    private static final Map<String, String> BUILT_IN_CBOW =
            Map.of("cbow-gradient", "word2vec", "learning-rate", "0.08", "rate-exponent", "0");

    private static final int BUILT_IN_MIN_COUNT = 20;
    private static final double BUILT_IN_SHARE = 0.6;

    /** Probability of ending a walk in the built-in corpus: shorter walks than for large texts. */
    private static final double BUILT_IN_RESTART = 0.25;

    private final ProcessContext context;
    private final MethodRegistry<TrainingMethod> methods;
    private final HyperparameterOptions hyperparameters;

    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "CORPUS",
            description =
                    "Text files, folders (searched recursively), patterns such as 'a/*.txt', - for standard input, or a"
                            + " file of 'wv corpus encode'. Default: the built-in corpus, the glosses of WordNet with"
                            + " random walks over its relations, which has other defaults (epochs 4, window 10,"
                            + " subsample 0.0003, min-count 20, cbow-gradient word2vec,"
                            + " learning-rate 0.08, rate-exponent 0).")
    private List<String> corpus = new ArrayList<>();

    @Mixin
    private FilesFrom list = new FilesFrom();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = HyperparameterOptions.MethodSummaries.class,
            description = "Training method. One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String method = TrainingMethods.all().getFirst().name();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            description = "Output file. Default: models/default.safetensors in the toolkit's home folder, the"
                    + " default model of the other commands.")
    private @Nullable Path output;

    @Option(
            names = "--options",
            paramLabel = "FILE",
            description = "Read the method and hyperparameters from FILE, lines of the form NAME = VALUE, as"
                    + " 'wv tune' writes it. Options on the command line take precedence.")
    private @Nullable Path optionsFile;

    @Option(names = "--force", description = "Replace MODEL if it exists. The default model is always replaced.")
    private boolean force;

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private PhraseOption phrases = new PhraseOption();

    @Mixin
    private WalkMixOption walks = new WalkMixOption();

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

    @Mixin
    private ContinuationOptions continuation = new ContinuationOptions();

    @Mixin
    private TrainerOptions trainer = new TrainerOptions();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Name of the input in messages. */
    private String textName = "the text";

    /** Creates the command. */
    public TrainCommand(ProcessContext context) {
        this(context, TrainingMethods.REGISTRY);
    }

    /**
     * A command with other training methods.
     *
     * @param context the process's streams and environment
     * @param methods the methods
     */
    TrainCommand(ProcessContext context, MethodRegistry<TrainingMethod> methods) {
        this.context = context;
        this.methods = methods;
        this.hyperparameters = new HyperparameterOptions(methods);
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        hyperparameters.addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        return continuation.resume().isPresent()
                ? resume(continuation.resume().get())
                : continuation.from().isPresent()
                        ? trainFrom(continuation.from().get())
                        : continuation.continued().isPresent()
                                ? continueFrom(continuation.continued().get())
                                : train(null);
    }

    /** Trains on saved counts, for which the text options are fixed. */
    private Integer trainFrom(Path file) throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        ParseResult parsed = command.commandLine().getParseResult();
        if (isTextGiven()) {
            throw usage("--from starts with the counts of a text; omit CORPUS");
        }
        for (String settled : List.of("text", "phrases", "walks", "vocabulary", "continuation")) {
            for (OptionSpec option :
                    Objects.requireNonNull(command.mixins().get(settled)).options()) {
                if (!option.longestName().equals("--from") && parsed.hasMatchedOption(option)) {
                    throw usage(option.longestName()
                            + " cannot be combined with --from: the counts already fix the text and its"
                            + " vocabulary");
                }
            }
        }
        OutputFile target = target();
        Run run = new Run(target.path(), resources(target), System.nanoTime());
        try (ProgressReport progress = progressOptions.begin(context);
                ContextMatrix matrix = ContextMatrix.open(file)) {
            MatrixMethod begun = TrainingMethods.create(method, OptionValues.of(hyperparameters.given(parsed)), matrix);
            run(new TrainingRequest.OfMatrix(matrix, begun), run, progress);
        }
        return ExitCode.DONE;
    }

    private Integer continueFrom(Path file) throws IOException {
        try (Embeddings earlier = Embeddings.open(file)) {
            if (!(earlier instanceof DenseEmbeddings model)) {
                throw usage("--continue needs a model of cbow or skipgram: " + file);
            }
            return train(model);
        }
    }

    private Integer train(@Nullable DenseEmbeddings earlier) throws IOException {
        boolean builtIn = !isTextGiven();
        if (earlier != null && continuation.isVocabularyGiven()) {
            throw usage("--vocabulary cannot be combined with --continue: the vocabulary of the model is kept");
        }
        TrainingPlan plan = plan(builtIn, earlier);
        OutputFile target = target();
        PredefinedWords words =
                earlier == null ? continuation.vocabulary() : new PredefinedWords(earlier.vocabulary(), false);
        Run run = new Run(target.path(), resources(target), System.nanoTime());
        try (ProgressReport progress = progressOptions.begin(context)) {
            List<TextInput> inputs = builtIn ? List.of(builtInCorpus(progress)) : inputs(target);
            try (OpenedSource opened = OpenedSource.open(inputs, plan.text(), Objects.requireNonNull(spec))) {
                double share = builtIn ? BUILT_IN_SHARE : 0;
                double restart = builtIn ? BUILT_IN_RESTART : WalkOptions.DEFAULT_RESTART;
                phrases.joined(opened, run.resources(), progress, source -> {
                    TokenSource watched = source instanceof EncodedSource ? source : UnspacedText.watched(source);
                    TokenSource mixed = walks.mixed(watched, share, restart, context);
                    run(request(mixed, plan, words, run.model()), run, progress);
                });
            }
        }
        return ExitCode.DONE;
    }

    private TrainingRequest request(TokenSource source, TrainingPlan plan, PredefinedWords words, Path model)
            throws IOException {
        if (source instanceof EncodedSource) {
            textName = "the encoded corpus";
        }
        VocabularyOptions options = source instanceof EncodedSource encoded
                ? within(encoded.corpus().options())
                : plan.vocabulary();
        if (continuation.checkpointEvery().isPresent() && plan.method() instanceof Word2VecMethod word2vec) {
            refuseExisting(Checkpoint.corpusOf(model), Checkpoint.fileOf(model), source.name());
            return new TrainingRequest.WithCheckpoints(
                    source,
                    options,
                    words,
                    word2vec,
                    model,
                    continuation.checkpointEvery().get());
        }
        return new TrainingRequest.OfText(source, options, words, plan.method());
    }

    /**
     * Destination and start of a run.
     *
     * @param model the file of the model
     * @param resources threads, memory, temporary folder
     * @param begin start of the run, in nanoseconds of {@link System#nanoTime}
     */
    private record Run(Path model, Resources resources, long begin) {}

    private void run(TrainingRequest request, Run run, ProgressReport progress) throws IOException {
        Path checkpoint = Checkpoint.fileOf(run.model());
        if (request instanceof TrainingRequest.WithCheckpoints || request instanceof TrainingRequest.Resumed) {
            progress.ifStopped(() -> Files.exists(checkpoint)
                    ? "resume with wv train --resume " + checkpoint
                    : "an existing file is unchanged");
        }
        Training.run(
                request, run.resources(), progress, embeddings -> save(embeddings, run.model(), progress, run.begin()));
    }

    private VocabularyOptions within(VocabularyOptions encodedWith) {
        return vocabulary.within(
                encodedWith,
                Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption("--min-count"));
    }

    private Integer resume(Path file) throws IOException {
        if (isTextGiven() || output != null || continuation.continued().isPresent()) {
            throw usage("--resume cannot be combined with CORPUS, -o or --continue: the checkpoint contains them");
        }
        if (phrases.given()) {
            throw usage("--resume cannot be combined with --phrases: the checkpoint contains the text");
        }
        if (walks.mixes(0)) {
            throw usage("--resume cannot be combined with --with-wordnet: the checkpoint contains the text");
        }
        if (continuation.isVocabularyGiven()) {
            throw usage("--resume cannot be combined with --vocabulary: the checkpoint contains the vocabulary");
        }
        if (continuation.timeLimit().isPresent()) {
            throw usage("--resume continues the learning rate schedule of the interrupted run; omit --time-limit");
        }
        if (optionsFile != null) {
            throw usage("--resume cannot be combined with --options: the checkpoint contains the options");
        }
        CommandSpec command = Objects.requireNonNull(spec);
        for (String option :
                hyperparameters.given(command.commandLine().getParseResult()).keySet()) {
            throw usage("--resume cannot be combined with --" + option + ": the checkpoint contains the options");
        }
        OutputFile target = OutputFile.check(Checkpoint.modelOf(file), true);
        Run run = new Run(target.path(), resources(target), System.nanoTime());
        try (ProgressReport progress = progressOptions.begin(context)) {
            run(new TrainingRequest.Resumed(file, continuation.checkpointEvery()), run, progress);
        }
        return ExitCode.DONE;
    }

    /**
     * Refuses to replace files that training with checkpoints writes and deletes. With --force, the files of an
     * interrupted run may be replaced, unless the corpus is the input. A corpus of a killed run without a checkpoint is
     * of no use and is always replaced.
     */
    private void refuseExisting(Path corpusFile, Path checkpoint, String input) throws IOException {
        if (Files.exists(checkpoint) && !force) {
            throw new IOException(checkpoint + ": exists already; resume with wv train --resume " + checkpoint
                    + ", or use --force to start again");
        }
        if (Files.exists(corpusFile)
                && (input.equals(corpusFile.toString()) || !Checkpoint.isCorpusOfRun(corpusFile))) {
            throw new IOException(
                    corpusFile + ": exists already, and training with checkpoints keeps its encoded corpus"
                            + " there; move the file or choose another MODEL with -o");
        }
    }

    private void save(Embeddings embeddings, Path model, ProgressReport progress, long begin) throws IOException {
        boolean full = embeddings.vocabulary().size() == vocabulary.options().maximumSize();
        continuation.absent(embeddings.vocabulary(), textName, full).ifPresent(progress::note);
        progress.stage("saving " + model, ProgressListener.Unit.ROWS, -1);
        embeddings.save(model);
        long nanos = System.nanoTime() - begin;
        progress.finish();
        if (!progressOptions.quiet()) {
            boolean named = output != null || continuation.resume().isPresent();
            boolean builtIn = !isTextGiven()
                    && continuation.resume().isEmpty()
                    && continuation.from().isEmpty();
            new TrainingSummary(embeddings, model, named, builtIn).print(nanos, context.err());
        }
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private TrainingPlan plan(boolean builtIn, @Nullable DenseEmbeddings earlier) throws IOException {
        ParseResult parsed = Objects.requireNonNull(spec).commandLine().getParseResult();
        Map<String, String> given = hyperparameters.given(parsed);
        if (optionsFile != null) {
            OptionsFile ofFile = OptionsFile.read(optionsFile, methods);
            method = parsed.hasMatchedOption("--method")
                    ? method
                    : ofFile.method().orElse(method);
            ofFile.values(method).forEach(given::putIfAbsent);
        }
        if (builtIn) {
            BUILT_IN.forEach((name, value) -> {
                if (uses(name)) {
                    given.putIfAbsent(name, value);
                }
            });
            // The learning rate suits this gradient only.
            if (uses("cbow-gradient") && !given.containsKey("cbow-gradient")) {
                BUILT_IN_CBOW.forEach(given::putIfAbsent);
            }
        }
        return new TrainingPlan(
                trainer.applied(TrainingPlan.method(methods, method, given, continuation, earlier), continuation),
                TrainingPlan.text(text, earlier),
                builtIn && !parsed.hasMatchedOption("--min-count")
                        ? new VocabularyOptions(
                                BUILT_IN_MIN_COUNT, vocabulary.options().maximumSize())
                        : vocabulary.options());
    }

    /** Returns whether the selected method has an option; false if there is no such method. */
    private boolean uses(String option) {
        return methods.all().stream().anyMatch(entry -> entry.name().equals(method) && entry.uses(option));
    }

    private boolean isTextGiven() {
        return !corpus.isEmpty() || list.given();
    }

    private OutputFile target() throws IOException {
        return output == null ? OutputFile.ofDefaultModel(context) : OutputFile.checkModel(output, force);
    }

    private Resources resources(OutputFile target) {
        return resourceOptions.resources(target.folder());
    }

    private TextInput builtInCorpus(ProgressListener progress) throws IOException {
        Path path = ToolkitHome.of(context).builtInCorpus();
        if (!Files.exists(path)) {
            WordNetGlosses.write(path, progress);
        }
        return TextInput.path(path);
    }

    private List<TextInput> inputs(OutputFile target) throws IOException {
        List<TextInput> inputs = new ArrayList<>();
        List<String> arguments = new ArrayList<>(corpus);
        arguments.addAll(list.names(context));
        for (String argument : arguments) {
            TextInput input = TextInput.argument(argument, context.in());
            if (input instanceof TextInput.AtPath(Path path)) {
                target.mustNotBe(path);
            }
            inputs.add(input);
        }
        return inputs;
    }
}
