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
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import picocli.CommandLine.Option;

/** Where training begins, when it pauses, and when it must end. */
public final class ContinuationOptions {
    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "save how far training is in MODEL.checkpoint, and the encoded text in MODEL.corpus, so that a"
                            + " killed run can go on; such as 90s, 10m, 2h [cbow, skipgram]")
    private @Nullable Duration checkpointEvery;

    @Option(
            names = "--resume",
            paramLabel = "MODEL.checkpoint",
            description = "go on where a killed run was last saved; it knows its text and options")
    private @Nullable Path resume;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "end when time is over; the learning rate falls with it [cbow, skipgram]")
    private @Nullable Duration timeLimit;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description =
                    "begin with the vectors of an earlier model; words new in the text are added [cbow, skipgram]")
    private @Nullable Path continued;

    @Option(
            names = "--from",
            paramLabel = "COUNTS",
            description = "begin with the model of --method cooccurrence instead of a text, so that one pass of "
                    + "counting serves"
                    + " many settings; svd also begins with a model of ppmi [ppmi, svd]")
    private @Nullable Path from;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            description = "train vectors for these words alone, one a line, as the analyzer leaves them, however rare")
    private @Nullable Path vocabulary;

    /**
     * How often to save a checkpoint.
     *
     * @return the duration, or empty for never
     */
    public Optional<Duration> checkpointEvery() {
        return Optional.ofNullable(checkpointEvery);
    }

    /**
     * The checkpoint to go on from.
     *
     * @return its file, or empty
     */
    public Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    /**
     * How long training may take.
     *
     * @return the duration, or empty for any
     */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /**
     * The model to begin with.
     *
     * @return its file, or empty
     */
    public Optional<Path> continued() {
        return Optional.ofNullable(continued);
    }

    /**
     * The counts or weights to begin with instead of a text.
     *
     * @return their file, or empty
     */
    public Optional<Path> from() {
        return Optional.ofNullable(from);
    }

    /**
     * What is given that only word2vec's methods use.
     *
     * @return the first such flag, or empty
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
     * @return them, or nothing where no file is given
     * @throws IOException if the file cannot be read or has no words
     */
    public PredefinedWords vocabulary() throws IOException {
        if (vocabulary == null) {
            return PredefinedWords.NONE;
        }
        Set<String> words = new LinkedHashSet<>();
        try {
            Utf8Files.readAllLines(vocabulary).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(words::add);
        } catch (CharacterCodingException wrong) {
            throw new IOException(vocabulary + ": is not UTF-8; give words one a line in UTF-8", wrong);
        }
        if (words.isEmpty()) {
            throw new IOException(vocabulary + ": has no words; give one a line");
        }
        return new PredefinedWords(VocabularyBuilder.of(List.copyOf(words), new long[words.size()]), true);
    }
}
