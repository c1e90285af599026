package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.phrases.PhraseFinder;
import org.wvtoolkit.phrases.PhraseOptions;
import org.wvtoolkit.phrases.PhrasedSource;
import org.wvtoolkit.phrases.Phrases;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for joining phrases before the text is used. */
@OptionGroup("Tokenization options")
public final class PhraseOption {
    @ArgGroup
    private @Nullable Choice choice;

    /** The mutually exclusive options. */
    static final class Choice {
        @Option(
                names = "--phrases",
                description = "Find phrases first, with the defaults of 'wv corpus phrases', and join their words:"
                        + " new_york.")
        private boolean find;

        @Option(
                names = "--phrases-from",
                paramLabel = "FILE",
                description = "Join the phrases of FILE, written by 'wv corpus phrases -o'.")
        private @Nullable Path file;
    }

    /** Processes tokens. */
    public interface Use {
        /**
         * Processes the tokens.
         *
         * @param source the tokens
         * @throws IOException if it fails
         */
        void run(TokenSource source) throws IOException;
    }

    /**
     * Returns whether phrases are joined.
     *
     * @return true if one of the options is given
     */
    public boolean given() {
        return choice != null && (choice.find || choice.file != null);
    }

    /**
     * Passes the tokens on, with phrases joined if requested.
     *
     * @param opened the input
     * @param resources the resources of phrase detection
     * @param progress receives its progress
     * @param use processes the tokens
     * @throws IOException if phrases cannot be read or found, or {@code use} fails
     */
    public void joined(OpenedSource opened, Resources resources, ProgressListener progress, Use use)
            throws IOException {
        if (choice != null && choice.file != null) {
            use(opened.source(), Phrases.read(choice.file), use);
        } else if (given()) {
            joinedAsFound(opened, PhraseOptions.defaults(), Phrases.DEFAULT_CONNECTOR, resources, progress, use);
        } else {
            use.run(opened.source());
        }
    }

    private static void joinedAsFound(
            OpenedSource opened,
            PhraseOptions options,
            String connector,
            Resources resources,
            ProgressListener progress,
            Use use)
            throws IOException {
        withWords(opened, resources, progress, words -> {
            Phrases phrases = PhraseFinder.find(words, options, connector, resources, progress);
            progress.note(Quantities.count(phrases.all().size()) + " phrases in " + phrases.passes() + " passes");
            use(words, phrases, use);
        });
    }

    private static void use(TokenSource source, Phrases phrases, Use use) throws IOException {
        try (PhrasedSource joined = PhrasedSource.of(source, phrases)) {
            use.run(joined);
        }
    }

    /** Processes a corpus with all its words. */
    public interface Search {
        /**
         * Processes the corpus.
         *
         * @param words the corpus
         * @throws IOException if it fails
         */
        void run(EncodedSource words) throws IOException;
    }

    /**
     * Encodes a text with all its words to a temporary file, unless the input is such a corpus already.
     *
     * @param opened the input
     * @param resources threads, and the folder of the temporary file
     * @param progress receives the progress of reading
     * @param search processes the corpus
     * @throws IOException if the text cannot be read, or an encoded corpus lacks words
     */
    public static void withWords(OpenedSource opened, Resources resources, ProgressListener progress, Search search)
            throws IOException {
        EncodedSource ready = opened.encoded().orElse(null);
        if (ready == null) {
            try (TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "words");
                    EncodedSource words = PhraseFinder.encode(opened.source(), file, resources, progress)) {
                search.run(words);
            }
        } else if (ready.corpus().options().equals(new VocabularyOptions(1, Integer.MAX_VALUE))) {
            search.run(ready);
        } else {
            throw new IOException(
                    ready.name() + ": was encoded without rare words, so adjacent tokens may not be adjacent"
                            + " in the text; encode it again without --min-count, or find phrases in"
                            + " the text");
        }
    }
}
