package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The input of a command: text, or an encoded corpus with its stored tokenization. */
public final class OpenedSource implements AutoCloseable {
    private final TokenSource source;
    private final @Nullable EncodedSource encoded;

    private OpenedSource(TokenSource source, @Nullable EncodedSource encoded) {
        this.source = source;
        this.encoded = encoded;
    }

    /**
     * Opens the input of a command.
     *
     * @param inputs files, folders and streams; or one encoded corpus, detected by its content
     * @param text the options of reading and tokenization
     * @param command the command, whose text options must not be given with an encoded corpus
     * @return the source; the caller closes it
     * @throws ParameterException if an encoded corpus is given with other inputs or with text options
     * @throws IOException if an encoded corpus is malformed
     */
    public static OpenedSource open(List<TextInput> inputs, TextOptions text, CommandSpec command) throws IOException {
        for (TextInput input : inputs) {
            if (!(input instanceof TextInput.AtPath(Path path)) || !EncodedSource.recognizes(path)) {
                continue;
            }
            if (inputs.size() > 1) {
                throw new ParameterException(
                        command.commandLine(),
                        path + " is an encoded corpus, which cannot be combined with other files; use it alone");
            }
            GivenOptions.first(command, Set.of(TextOption.class)).ifPresent(flag -> {
                throw new ParameterException(
                        command.commandLine(),
                        flag + " applies to text, and " + path + " is encoded already; encode the text again with it");
            });
            EncodedSource encoded = EncodedSource.open(path);
            return new OpenedSource(encoded, encoded);
        }
        return new OpenedSource(TextCorpus.of(inputs, text), null);
    }

    /**
     * The tokens.
     *
     * @return the source
     */
    public TokenSource source() {
        return source;
    }

    /**
     * The encoded corpus, if the input is one.
     *
     * @return the object that {@link #source} returns, or empty
     */
    public Optional<EncodedSource> encoded() {
        return Optional.ofNullable(encoded);
    }

    @Override
    public void close() {
        if (encoded != null) {
            encoded.close();
        }
    }
}
