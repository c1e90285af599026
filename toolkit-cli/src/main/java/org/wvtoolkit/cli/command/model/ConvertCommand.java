package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.format.VectorSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv convert}: vectors from one file format to another. */
@Command(
        name = "convert",
        customSynopsis = "wv convert IN -o OUT [--to FORMAT] [--force]",
        description = {
            "Writes vectors in another file format. The format of the input is recognised by its content, that of "
                    + "the output"
                    + " by its name, unless --to says it.",
            "%nVectors are read where they are wanted, so that a file need not fit into memory. Texts may be packed:"
                    + " NAME.gz is read and written."
        },
        footer = {
            "%nExamples:%n",
            "  wv convert news.bin -o news.safetensors            opened at once from now on",
            "  wv convert my.safetensors -o my.bin                for gensim and others",
            "  wv convert my.safetensors -o my.vec.gz             text, packed",
            "  wv convert my.safetensors -o my.txt --to glove-text",
            "%nOnly safetensors keeps how a model was made: method, options, corpus, analyzer. A word that a "
                    + "format cannot"
                    + " hold, such as one with a space in a text, is refused by name."
        })
public final class ConvertCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "IN", description = "the vectors to convert")
    private Path input = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the file to write")
    private Path output = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "the format to write: ${COMPLETION-CANDIDATES}; default: what OUT's name says")
    private @Nullable String to;

    @Option(names = "--force", description = "replace OUT if it exists")
    private boolean force;

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Names of formats, asked for when the help is shown. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VectorFormats.all().stream()
                    .filter(VectorFormat::isWritable)
                    .map(VectorFormat::name)
                    .iterator();
        }
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public ConvertCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        VectorFormat target = target();
        OutputFile checked = OutputFile.check(output, force);
        checked.mustNotBe(input);
        for (Path companion : target.companionFiles(output)) {
            OutputFile.check(companion, force).mustNotBe(input);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        VectorFormat format = VectorFormats.detect(input);
        try (ProgressReport progress = progressOptions.begin(context);
                VectorSource source = format.open(input, null, threads, progress)) {
            target.write(source, output, threads, progress);
            progress.note("saved " + output + ": "
                    + Quantities.count(source.vocabulary().size()) + " words × " + source.dimension()
                    + source.metadata().vectorKind().map(kind -> ", " + kind).orElse(""));
        }
        return ExitCode.DONE;
    }

    private VectorFormat target() {
        String names = String.join(", ", new Formats());
        if (to == null) {
            return VectorFormats.forName(output)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "the name " + output.getFileName() + " does not tell the format to write; give --to FORMAT,"
                                    + " one of " + names));
        }
        return VectorFormats.named(to)
                .filter(VectorFormat::isWritable)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--to: no format " + to + " to write; there are " + names));
    }
}
