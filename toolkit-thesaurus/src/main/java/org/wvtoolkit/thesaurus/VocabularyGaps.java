package org.wvtoolkit.thesaurus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Answer;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Where the thesaurus ends and the text goes on: words that it does not list, and words that it
 * lists but that the text seems to use otherwise.
 *
 * @param words how many words the model has
 * @param knownWords how many of them the thesaurus lists, in whatever form
 * @param knownText share of the text, function words apart, that they make up; NaN where the model
 *     has no counts
 * @param comparableText share of the text that has a similarity, being nouns or verbs; NaN likewise
 * @param missing the most frequent words that it does not list
 * @param estranged words whose neighbours in the text are least akin in the thesaurus, the least
 *     first: of the {@value #LOOKED_AT} most frequent words of four letters or more that are nouns
 *     and neither adjectives nor adverbs
 */
public record VocabularyGaps(
        int words,
        int knownWords,
        double knownText,
        double comparableText,
        List<Missing> missing,
        List<Estranged> estranged) {
    /** How many words are looked at for kinship; each costs a pass over the vectors. */
    static final int LOOKED_AT = 300;

    private static final int NEIGHBOURS = 10;
    private static final int LEAST_COMPARABLE = 4;
    private static final int LEAST_LETTERS = 4;

    /** Copies the lists. */
    public VocabularyGaps {
        missing = List.copyOf(missing);
        estranged = List.copyOf(estranged);
    }

    /**
     * A word that is not listed.
     *
     * @param word the word
     * @param count how often the text has it; 0 where nobody knows
     */
    public record Missing(String word, long count) {}

    /**
     * A word whose company in the text is not its kin in the thesaurus: a sense that is missing
     * there, or a theme that no hierarchy of kinds has, as that of ship and sea.
     *
     * @param word the word
     * @param kinship mean similarity by Wu and Palmer to those of its ten neighbours that have one,
     *     0 to 1
     * @param neighbours the nearest words of the model
     */
    public record Estranged(String word, double kinship, List<String> neighbours) {}

    /**
     * Compares a thesaurus with a model.
     *
     * @param wordNet the thesaurus; stays open
     * @param model the model; stays open
     * @param count how many words to list of each sort, at least 1
     * @return what was found
     * @throws IOException if the vectors cannot be read
     */
    public static VocabularyGaps of(WordNet wordNet, Embeddings model, int count) throws IOException {
        Vocabulary vocabulary = model.vocabulary();
        List<Missing> missing = new ArrayList<>();
        int known = 0;
        double text = 0;
        double knownText = 0;
        double comparableText = 0;
        for (int id = 0; id < vocabulary.size(); id++) {
            String word = vocabulary.word(id);
            double weight = FunctionWords.contains(word.toLowerCase(Locale.ROOT)) ? 0 : vocabulary.count(id);
            text += weight;
            if (wordNet.knows(word)) {
                known++;
                knownText += weight;
                comparableText += isComparable(wordNet, word) ? weight : 0;
            } else if (missing.size() < count && word.codePoints().anyMatch(Character::isLetter) && weight != 0) {
                missing.add(new Missing(word, vocabulary.count(id)));
            }
        }
        return new VocabularyGaps(
                vocabulary.size(),
                known,
                text == 0 ? Double.NaN : knownText / text,
                text == 0 ? Double.NaN : comparableText / text,
                missing,
                estranged(wordNet, model, count));
    }

    private static boolean isComparable(WordNet wordNet, String word) {
        return wordNet.ids(word, PartOfSpeech.NOUN).length > 0 || wordNet.ids(word, PartOfSpeech.VERB).length > 0;
    }

    /** An adjective's neighbours are adjectives, which are no noun's kin. */
    private static boolean isNoun(WordNet wordNet, String word) {
        return wordNet.ids(word, PartOfSpeech.NOUN).length > 0
                && wordNet.ids(word, PartOfSpeech.ADJECTIVE).length == 0
                && wordNet.ids(word, PartOfSpeech.ADVERB).length == 0;
    }

    private static List<Estranged> estranged(WordNet wordNet, Embeddings model, int count) {
        ThesaurusSimilarity kinship =
                new ThesaurusSimilarity(wordNet, SimilarityMeasure.WU_PALMER, InformationContent.none());
        Neighbours neighbours = Neighbours.of(model);
        List<Estranged> found = new ArrayList<>();
        int looked = 0;
        for (int id = 0; id < model.vocabulary().size() && looked < LOOKED_AT; id++) {
            String word = model.vocabulary().word(id);
            if (word.length() < LEAST_LETTERS
                    || FunctionWords.contains(word.toLowerCase(Locale.ROOT))
                    || !isNoun(wordNet, word)) {
                continue;
            }
            looked++;
            if (neighbours.similar(List.of(word), NEIGHBOURS) instanceof Answer.Found(List<Neighbour> near)) {
                double[] scores = near.stream()
                        .filter(neighbour -> kinship.knows(neighbour.word()))
                        .mapToDouble(neighbour -> kinship.similarity(word, neighbour.word()))
                        .filter(score -> !Double.isNaN(score))
                        .toArray();
                if (scores.length >= LEAST_COMPARABLE) {
                    double sum = 0;
                    for (double score : scores) {
                        sum += score;
                    }
                    found.add(new Estranged(
                            word,
                            sum / scores.length,
                            near.stream().map(Neighbour::word).toList()));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Estranged::kinship));
        return found.subList(0, Math.min(count, found.size()));
    }
}
