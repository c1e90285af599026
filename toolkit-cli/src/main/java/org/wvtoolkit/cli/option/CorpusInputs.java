package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.text.reader.TextInput;
import picocli.CommandLine.Parameters;

/** The texts that a command reads. */
public final class CorpusInputs {
    @Parameters(
            arity = "1..*",
            paramLabel = "CORPUS",
            description = "files, folders with all below them, or - for standard input; plain or compressed")
    private List<String> corpus = new ArrayList<>();

    /**
     * The inputs.
     *
     * @param context has standard input
     * @return in the order in which they were given
     */
    public List<TextInput> inputs(ProcessContext context) {
        return corpus.stream()
                .map(argument -> TextInput.argument(argument, context.in()))
                .toList();
    }

    /**
     * The inputs of a command that writes a file.
     *
     * @param context has standard input
     * @param output what is written
     * @return in the order in which they were given
     * @throws IOException if one of them is the output
     */
    public List<TextInput> inputs(ProcessContext context, OutputFile output) throws IOException {
        List<TextInput> inputs = inputs(context);
        for (TextInput input : inputs) {
            if (input instanceof TextInput.AtPath(Path path)) {
                output.mustNotBe(path);
            }
        }
        return inputs;
    }
}
