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
import org.wvtoolkit.format.stream.FaultPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv convert}: converts a vector file to another format. */
@Command(
        name = "convert",
        customSynopsis = "wv convert IN -o OUT [--to FORMAT] [--force]",
        description = {
            "Converts a vector file to another format.",
            "The input format is detected from the content, the output format from the file name"
                    + " unless --to is given. The vectors are streamed, so a file may be larger than"
                    + " memory. Text formats may be compressed: NAME.gz is read and written.",
            "Only safetensors stores how a model was trained (method, options, corpus,"
                    + " analyzer). A word that the output format cannot represent, such as one with a space"
                    + " in a text format, is rejected with its name."
        },
        footer = {
            "wv convert news.bin -o news.safetensors  Opens instantly from now on",
            "wv convert my.safetensors -o my.bin  For gensim and other tools",
            "wv convert my.safetensors -o my.vec.gz  Compressed text",
            "wv convert my.safetensors -o my.txt --to glove-text"
        })
public final class ConvertCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "IN", description = "Vector file to convert.")
    private Path input = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Output file.")
    private Path output = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "Output format. One of: ${COMPLETION-CANDIDATES}. Default: by the name of OUT.")
    private @Nullable String to;

    @Option(names = "--force", description = "Replace OUT if it exists.")
    private boolean force;

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Names of formats, read when the help is printed. */
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
     * Creates the command.
     *
     * @param context streams, environment and terminal
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
                VectorSource source = format.open(input, FaultPolicy.STRICT, threads, progress)) {
            target.write(source, output, threads, progress);
            noteLostSubwords(source, target, output, progress);
            progress.note("saved " + output + " ("
                    + Quantities.count(source.vocabulary().size()) + " words × " + source.dimension()
                    + source.metadata().vectorKind().map(kind -> ", " + kind).orElse("") + ")");
        }
        return ExitCode.DONE;
    }

    /**
     * Reports that a written file lacks the subword vectors of its source.
     *
     * @param source the words and vectors
     * @param format the format that was written
     * @param target the file
     * @param progress receives the report
     */
    static void noteLostSubwords(VectorSource source, VectorFormat format, Path target, ProgressReport progress) {
        if (source.subwords().isPresent() && !format.name().equals("safetensors")) {
            progress.note(target + " has no subword vectors for out-of-vocabulary words, because " + format.name()
                    + " cannot represent them; the format safetensors keeps them");
        }
    }

    private VectorFormat target() {
        String names = String.join(", ", new Formats());
        if (to == null) {
            return VectorFormats.forName(output)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "the name " + output.getFileName()
                                    + " does not determine the output format; use --to FORMAT," + " one of " + names));
        }
        return VectorFormats.find(to)
                .filter(VectorFormat::isWritable)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--to: no output format " + to + "; there are " + names));
    }
}
