package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What is read: text, or a corpus that was encoded before and knows how its text was cut. */
public final class OpenedSource implements AutoCloseable {
    private final TokenSource source;
    private final @Nullable EncodedSource encoded;

    private OpenedSource(TokenSource source, @Nullable EncodedSource encoded) {
        this.source = source;
        this.encoded = encoded;
    }

    /**
     * Opens what a command is to read.
     *
     * @param inputs files, folders, streams; or one encoded corpus, known by its content
     * @param text how text is cut
     * @param command the command, whose flags for text must not be given with an encoded corpus
     * @return the source; the caller closes it
     * @throws ParameterException if an encoded corpus is given with other inputs or with flags for text
     * @throws IOException if an encoded corpus is broken
     */
    public static OpenedSource open(List<TextInput> inputs, TextOptions text, CommandSpec command) throws IOException {
        for (TextInput input : inputs) {
            if (!(input instanceof TextInput.AtPath(Path path)) || !EncodedSource.recognizes(path)) {
                continue;
            }
            if (inputs.size() > 1) {
                throw new ParameterException(
                        command.commandLine(),
                        path + " is an encoded corpus, which cannot be mixed with others; give it alone");
            }
            flagForText(command).ifPresent(flag -> {
                throw new ParameterException(
                        command.commandLine(),
                        flag + " applies to text, and " + path + " is encoded already; encode the text again with it");
            });
            EncodedSource encoded = EncodedSource.open(path);
            return new OpenedSource(encoded, encoded);
        }
        return new OpenedSource(TextCorpus.of(inputs, text), null);
    }

    /** The first flag given of those that say how text is read and cut. */
    private static Optional<String> flagForText(CommandSpec command) {
        for (CommandSpec mixin : command.mixins().values()) {
            if (mixin.userObject() instanceof TextOption) {
                for (OptionSpec option : mixin.options()) {
                    if (command.commandLine().getParseResult().hasMatchedOption(option.longestName())) {
                        return Optional.of(option.longestName());
                    }
                }
            }
        }
        return Optional.empty();
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
     * The encoded corpus, where it is one.
     *
     * @return the source of {@link #source}, or empty
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
