package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ClassifierOptions;
import org.wvtoolkit.cli.option.LabelledInputs;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.TextOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.ClassifierTraining;
import org.wvtoolkit.nn.classifier.LabelledCorpus;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.pipeline.Hyperparameters;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextAnalyzer;
import org.wvtoolkit.text.TextAnalyzers;
import org.wvtoolkit.text.TextOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code wv classify train}: a classifier from labelled lines. */
@Command(
        name = "train",
        customSynopsis = "wv classify train [OPTIONS] FILE... -o MODEL",
        sortOptions = false,
        description = "Learns to tell the labels of texts from lines that have both.",
        footer = {
            "%nExamples:%n",
            "  wv classify train reviews.tsv -o reviews.classifier",
            "  wv classify train cut.txt --analyzer whitespace -o m.classifier",
            "  wv classify train reviews.tsv --classifier cnn --vectors my.safetensors \\",
            "    -o m.classifier"
        })
public final class ClassifyTrainCommand implements Callable<Integer> {
    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Mixin
    private LabelledInputs files = new LabelledInputs();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            description = "where to save")
    private Path output = Path.of("");

    @Option(names = "--force", description = "replace MODEL if it exists")
    private boolean force;

    @Option(
            names = "--classifier",
            paramLabel = "NAME",
            completionCandidates = Classifiers.class,
            description = "which classifier; default: ${DEFAULT-VALUE}. There are: ${COMPLETION-CANDIDATES}")
    private String classifier = ClassifierMethods.all().getFirst().name();

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description = "word vectors to begin with, of any method, in any format that wv convert reads")
    private @Nullable Path vectors;

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Classifiers with what they do, asked for when the help is shown. */
    static final class Classifiers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ClassifierMethods.all().stream()
                    .map(method -> method.name() + " (" + method.summary() + ")")
                    .iterator();
        }
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public ClassifyTrainCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        ClassifierOptions.addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        OutputFile target = OutputFile.check(output, force);
        for (Path path : files.paths()) {
            target.mustNotBe(path);
        }
        // What the command line asks for is checked before anything is read.
        ClassifierMethod checked = method(null);
        String analyzer = analyzer(null);
        Resources granted = granted(target);
        long begin = System.nanoTime();
        try (ProgressReport progress = progressOptions.begin(context)) {
            if (vectors == null) {
                train(checked, analyzer, null, granted, progress, begin);
            } else {
                try (Embeddings embeddings = VectorFormats.read(vectors, progress)) {
                    if (!(embeddings instanceof DenseEmbeddings dense)) {
                        throw new IOException(
                                vectors + ": holds sparse vectors; a classifier needs dense ones, such as svd's");
                    }
                    train(method(dense), analyzer(dense), dense, granted, progress, begin);
                }
            }
        }
        return ExitCode.DONE;
    }

    private void train(
            ClassifierMethod method,
            String analyzer,
            @Nullable DenseEmbeddings dense,
            Resources granted,
            ProgressReport progress,
            long begin)
            throws IOException {
        try (LabelledCorpus corpus = LabelledCorpus.read(
                        files.inputs(context),
                        files.format(),
                        analyzer,
                        method.learning().minCount(),
                        granted,
                        progress);
                TextClassifier trained = ClassifierTraining.train(corpus, method, dense, granted, progress)) {
            progress.stage("saving " + output, ProgressListener.Unit.ROWS, -1);
            trained.save(output);
            progress.finish();
            if (!progressOptions.quiet()) {
                context.err()
                        .println("saved " + output + " (" + method.name() + ", "
                                + Quantities.bytes((double) Files.size(output)) + ") in "
                                + Quantities.duration(System.nanoTime() - begin));
            }
        }
    }

    private ClassifierMethod method(@Nullable DenseEmbeddings dense) {
        Map<String, String> given = ClassifierOptions.given(parsed());
        if (dense != null) {
            given.putIfAbsent("dimension", Integer.toString(dense.dimension()));
            if (!given.get("dimension").equals(Integer.toString(dense.dimension()))) {
                throw usage("--dimension " + given.get("dimension") + ", but the vectors have dimension "
                        + dense.dimension() + "; leave it out");
            }
        }
        try {
            return ClassifierMethods.create(classifier, new Hyperparameters(given));
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    /** Texts must be cut as those were that the vectors come from, unless it is said otherwise. */
    private String analyzer(@Nullable DenseEmbeddings dense) throws IOException {
        try {
            TextOptions asked = dense == null ? text.options() : text.optionsAfter(dense.metadata());
            TextAnalyzer named = TextAnalyzers.named(asked.analyzer().name());
            if (!named.equals(asked.analyzer())) {
                throw new IllegalArgumentException(
                        "a classifier keeps an analyzer's name alone; --word-list does not apply to it");
            }
            return named.name();
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    private Resources granted(OutputFile target) {
        try {
            return resources.resources(target.folder());
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    private ParseResult parsed() {
        return Objects.requireNonNull(spec).commandLine().getParseResult();
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
