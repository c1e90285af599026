package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.TextOption;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.pipeline.Hyperparameters;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.reader.TextInput;
import org.wvtoolkit.thesaurus.WordNetGlosses;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv train}: word vectors from text. */
@Command(
        name = "train",
        customSynopsis = "wv train [OPTIONS] [CORPUS...]",
        sortOptions = false,
        description = {
            "Trains word vectors on text and saves them.",
            "%nA line is a sentence: no window reaches over its end. Text is UTF-8; other bytes are replaced and counted."
                    + " Plain or compressed (gzip, bzip2, xz, zstd), known by content, not by name."
        },
        footer = {
            "%nExamples:%n",
            "  wv train                          a first try: the built-in corpus",
            "  wv train book.txt -o book.safetensors",
            "  wv train texts/ more.txt.gz --method svd -o m.safetensors",
            "  zcat words.gz | wv train - --analyzer whitespace -o words.safetensors",
            "%nThen ask: wv similar -m MODEL WORD"
        })
public final class TrainCommand implements Callable<Integer> {
    /** The built-in corpus is small; five passes, which a large one needs, would leave its vectors unformed. */
    private static final String BUILT_IN_EPOCHS = "15";

    private static final String EPOCHS = "epochs";

    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "CORPUS",
            description =
                    "files, folders with all below them, or - for standard input; default: the built-in corpus, with "
                            + BUILT_IN_EPOCHS + " epochs where a method has them")
    private List<String> corpus = new ArrayList<>();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = Methods.class,
            description = "how to train; default: ${DEFAULT-VALUE}. There are: ${COMPLETION-CANDIDATES}")
    private String method = TrainingMethods.all().getFirst().name();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            description = "where to save; default: models/default.safetensors in the toolkit's home, which the other"
                    + " commands ask unless told otherwise")
    private @Nullable Path output;

    @Option(names = "--force", description = "replace MODEL if it exists; the default model always is")
    private boolean force;

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Methods with what they do, asked for when the help is shown. */
    static final class Methods implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return HyperparameterOptions.methods().iterator();
        }
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public TrainCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        HyperparameterOptions.addTo(command);
    }

    /** Everything that can be wrong with the command line, found before anything is done. */
    private record Plan(TrainingMethod method, TextOptions text, VocabularyOptions vocabulary) {}

    @Override
    public Integer call() throws IOException {
        boolean builtIn = corpus.isEmpty();
        Plan plan = plan(builtIn);
        OutputFile target = target();
        Resources granted = granted(target);
        try (ProgressReport progress = progressOptions.begin(context)) {
            long begin = System.nanoTime();
            List<TextInput> inputs = builtIn ? List.of(builtInCorpus(progress)) : inputs(target);
            try (DenseEmbeddings embeddings = Training.train(
                    TextCorpus.of(inputs, plan.text()), plan.vocabulary(), plan.method(), granted, progress)) {
                progress.stage("saving " + target.path(), ProgressListener.Unit.ROWS, -1);
                embeddings.save(target.path());
                long nanos = System.nanoTime() - begin;
                progress.finish();
                if (!progressOptions.quiet()) {
                    new TrainingSummary(embeddings, target.path(), output != null, builtIn).print(nanos, context.err());
                }
            }
        }
        return ExitCode.DONE;
    }

    private Plan plan(boolean builtIn) {
        CommandSpec command = Objects.requireNonNull(spec);
        Map<String, String> given =
                HyperparameterOptions.given(command.commandLine().getParseResult());
        boolean hasEpochs = TrainingMethods.all().stream()
                .anyMatch(
                        entry -> entry.name().equals(method) && entry.options().contains(EPOCHS));
        if (builtIn && hasEpochs) {
            given.putIfAbsent(EPOCHS, BUILT_IN_EPOCHS);
        }
        try {
            return new Plan(
                    TrainingMethods.create(method, new Hyperparameters(given)), text.options(), vocabulary.options());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private OutputFile target() throws IOException {
        if (output != null) {
            return OutputFile.check(output, force);
        }
        Path path = ToolkitHome.of(context).defaultModel();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return OutputFile.check(path, true);
    }

    private Resources granted(OutputFile target) {
        try {
            return resources.resources(target.folder());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
        }
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
        for (String argument : corpus) {
            TextInput input = TextInput.argument(argument, context.in());
            if (input instanceof TextInput.AtPath(Path path)) {
                target.mustNotBe(path);
            }
            inputs.add(input);
        }
        return inputs;
    }
}
