package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Option;

/** Where a command writes text. */
public final class TextOutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to write; default: standard output")
    private @Nullable Path output;

    @Option(names = "--force", description = "replace FILE if it exists")
    private boolean force;

    /** To be set by picocli. */
    public TextOutputOption() {}

    /**
     * Opens the output.
     *
     * @param context has standard output
     * @param inputs what is read, none of which may be written
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
     * Where temporary files go: beside the output.
     *
     * @return its folder, or the current one for standard output
     */
    public Path folder() {
        Path parent = output == null ? null : output.toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }
}
