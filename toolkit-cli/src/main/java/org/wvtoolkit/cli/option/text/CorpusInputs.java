package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The texts that a command reads. */
@OptionGroup("Input options")
public final class CorpusInputs {
    @Parameters(
            arity = "0..*",
            paramLabel = "CORPUS",
            description =
                    "Text files, folders (searched recursively), patterns such as 'a/*.txt', or - for standard input;"
                            + " plain or compressed.")
    private List<String> corpus = new ArrayList<>();

    @Mixin
    private FilesFrom list = new FilesFrom();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * The inputs.
     *
     * @param context has standard input
     * @return in the given order, those of a list last
     * @throws ParameterException if there are none
     * @throws IOException if a list of files cannot be read
     */
    public List<TextInput> inputs(ProcessContext context) throws IOException {
        List<String> arguments = new ArrayList<>(corpus);
        arguments.addAll(list.names(context));
        if (arguments.isEmpty()) {
            throw new ParameterException(Objects.requireNonNull(command).commandLine(), "missing argument: CORPUS");
        }
        return arguments.stream()
                .map(argument -> TextInput.argument(argument, context.in()))
                .toList();
    }

    /**
     * Rejects encoded corpora among the inputs of a command that reads text only.
     *
     * @param inputs the inputs
     * @return the same inputs
     * @throws IOException if one of them is an encoded corpus; the message has the remedy
     */
    public static List<TextInput> requireText(List<TextInput> inputs) throws IOException {
        for (TextInput input : inputs) {
            if (input instanceof TextInput.AtPath(Path path) && EncodedSource.recognizes(path)) {
                throw new IOException(path + ": is an encoded corpus, and this command reads text; use the original"
                        + " text, or the output of wv corpus tokenize " + path);
            }
        }
        return inputs;
    }

    /**
     * The inputs of a command that writes a file.
     *
     * @param context has standard input
     * @param output the output
     * @return in the given order
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
