package org.wvtoolkit.thesaurus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Reference to the thesaurus in place of a vector file: {@code wordnet}, {@code wordnet:MEASURE} or
 * {@code wordnet:MEASURE:FILE}, where FILE is a model with word counts.
 *
 * @param measure the similarity measure
 * @param counts the model whose counts are used; empty for the counts of WordNet
 */
public record ThesaurusModel(SimilarityMeasure measure, Optional<Path> counts) {
    /** First part of the name. */
    public static final String NAME = "wordnet";

    /** Default measure. */
    public static final SimilarityMeasure DEFAULT = SimilarityMeasure.PATH;

    /** Reader of the counts of a model. */
    @FunctionalInterface
    public interface CountsReader {
        /**
         * Reads the words and counts of a model.
         *
         * @param file the model
         * @return the words and counts, independent of the file
         * @throws IOException if the model cannot be read
         */
        Vocabulary read(Path file) throws IOException;
    }

    /**
     * Parses a name.
     *
     * @param name the name of a model
     * @return the thesaurus, or empty if the name denotes a file
     * @throws UnsuitableInputException if the name begins with {@link #NAME} but the rest is
     *     invalid
     */
    public static Optional<ThesaurusModel> find(String name) {
        if (!name.equals(NAME) && !name.startsWith(NAME + ":")) {
            return Optional.empty();
        }
        String[] parts = name.split(":", 3);
        SimilarityMeasure measure = parts.length < 2
                ? DEFAULT
                : SimilarityMeasure.find(parts[1])
                        .orElseThrow(() -> new UnsuitableInputException(
                                "WordNet has no measure " + (parts[1].isEmpty() ? "\"\"" : parts[1]) + "; available: "
                                        + measures() + ", such as wordnet:wup"));
        if (parts.length == 3 && (!measure.usesInformationContent() || parts[2].isEmpty())) {
            throw new UnsuitableInputException(
                    parts[2].isEmpty()
                            ? name + " has no model after the last colon; remove the colon or add a model"
                            : "WordNet's measure " + parts[1] + " does not use counts; use " + usersOfCounts());
        }
        return Optional.of(
                new ThesaurusModel(measure, parts.length == 3 ? Optional.of(Path.of(parts[2])) : Optional.empty()));
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
     * Creates the similarity.
     *
     * @param wordnet the wordnet
     * @param reader opens the model whose counts are used
     * @return the similarity
     * @throws IOException if the model cannot be read
     */
    public ThesaurusSimilarity open(SenseGraph wordnet, CountsReader reader) throws IOException {
        Optional<Vocabulary> vocabulary =
                counts.isPresent() ? Optional.of(reader.read(counts.get())) : Optional.empty();
        Taxonomy taxonomy = Taxonomy.of(wordnet);
        InformationContent content = !measure.usesInformationContent()
                ? InformationContent.none()
                : vocabulary
                        .map(words -> InformationContent.of(taxonomy, words))
                        .orElseGet(() -> InformationContent.ofTaggedSenses(taxonomy));
        return new ThesaurusSimilarity(taxonomy, measure, content);
    }

    /** Returns the text form of the reference. */
    @Override
    public String toString() {
        return NAME + ":" + measure.shortName() + counts.map(file -> ":" + file).orElse("");
    }
}
