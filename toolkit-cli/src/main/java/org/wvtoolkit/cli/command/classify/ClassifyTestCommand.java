package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ClassifierOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.LabelledInputs;
import org.wvtoolkit.cli.output.ClassificationOutput;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.nn.classifier.ClassificationReport;
import org.wvtoolkit.nn.classifier.LineClassification;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.nn.labelled.LabelledFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv classify test}: evaluates a classifier on labelled texts. */
@Command(
        name = "test",
        customSynopsis = "wv classify test [OPTIONS] FILE... -m MODEL",
        description = {
            "Evaluates a classifier on labelled lines: accuracy, precision, recall and F1.",
            "Precision, recall and F1 are given per label, with 95 %% confidence intervals. The"
                    + " confusion matrix is printed as well."
        },
        footer = {
            "wv classify test more.tsv -m reviews.classifier",
            "wv classify test more.jsonl.gz -m reviews.classifier --format json"
        })
public final class ClassifyTestCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LabelledInputs files = new LabelledInputs();

    @Mixin
    private ClassifierOption model = new ClassifierOption();

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
    public ClassifyTestCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat outputFormat = format.format(context);
        if (files.format() == LabelledFormat.TEXT) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--input-format text has no labels, which a test requires");
        }
        int threads = threads();
        try (TextClassifier classifier = model.open()) {
            ClassificationReport report = new ClassificationReport(classifier.labels());
            try (ProgressReport progress = progressOptions.begin(context)) {
                LineClassification.each(
                        classifier,
                        new LineClassification.Input(files.inputs(context), files.lines(), true),
                        threads,
                        progress,
                        report::add);
                if (report.texts() == 0) {
                    throw new IOException(
                            files.inputs(context).getFirst().name() + ": has no lines; use a file of labelled lines");
                }
                if (report.withoutWords() > 0) {
                    progress.note(report.withoutWords() + " of " + report.texts()
                            + " texts have no word in the vocabulary of the classifier");
                }
            }
            ClassificationOutput.write(report, outputFormat, outputFormat.results(context));
        }
        return ExitCode.DONE;
    }

    private int threads() {
        return resourceOptions.resources(Path.of("")).threads();
    }
}
