package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ClassifierOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.LabelledInputs;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.PredictionOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.nn.classifier.LineClassification;
import org.wvtoolkit.nn.classifier.TextClassifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv classify predict}: predicts the labels of texts. */
@Command(
        name = "predict",
        customSynopsis = "wv classify predict [OPTIONS] FILE... -m MODEL",
        description = "Predicts the label of each non-empty line, with its probability.",
        footer = {
            "wv classify predict new.txt -m reviews.classifier",
            "echo 'a fine film' | wv classify predict - -m reviews.classifier",
            "wv classify predict new.jsonl -m reviews.classifier --top 3 --format json"
        })
public final class ClassifyPredictCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LabelledInputs files = new LabelledInputs();

    @Mixin
    private ClassifierOption model = new ClassifierOption();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Number of labels per line, most probable first. Default: ${DEFAULT-VALUE}.")
    private int top = 1;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public ClassifyPredictCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat outputFormat = format.format(context);
        if (top < 1) {
            throw usage("--top must be at least 1: " + top);
        }
        int threads = resourceOptions.resources(Path.of("")).threads();
        try (TextClassifier classifier = model.open();
                ProgressReport progress = progressOptions.begin(context)) {
            Writer results = context.results();
            PredictionOutput out = new PredictionOutput(outputFormat, top, results);
            LineClassification.each(
                    classifier,
                    new LineClassification.Input(files.inputs(context), files.lines(), false),
                    threads,
                    progress,
                    out::write);
            results.flush();
        }
        return ExitCode.DONE;
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
