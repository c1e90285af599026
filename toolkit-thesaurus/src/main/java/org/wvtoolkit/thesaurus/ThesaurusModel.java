package org.wvtoolkit.thesaurus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * The thesaurus, named where a file of vectors could be: {@code wordnet}, {@code wordnet:MEASURE} or
 * {@code wordnet:MEASURE:FILE}, FILE being a model whose counts the measure goes by.
 *
 * @param measure how senses are compared
 * @param counts the model whose counts are used; empty for WordNet's own
 */
public record ThesaurusModel(SimilarityMeasure measure, Optional<Path> counts) {
    /** The first part of the name. */
    public static final String NAME = "wordnet";

    /** What is compared where no measure is named. */
    public static final SimilarityMeasure DEFAULT = SimilarityMeasure.PATH;

    /** Opens a model for its counts. */
    @FunctionalInterface
    public interface CountsReader {
        /**
         * Reads the words and counts of a model.
         *
         * @param file the model
         * @return words and counts, which outlive the file
         * @throws IOException if it cannot be read
         */
        Vocabulary read(Path file) throws IOException;
    }

    /**
     * Reads a name.
     *
     * @param name what was given for a model
     * @return the thesaurus, or null if a file is meant
     * @throws IllegalArgumentException if the thesaurus is meant and the rest is wrong; one line that says how
     */
    public static @Nullable ThesaurusModel named(String name) {
        if (!name.equals(NAME) && !name.startsWith(NAME + ":")) {
            return null;
        }
        String[] parts = name.split(":", 3);
        SimilarityMeasure measure = parts.length < 2 ? DEFAULT : SimilarityMeasure.named(parts[1]);
        if (measure == null) {
            throw new IllegalArgumentException("WordNet has no measure " + (parts[1].isEmpty() ? "\"\"" : parts[1])
                    + "; there are " + measures() + ", such as wordnet:wup");
        }
        if (parts.length == 3 && (!measure.usesInformationContent() || parts[2].isEmpty())) {
            throw new IllegalArgumentException(
                    parts[2].isEmpty()
                            ? name + " names no model behind the last colon; leave the colon out, or name one"
                            : "WordNet's measure " + parts[1] + " uses no counts; " + usersOfCounts() + " do");
        }
        return new ThesaurusModel(measure, parts.length == 3 ? Optional.of(Path.of(parts[2])) : Optional.empty());
    }

    private static String measures() {
        return Arrays.stream(SimilarityMeasure.values())
                .map(SimilarityMeasure::shortName)
                .collect(Collectors.joining(", "));
    }

    private static String usersOfCounts() {
        return Arrays.stream(SimilarityMeasure.values())
                .filter(SimilarityMeasure::usesInformationContent)
                .map(SimilarityMeasure::shortName)
                .collect(Collectors.joining(", "));
    }

    /**
     * Opens WordNet.
     *
     * @param reader opens the model whose counts are used
     * @return the thesaurus, to be asked; the caller closes it
     * @throws IOException if it, or the model with the counts, cannot be read
     */
    public ThesaurusSimilarity open(CountsReader reader) throws IOException {
        Optional<Vocabulary> vocabulary =
                counts.isPresent() ? Optional.of(reader.read(counts.get())) : Optional.empty();
        WordNet wordNet = WordNet.open();
        try {
            InformationContent content = !measure.usesInformationContent()
                    ? InformationContent.none()
                    : vocabulary
                            .map(words -> InformationContent.of(wordNet, words))
                            .orElseGet(() -> InformationContent.ofTaggedSenses(wordNet));
            return new ThesaurusSimilarity(wordNet, measure, content);
        } catch (Throwable failure) {
            wordNet.close();
            throw failure;
        }
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return NAME + ":" + measure.shortName() + counts.map(file -> ":" + file).orElse("");
    }
}
