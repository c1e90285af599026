package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

/** Which words are joined to phrases before anything else is made of the text. */
public final class PhraseOption {
    @ArgGroup
    private @Nullable Choice choice;

    /** One or the other. */
    static final class Choice {
        @Option(
                names = "--phrases",
                description =
                        "find phrases first, as wv corpus phrases does by default, and join their words: new_york")
        private boolean find;

        @Option(
                names = "--phrases-from",
                paramLabel = "FILE",
                description = "join the phrases of FILE, which wv corpus phrases -o made")
        private @Nullable Path file;
    }

    /** Does something with tokens. */
    public interface Use {
        /**
         * Does it.
         *
         * @param source the tokens
         * @throws IOException if it fails
         */
        void run(TokenSource source) throws IOException;
    }

    /**
     * Whether there is something to join.
     *
     * @return true if one of the flags was given
     */
    public boolean given() {
        return choice != null && (choice.find || choice.file != null);
    }

    /**
     * Hands the tokens on, with their phrases joined where that was asked for.
     *
     * @param opened what is read
     * @param resources for the search
     * @param progress told of it
     * @param use takes the tokens
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

    /** Does something with a corpus that has all its words. */
    public interface Search {
        /**
         * Does it.
         *
         * @param words the corpus
         * @throws IOException if it fails
         */
        void run(EncodedSource words) throws IOException;
    }

    /**
     * Encodes a text with all its words for a search, in a temporary file, unless it is so encoded already.
     *
     * @param opened what is read
     * @param resources threads, and the folder of the temporary file
     * @param progress told of the reading
     * @param search takes the corpus
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
                    ready.name() + ": was encoded without its rare words, so that words stand side by side"
                            + " that do not in the text; encode it again without --min-count, or find phrases in the text");
        }
    }
}
