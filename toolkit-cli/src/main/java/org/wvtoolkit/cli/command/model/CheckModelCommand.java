package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.format.ModelCheck;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.format.VectorSource;
import org.wvtoolkit.format.stream.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv check-model}: what is wrong with a file of vectors, and a repaired copy of it. */
@Command(
        name = "check-model",
        customSynopsis = "wv check-model FILE [--repair -o OUT [--force]] [--format FORMAT]",
        description = {
            "Looks at every word and every value of a file of vectors, of any format that wv convert reads, and "
                    + "says what is"
                    + " wrong.",
            "%nFound are files cut short, wrong counts, lines that are no vectors, values that are no numbers, "
                    + "words that come"
                    + " twice, are empty, hold spaces or are not UTF-8, and norms or an order of words that do not fit."
        },
        footer = {
            "%nExamples:%n",
            "  wv check-model vectors.txt",
            "  wv check-model vectors.txt --repair -o repaired.txt",
            "  wv check-model --format json news.bin",
            "%nExit code 1: something is wrong and was not repaired."
        })
public final class CheckModelCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "the vectors to look at")
    private Path input = Path.of("");

    @Option(
            names = "--repair",
            description =
                    "write what can be kept to OUT: whole vectors, each word once, under a name that any format holds")
    private boolean repair;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "the file that --repair writes, in the format that its name tells, else that of FILE")
    private @Nullable Path output;

    @Option(names = "--force", description = "replace OUT if it exists")
    private boolean force;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public CheckModelCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (repair == (output == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    repair ? "--repair needs -o OUT, the file to write" : "--output applies to --repair only");
        }
        if (force && !repair) {
            throw new ParameterException(spec.commandLine(), "--force applies to --repair only");
        }
        if (output != null) {
            OutputFile.check(output, force).mustNotBe(input);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        try (ProgressReport progress = progressOptions.begin(context);
                ModelCheck check = ModelCheck.of(input, threads, progress)) {
            PropertyOutput.write(report(check), format.format(context), context.results());
            List<Finding> findings = check.findings();
            if (output == null) {
                return findings.isEmpty() ? ExitCode.DONE : failed(check);
            }
            if (check.repaired().isEmpty()) {
                return context.failed(input + ": nothing of it can be kept; fetch or make it again");
            }
            write(check, check.repaired().get(), output, threads, progress);
        }
        return ExitCode.DONE;
    }

    private int failed(ModelCheck check) {
        return context.failed(input + ": something is wrong with it; "
                + (check.repaired().isEmpty()
                        ? "nothing of it can be kept, fetch or make it again"
                        : "wv check-model --repair -o OUT writes what can be kept"));
    }

    private SequencedMap<String, Object> report(ModelCheck check) {
        SequencedMap<String, Object> report = new LinkedHashMap<>();
        report.put("file", input.toString());
        check.format().ifPresent(known -> report.put("format", known.name()));
        check.repaired().ifPresent(kept -> {
            report.put("words", kept.vocabulary().size());
            report.put("dimension", kept.dimension());
        });
        report.put("faults", check.findings().size());
        for (Finding finding : check.findings()) {
            SequencedMap<String, Object> details = new LinkedHashMap<>();
            details.put("count", finding.count());
            details.put("such as", finding.examples());
            finding.fault().repair().ifPresent(remedy -> details.put("repair", remedy));
            report.put(finding.fault().toString(), details);
        }
        return report;
    }

    private void write(ModelCheck check, VectorSource repaired, Path target, int threads, ProgressReport progress)
            throws IOException {
        VectorFormat targetFormat = VectorFormats.forName(target)
                .or(() -> check.format().filter(VectorFormat::isWritable))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "the name " + target.getFileName()
                                + " does not tell the format to write; try NAME.safetensors"));
        for (Path companion : targetFormat.companionFiles(target)) {
            OutputFile.check(companion, force).mustNotBe(input);
        }
        targetFormat.write(repaired, target, threads, progress);
        progress.note("saved " + target + ": "
                + Quantities.count(repaired.vocabulary().size()) + " words × " + repaired.dimension());
    }
}
