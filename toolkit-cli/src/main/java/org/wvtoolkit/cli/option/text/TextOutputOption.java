package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Option;

/** The output of a command that writes text. */
public final class TextOutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output file. Default: standard output.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    /** Creates the options; picocli sets them. */
    public TextOutputOption() {}

    /**
     * Opens the output.
     *
     * @param context has standard output
     * @param inputs the inputs, which must not be the output
     * @return the output; the caller closes it
     * @throws IOException if it cannot be written
     */
    public TextOutput open(ProcessContext context, Iterable<TextInput> inputs) throws IOException {
        if (output == null || output.toString().equals("-")) {
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

    /**
     * The folder of temporary files: that of the output.
     *
     * @return the output's folder, or the current folder for standard output
     */
    public Path folder() {
        Path parent = output == null ? null : output.toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }
}
