package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
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
        customSynopsis = "wv convert IN -o OUT --to FORMAT [--force]",
        description = "Writes vectors in another file format. The format of the input is recognised by its content.",
        footer = {
            "%nExamples:%n",
            "  wv convert my.safetensors -o my.bin --to word2vec-binary",
            "  wv convert news.bin -o news.safetensors --to safetensors",
            "%nOnly safetensors keeps how a model was made: method, options, corpus, analyzer."
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
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "the format to write: ${COMPLETION-CANDIDATES}")
    private String to = "";

    @Option(names = "--force", description = "replace OUT if it exists")
    private boolean force;

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Names of formats, asked for when the help is shown. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VectorFormats.all().stream().map(VectorFormat::name).iterator();
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
        VectorFormat target = VectorFormats.named(to)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--to: no format " + to + "; there are " + String.join(", ", new Formats())));
        OutputFile checked = OutputFile.check(output, force);
        checked.mustNotBe(input);
        try (ProgressReport progress = progressOptions.begin(context);
                Embeddings embeddings = VectorFormats.read(input, progress)) {
            target.write(embeddings, output, progress);
            progress.note("saved " + output + ": "
                    + Quantities.count(embeddings.vocabulary().size()) + " words × " + embeddings.dimension());
        }
        return ExitCode.DONE;
    }
}
