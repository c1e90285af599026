package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import picocli.CommandLine.Option;

/** Options of checkpoints, resumed runs and continued training. */
@OptionGroup("Start and continuation options")
public final class ContinuationOptions {
    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Save the state of training at intervals of TIME, such as 90s, 10m or 2h. The state"
                    + " is saved in MODEL.checkpoint and the encoded text in MODEL.corpus, so that a killed"
                    + " run can be resumed. [cbow, skipgram]")
    private @Nullable Duration checkpointEvery;

    @Option(
            names = "--resume",
            paramLabel = "MODEL.checkpoint",
            description = "Resume a killed run from its last checkpoint, with the same text and options.")
    private @Nullable Path resume;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End training after TIME. The learning rate decreases accordingly. [cbow, skipgram]")
    private @Nullable Duration timeLimit;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description =
                    "Start with the vectors of MODEL. Words that are new in the text are added. [cbow," + " skipgram]")
    private @Nullable Path continued;

    @Option(
            names = "--from",
            paramLabel = "COUNTS",
            description = "Start with the counts of a model of --method cooccurrence instead of a text. svd"
                    + " can also start with a model of ppmi. [ppmi, svd]")
    private @Nullable Path from;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            description = "Train vectors only for the words in FILE, whatever their counts. FILE has one"
                    + " word per line, as the analyzer produces it.")
    private @Nullable Path vocabulary;

    /** Number of words that are reported by name; further ones are counted. */
    private static final int MAX_NAMED = 5;

    private List<String> words = List.of();

    /**
     * The interval of checkpoints.
     *
     * @return the interval, or empty for none
     */
    public Optional<Duration> checkpointEvery() {
        return Optional.ofNullable(checkpointEvery);
    }

    /**
     * The checkpoint to resume.
     *
     * @return its file, or empty
     */
    public Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    /**
     * The time limit.
     *
     * @return the limit, or empty for none
     */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /**
     * The model to continue.
     *
     * @return its file, or empty
     */
    public Optional<Path> continued() {
        return Optional.ofNullable(continued);
    }

    /**
     * The counts or weights to start with instead of a text.
     *
     * @return their file, or empty
     */
    public Optional<Path> from() {
        return Optional.ofNullable(from);
    }

    /**
     * The first given option that only word2vec methods use.
     *
     * @return the option, or empty
     */
    public Optional<String> flagOfWord2Vec() {
        return Stream.of(
                        checkpointEvery == null ? "" : "--checkpoint-every",
                        timeLimit == null ? "" : "--time-limit",
                        continued == null ? "" : "--continue")
                .filter(flag -> !flag.isEmpty())
                .findFirst();
    }

    /**
     * The words of the vocabulary file.
     *
     * @return the words, or empty if no file is given
     * @throws IOException if the file cannot be read or has no words
     */
    public PredefinedWords vocabulary() throws IOException {
        if (vocabulary == null) {
            return PredefinedWords.NONE;
        }
        Set<String> distinct = new LinkedHashSet<>();
        try {
            Utf8Files.readAllLines(vocabulary).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(distinct::add);
        } catch (CharacterCodingException wrong) {
            throw new IOException(vocabulary + ": is not UTF-8; use a UTF-8 file with one word per line", wrong);
        }
        if (distinct.isEmpty()) {
            throw new IOException(vocabulary + ": contains no words; use a file with one word per line");
        }
        words = List.copyOf(distinct);
        return new PredefinedWords(VocabularyBuilder.of(words, new long[words.size()]), true);
    }

    /**
     * Describes the words of the vocabulary file that received no vector, after {@link #vocabulary} was called.
     *
     * @param trained the vocabulary of the trained model
     * @param text the name of the text
     * @param limited whether --max-vocabulary may have removed words
     * @return one line with their number and the first of them, or empty if there are none
     */
    public Optional<String> absent(Vocabulary trained, String text, boolean limited) {
        List<String> absent =
                words.stream().filter(word -> trained.id(word) < 0).toList();
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        int more = absent.size() - MAX_NAMED;
        boolean one = absent.size() == 1;
        String reason = (one ? "does" : "do") + " not occur in " + text
                + (limited ? ", or --max-vocabulary removed " + (one ? "it" : "them") : "");
        return Optional.of(Quantities.oneLine(Quantities.count(absent.size()) + " of "
                + Quantities.count(words.size()) + " words of " + vocabulary + " " + reason + ": "
                + String.join(", ", absent.subList(0, Math.min(MAX_NAMED, absent.size())))
                + (more > 0 ? ", and " + Quantities.count(more) + " more" : "")));
    }

    /**
     * Returns whether a vocabulary file is given.
     *
     * @return false without --vocabulary
     */
    public boolean isVocabularyGiven() {
        return vocabulary != null;
    }
}
