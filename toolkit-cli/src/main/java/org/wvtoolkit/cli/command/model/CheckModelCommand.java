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
import org.wvtoolkit.cli.output.OutputFormat;
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

/** {@code wv check-model}: checks a vector file and writes a repaired copy. */
@Command(
        name = "check-model",
        customSynopsis = "wv check-model FILE [--repair -o OUT [--force]] [--format FORMAT]",
        description = {
            "Checks a vector file and lists its defects: every word and every value.",
            "The defects are: a truncated file, wrong counts, malformed lines, values that are not finite"
                    + " numbers, words that are duplicate, empty, not UTF-8 or contain spaces, and norms"
                    + " or a word order that do not match the vectors."
        },
        footer = {
            "wv check-model vectors.txt",
            "wv check-model vectors.txt --repair -o repaired.txt",
            "wv check-model --format json news.bin"
        },
        exitCodeList = {"1:Defects were found and not repaired."})
public final class CheckModelCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "Vector file to check.")
    private Path input = Path.of("");

    @Option(
            names = "--repair",
            description = "Write the intact entries to OUT: complete vectors, each word once, under names that"
                    + " every format can represent.")
    private boolean repair;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "Output file of --repair. The format is chosen by its name, else it is the format of" + " FILE.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace OUT if it exists.")
    private boolean force;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CheckModelCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (repair == (output == null)) {
            throw new ParameterException(
                    spec.commandLine(), repair ? "--repair requires -o OUT" : "--output requires --repair");
        }
        if (force && !repair) {
            throw new ParameterException(spec.commandLine(), "--force requires --repair");
        }
        if (output != null) {
            OutputFile.check(output, force).mustNotBe(input);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        try (ProgressReport progress = progressOptions.begin(context);
                ModelCheck check = ModelCheck.of(input, threads, progress)) {
            OutputFormat outputFormat = format.format(context);
            PropertyOutput.write(report(check, outputFormat), outputFormat, outputFormat.results(context));
            List<Finding> findings = check.findings();
            if (output == null) {
                return findings.isEmpty() ? ExitCode.DONE : failed(check);
            }
            if (check.repaired().isEmpty()) {
                return context.failed(input + ": no intact entry; download or create the file again");
            }
            write(check, check.repaired().get(), output, threads, progress);
        }
        return ExitCode.DONE;
    }

    private int failed(ModelCheck check) {
        return context.failed(input + ": has defects; "
                + (check.repaired().isEmpty()
                        ? "no entry is intact; download or create the file again"
                        : "wv check-model --repair -o OUT writes the intact entries"));
    }

    private SequencedMap<String, Object> report(ModelCheck check, OutputFormat outputFormat) {
        SequencedMap<String, Object> report = new LinkedHashMap<>();
        report.put("file", input.toString());
        check.format().ifPresent(known -> report.put("format", known.name()));
        check.repaired().ifPresent(kept -> {
            report.put("words", kept.vocabulary().size());
            report.put("dimension", kept.dimension());
        });
        report.put("faults", check.findings().size());
        SequencedMap<String, Object> findings = new LinkedHashMap<>();
        for (Finding finding : check.findings()) {
            SequencedMap<String, Object> details = new LinkedHashMap<>();
            details.put("count", finding.count());
            details.put("such as", finding.examples());
            finding.fault().repair().ifPresent(remedy -> details.put("repair", remedy));
            findings.put(finding.fault().toString(), details);
        }
        if (outputFormat == OutputFormat.JSON) {
            report.put("findings", new PropertyOutput.Entries("fault", "count", findings));
        } else {
            report.putAll(findings);
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
                                + " does not determine the output format; try NAME.safetensors"));
        for (Path companion : targetFormat.companionFiles(target)) {
            OutputFile.check(companion, force).mustNotBe(input);
        }
        targetFormat.write(repaired, target, threads, progress);
        ConvertCommand.noteLostSubwords(repaired, targetFormat, target, progress);
        progress.note("saved " + target + " ("
                + Quantities.count(repaired.vocabulary().size()) + " words × " + repaired.dimension() + ")");
    }
}
