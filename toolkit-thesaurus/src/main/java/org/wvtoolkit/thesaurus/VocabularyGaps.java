package org.wvtoolkit.thesaurus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Differences between the thesaurus and a model: words that the thesaurus does not list, and listed
 * words that the text appears to use in another sense.
 *
 * @param words the number of words of the model
 * @param knownWords the number of these words that the thesaurus lists, in any form
 * @param knownText the share of the text, without function words, that these words account for; NaN
 *     if the model has no counts
 * @param comparableText the share of the text that nouns and verbs of the thesaurus account for,
 *     which are the words with a similarity; NaN if the model has no counts
 * @param missing the most frequent words that the thesaurus does not list
 * @param divergent the words whose neighbours in the model have the lowest similarity in the
 *     thesaurus, in ascending order of similarity; selected from the {@value #MAX_COMPARED} most
 *     frequent words of at least four letters (two ideographs) that are nouns and neither adjectives nor adverbs
 */
public record VocabularyGaps(
        int words,
        int knownWords,
        double knownText,
        double comparableText,
        List<Missing> missing,
        List<DivergentWord> divergent) {
    /** Maximum number of words compared; each requires a pass over the vectors. */
    static final int MAX_COMPARED = 300;

    private static final int NEIGHBOURS = 10;
    private static final int MIN_COMPARABLE = 4;
    private static final int MIN_LETTERS = 4;

    /** Copies the lists. */
    public VocabularyGaps {
        missing = List.copyOf(missing);
        divergent = List.copyOf(divergent);
    }

    /**
     * Word that the thesaurus does not list.
     *
     * @param word the word
     * @param count the count in the text; 0 if unknown
     */
    public record Missing(String word, long count) {}

    /**
     * Word whose neighbours in the model are not similar in the thesaurus: a sense is missing, or
     * the relation is topical, as between ship and sea.
     *
     * @param word the word
     * @param similarity the mean Wu–Palmer similarity, 0 to 1, over those of its ten neighbours
     *     that have one
     * @param neighbours the nearest words of the model
     */
    public record DivergentWord(String word, double similarity, List<String> neighbours) {}

    /**
     * Compares a thesaurus with a model.
     *
     * @param taxonomy the hierarchy of the wordnet
     * @param model the model; not closed
     * @param count the number of words to list of each kind, at least 1
     * @return the differences
     * @throws IOException if the vectors cannot be read
     */
    public static VocabularyGaps of(Taxonomy taxonomy, Embeddings model, int count) throws IOException {
        SenseGraph wordnet = taxonomy.graph();
        Vocabulary vocabulary = model.vocabulary();
        List<Missing> missing = new ArrayList<>();
        int known = 0;
        double text = 0;
        double knownText = 0;
        double comparableText = 0;
        for (int id = 0; id < vocabulary.size(); id++) {
            String word = vocabulary.word(id);
            boolean function = FunctionWords.contains(wordnet.language(), word);
            double weight = function ? 0 : vocabulary.count(id);
            text += weight;
            if (wordnet.knows(word)) {
                known++;
                knownText += weight;
                comparableText += isComparable(wordnet, word) ? weight : 0;
            } else if (missing.size() < count && word.codePoints().anyMatch(Character::isLetter) && !function) {
                missing.add(new Missing(word, vocabulary.count(id)));
            }
        }
        return new VocabularyGaps(
                vocabulary.size(),
                known,
                text == 0 ? Double.NaN : knownText / text,
                text == 0 ? Double.NaN : comparableText / text,
                missing,
                divergent(taxonomy, model, count));
    }

    private static boolean isComparable(SenseGraph wordnet, String word) {
        return wordnet.sensesOf(word, PartOfSpeech.NOUN).length > 0
                || wordnet.sensesOf(word, PartOfSpeech.VERB).length > 0;
    }

    /**
     * Returns whether a word is a noun and neither an adjective nor an adverb, whose neighbours
     * need not be nouns.
     */
    private static boolean isNoun(SenseGraph wordnet, String word) {
        return wordnet.sensesOf(word, PartOfSpeech.NOUN).length > 0
                && wordnet.sensesOf(word, PartOfSpeech.ADJECTIVE).length == 0
                && wordnet.sensesOf(word, PartOfSpeech.ADVERB).length == 0;
    }

    /** Short words are often abbreviations; ideographic words usually have two characters. */
    private static boolean isShort(String word) {
        return word.length() < (word.codePoints().allMatch(Character::isIdeographic) ? 2 : MIN_LETTERS);
    }

    private static List<DivergentWord> divergent(Taxonomy taxonomy, Embeddings model, int count) {
        ThesaurusSimilarity thesaurus =
                new ThesaurusSimilarity(taxonomy, SimilarityMeasure.WU_PALMER, InformationContent.none());
        Neighbours neighbours = Neighbours.of(model);
        List<DivergentWord> found = new ArrayList<>();
        int compared = 0;
        for (int id = 0; id < model.vocabulary().size() && compared < MAX_COMPARED; id++) {
            String word = model.vocabulary().word(id);
            if (isShort(word)
                    || FunctionWords.contains(taxonomy.graph().language(), word)
                    || !isNoun(taxonomy.graph(), word)) {
                continue;
            }
            compared++;
            if (neighbours.similar(List.of(word), NEIGHBOURS) instanceof Outcome.Known(List<Neighbour> near)) {
                double[] scores = near.stream()
                        .filter(neighbour -> thesaurus.knows(neighbour.word()))
                        .mapToDouble(neighbour -> thesaurus.similarity(word, neighbour.word()))
                        .filter(score -> !Double.isNaN(score))
                        .toArray();
                if (scores.length >= MIN_COMPARABLE) {
                    double sum = 0;
                    for (double score : scores) {
                        sum += score;
                    }
                    found.add(new DivergentWord(
                            word,
                            sum / scores.length,
                            near.stream().map(Neighbour::word).toList()));
                }
            }
        }
        found.sort(Comparator.comparingDouble(DivergentWord::similarity));
        return found.subList(0, Math.min(count, found.size()));
    }
}
