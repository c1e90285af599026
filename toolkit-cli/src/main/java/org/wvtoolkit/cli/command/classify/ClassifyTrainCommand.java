package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OptionsFile;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.ClassifierTraining;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wv classify train}: trains a classifier on labelled texts. */
@Command(
        name = "train",
        customSynopsis = "wv classify train [OPTIONS] FILE... -o MODEL",
        description = "Trains a text classifier on labelled lines and saves it.",
        footer = {
            "wv classify train reviews.tsv -o reviews.classifier",
            "wv classify train tokens.txt --analyzer whitespace -o m.classifier",
            "wv classify train r.tsv --classifier cnn --vectors v.safetensors -o m.classifier"
        })
public final class ClassifyTrainCommand implements Callable<Integer> {
    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Mixin
    private LearningInput input = new LearningInput();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            description = "Output file.")
    private Path output = Path.of("");

    @Option(names = "--force", description = "Replace MODEL if it exists.")
    private boolean force;

    @Option(
            names = "--options",
            paramLabel = "FILE",
            description = "Read the classifier and hyperparameters from FILE, lines of the form NAME = VALUE,"
                    + " as 'wv classify tune' writes it. Options on the command line take precedence.")
    private @Nullable Path optionsFile;

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public ClassifyTrainCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        HyperparameterOptions.ofClassifiers().addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        OutputFile target = OutputFile.checkClassifier(output, force);
        input.requireOther(target);
        Map<String, String> given = HyperparameterOptions.ofClassifiers()
                .given(Objects.requireNonNull(spec).commandLine().getParseResult());
        String classifier;
        if (optionsFile == null) {
            classifier = input.classifier(null);
        } else {
            OptionsFile options = OptionsFile.read(optionsFile, ClassifierMethods.REGISTRY);
            classifier = input.classifier(options.method().orElse(null));
            options.values(classifier).forEach(given::putIfAbsent);
        }
        // The options are validated before any input is read.
        ClassifierMethods.create(classifier, OptionValues.of(given));
        input.check();
        Resources resources = resourceOptions.resources(target.folder());
        train(classifier, given, resources);
        return ExitCode.DONE;
    }

    private void train(String classifier, Map<String, String> given, Resources resources) throws IOException {
        long begin = System.nanoTime();
        try (ProgressReport progress = progressOptions.begin(context)) {
            input.open(context, classifier, given, resources, progress, (corpus, vectors, options) -> {
                ClassifierMethod method = ClassifierMethods.create(classifier, OptionValues.of(options));
                if (options.containsKey("buckets")
                        && "1".equals(method.options().get("ngrams"))) {
                    progress.note("--buckets has no effect with --ngrams 1, which uses single words only");
                }
                try (TextClassifier trained = ClassifierTraining.train(corpus, method, vectors, resources, progress)) {
                    progress.stage("saving " + output, ProgressListener.Unit.ROWS, -1);
                    trained.save(output);
                    progress.finish();
                }
            });
        }
        if (!progressOptions.quiet()) {
            context.err()
                    .println(
                            "saved " + output + " (" + classifier + ", " + Quantities.bytes((double) Files.size(output))
                                    + ") in " + Quantities.duration(System.nanoTime() - begin));
        }
    }
}
