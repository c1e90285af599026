package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.LineFormatOption;
import org.wvtoolkit.cli.option.text.ReadingOption;
import org.wvtoolkit.cli.option.text.TextOutput;
import org.wvtoolkit.cli.option.text.UnitOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.lines.UnitSplit;
import org.wvtoolkit.lines.UnitWriter;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv corpus split}: splits a text into several files at random. */
@Command(
        name = "split",
        customSynopsis = "wv corpus split CORPUS... -o FILE [-o FILE]... --shares X,... [OPTIONS]",
        description = {
            "Splits lines or documents at random into several files, in the order of the text.",
            "The file of a line depends on the line number and the seed only. One FILE may be -"
                    + " for standard output."
        },
        footer = {
            "wv corpus split all.txt -o train.txt -o test.txt --shares 0.9,0.1",
            "wv corpus split wiki/ --unit document -o a.txt -o b.txt -o c.txt"
        })
public final class CorpusSplitCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Output file of a part. Repeatable, one per part.")
    private List<Path> outputs = new ArrayList<>();

    @Option(
            names = "--shares",
            paramLabel = "X",
            split = ",",
            description = "Probability of each FILE, in order, separated by commas; their sum is at most 1."
                    + " Default: equal shares.")
    private List<Double> shares = new ArrayList<>();

    @Option(names = "--force", description = "Replace each FILE if it exists.")
    private boolean force;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed. Equal seeds give equal results. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private ReadingOption reading = new ReadingOption();

    @Mixin
    private UnitOption unit = new UnitOption();

    @Mixin
    private LineFormatOption format = new LineFormatOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusSplitCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<TextInput> inputs = CorpusInputs.requireText(corpus.inputs(context));
        TextCorpus text = LineCommand.lines(inputs, reading);
        int threads = threads();
        List<TextOutput> opened = new ArrayList<>();
        try (ProgressReport progress = progressOptions.begin(context)) {
            checkAllDiffer();
            for (Path output : outputs) {
                opened.add(open(output, inputs));
            }
            List<UnitWriter> writers = opened.stream()
                    .map(out -> new UnitWriter(unit.unit(), format.json(), out))
                    .toList();
            long read = LineCommand.read(text, unit.unit(), split(writers), threads, progress);
            for (int i = 0; i < writers.size(); i++) {
                opened.get(i).commit();
                progress.note(outputs.get(i) + ": "
                        + LineCommand.kept(read, writers.get(i).written(), unit.unit()));
            }
        } finally {
            for (TextOutput out : opened) {
                out.close();
            }
        }
        return ExitCode.DONE;
    }

    private int threads() {
        return resourceOptions.resources(Path.of("")).threads();
    }

    private UnitSplit split(List<UnitWriter> writers) {
        List<Double> given = shares.isEmpty() ? Collections.nCopies(writers.size(), 1.0 / writers.size()) : shares;
        return new UnitSplit(writers, given, seed);
    }

    private void checkAllDiffer() {
        Set<Path> places = new HashSet<>();
        for (Path output : outputs) {
            if (!places.add(output.toAbsolutePath().normalize())) {
                throw new ParameterException(spec.commandLine(), "-o " + output + " is repeated; choose another name");
            }
        }
    }

    private TextOutput open(Path output, List<TextInput> inputs) throws IOException {
        if (output.toString().equals("-")) {
            return TextOutput.standard(context);
        }
        OutputFile checked = OutputFile.check(output, force);
        for (TextInput input : inputs) {
            if (input instanceof TextInput.AtPath(Path path)) {
                checked.mustNotBe(path);
            }
        }
        return TextOutput.file(output);
    }
}
