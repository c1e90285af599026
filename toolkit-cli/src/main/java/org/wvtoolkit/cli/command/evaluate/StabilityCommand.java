package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.GivenOptions;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.WordReports;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.corpus.AlternateSentences;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.NeighbourStability;
import org.wvtoolkit.evaluation.NeighbourStability.Stability;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv stability}: measures how reproducible neighbours are. */
@Command(
        name = "stability",
        customSynopsis = {
            "wv stability [OPTIONS] MODEL MODEL...",
            "wv stability --train [--runs N | --halves] [OPTIONS] CORPUS..."
        },
        description = {
            "Measures the stability of neighbours across models trained alike.",
            "The command prints, for each word, the overlap of its nearest neighbours between the models. A"
                    + " low overlap means that the neighbours are largely due to chance.",
            "With --train, the models are trained first: one per seed, or one per half of the"
                    + " text (alternating lines)."
        },
        footer = {
            "wv stability a.bin b.bin c.bin --words rome,river",
            "wv stability --train --runs 5 book.txt",
            "wv stability --train --halves --method svd book.txt"
        },
        exitCodeList = {"1:A file cannot be read, or no word occurs in all models."})
public final class StabilityCommand implements Callable<Integer> {
    /** Words measured by default, at ranks that grow by a constant factor. */
    private static final int SAMPLES = 40;

    private static final int SAMPLED_FROM = 10_000;

    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Vector files; with --train, texts.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--words",
            paramLabel = "WORD",
            split = ",",
            description = "Words to measure, separated by commas. Default: a sample from frequent to rare.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Number of neighbours per word. Default: ${DEFAULT-VALUE}.")
    private int count = 10;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--train", description = "Train the models on CORPUS.")
    private boolean train;

    @Option(names = "--runs", paramLabel = "N", description = "Number of seeds, counting up from --seed. Default: 3.")
    private @Nullable Integer runs;

    @Option(names = "--halves", description = "Train one model per half of the text instead of one per seed.")
    private boolean halves;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = HyperparameterOptions.MethodNames.class,
            description = "Training method. Default: ${DEFAULT-VALUE}.")
    private String method = TrainingMethods.all().getFirst().name();

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public StabilityCommand(ProcessContext context) {
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
        List<Embeddings> models = new ArrayList<>();
        try (ProgressReport progress = progressOptions.begin(context)) {
            if (train) {
                trainAll(models, progress);
            } else {
                for (String argument : arguments) {
                    Path path = Path.of(argument);
                    if (!Files.exists(path)) {
                        throw new IOException(path + ": no such file; check the path");
                    }
                    models.add(VectorFormats.open(path, progress));
                }
            }
            progress.stage("finding neighbours", ProgressListener.Unit.ROWS, -1);
            List<String> asked = words.isEmpty() ? sample(models.getFirst().vocabulary()) : asked(models);
            List<Stability> found = new ArrayList<>(NeighbourStability.of(models, asked, count));
            progress.finish();
            if (found.isEmpty()) {
                return context.failed("no word occurs in all models; choose other words with --words");
            }
            noteMissing(asked, found);
            found.sort(Comparator.comparingDouble(Stability::overlap).reversed());
            print(found);
        } finally {
            models.forEach(Embeddings::close);
        }
        return ExitCode.DONE;
    }

    /** Reports the requested words that are not in all models. */
    private void noteMissing(List<String> asked, List<Stability> found) {
        List<String> missing = new ArrayList<>(asked);
        missing.removeAll(found.stream().map(Stability::word).toList());
        if (!words.isEmpty() && !missing.isEmpty()) {
            context.err().println("not in all models, skipped: " + String.join(", ", missing));
        }
    }

    private void print(List<Stability> found) throws IOException {
        WordReports reports = new WordReports(List.of("word", "overlap"), List.of("always", "sometimes"));
        for (Stability one : found) {
            reports.add(one.word(), one.overlap(), List.of(one.always(), one.sometimes()));
        }
        reports.write(format.format(context), format.results(context));
        if (!progressOptions.quiet()) {
            double mean =
                    found.stream().mapToDouble(Stability::overlap).average().orElse(0);
            context.err()
                    .println("on average, the models share " + Quantities.fixed(100 * mean, 1) + " % of " + count
                            + " neighbours (number of words: " + Quantities.count(found.size()) + ")");
        }
    }

    private List<String> asked(List<Embeddings> models) throws IOException {
        return QuestionWords.ofAll(models.getFirst(), words);
    }

    private static List<String> sample(Vocabulary vocabulary) {
        int most = Math.min(vocabulary.size(), SAMPLED_FROM);
        if (most == 0) {
            return List.of();
        }
        Set<String> sample = new LinkedHashSet<>();
        for (int i = 0; i < SAMPLES; i++) {
            sample.add(vocabulary.word((int) Math.min(most - 1, Math.pow(most, (i + 1.0) / SAMPLES))));
        }
        return List.copyOf(sample);
    }

    private void checkUsage() {
        if (count < 1) {
            throw usage("--count must be at least 1: " + count);
        }
        if (train) {
            if (runs != null && (runs < 2 || runs > 100)) {
                throw usage("--runs must be 2 to 100: " + runs);
            }
            if (runs != null && halves) {
                throw usage("--runs and --halves cannot be combined; use one of them");
            }
            return;
        }
        CommandSpec command = Objects.requireNonNull(spec);
        List<String> ofTraining = new ArrayList<>(List.of("--runs", "--halves", "--method"));
        HyperparameterOptions.ofTraining()
                .given(command.commandLine().getParseResult())
                .keySet()
                .forEach(name -> ofTraining.add("--" + name));
        for (String name : ofTraining) {
            if (command.commandLine().getParseResult().hasMatchedOption(name)) {
                throw usage(name + " requires --train");
            }
        }
        GivenOptions.first(command, Set.of(TextOption.class, VocabularyOption.class, ResourceOptions.class))
                .ifPresent(name -> {
                    throw usage(name + " requires --train");
                });
        if (arguments.size() < 2) {
            throw usage("at least two models are required; add models, or use --train and a text");
        }
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private void trainAll(List<Embeddings> models, ProgressListener progress) throws IOException {
        Map<String, String> given = HyperparameterOptions.ofTraining()
                .given(Objects.requireNonNull(spec).commandLine().getParseResult());
        int modelCount = halves ? 2 : runs == null ? 3 : runs;
        long seed = Long.parseLong(
                TrainingMethods.create(method, OptionValues.of(given)).options().getOrDefault("seed", "1"));
        Resources resources = resourceOptions.resources(Path.of("").toAbsolutePath());
        for (int run = 0; run < modelCount; run++) {
            if (!halves) {
                given.put("seed", Long.toString(seed + run));
            }
            TrainingMethod trained = TrainingMethods.create(method, OptionValues.of(given));
            TextCorpus whole = source();
            models.add(Training.train(
                    halves ? new AlternateSentences(whole, run) : whole,
                    vocabulary.options(),
                    trained,
                    resources,
                    progress));
        }
    }

    private TextCorpus source() throws IOException {
        List<TextInput> inputs = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("-")) {
                throw usage("standard input cannot be read once for each model; use a file");
            }
            inputs.add(TextInput.argument(argument, context.in()));
        }
        return TextCorpus.of(CorpusInputs.requireText(inputs), text.options());
    }
}
