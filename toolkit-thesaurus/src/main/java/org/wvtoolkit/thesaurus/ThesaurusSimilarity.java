package org.wvtoolkit.thesaurus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wvtoolkit.evaluation.WordSimilarity;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.Sense;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Word similarity by the thesaurus. The similarity of two words is that of their most similar
 * senses (Resnik 1995).
 *
 * <p>Adjectives, adverbs, and words and senses that the thesaurus does not list have no score.
 *
 * <p>Thread-safe: calls are serialized.
 */
public final class ThesaurusSimilarity implements WordSimilarity {
    private final Taxonomy taxonomy;
    private final SenseGraph wordnet;
    private final SimilarityMeasure measure;
    private final InformationContent content;
    private final CommonAncestors common = new CommonAncestors();
    private final Map<String, int[]> sensesByWord = new HashMap<>();

    /**
     * Creates a similarity.
     *
     * @param taxonomy the hierarchy of a wordnet
     * @param measure the similarity measure
     * @param content the information content, for measures that use it
     */
    public ThesaurusSimilarity(Taxonomy taxonomy, SimilarityMeasure measure, InformationContent content) {
        this.taxonomy = taxonomy;
        this.wordnet = taxonomy.graph();
        this.measure = measure;
        this.content = content;
    }

    /**
     * Most similar senses of two words.
     *
     * @param first a sense of the first word
     * @param second a sense of the second word
     * @param meeting the common ancestor: the most informative one if counts are used, otherwise
     *     the one on the shortest path; empty for the added root of verbs
     * @param score the score of the measure
     */
    public record Match(Sense first, Sense second, Optional<Sense> meeting, double score) {}

    /**
     * Similar word.
     *
     * @param word the word, with spaces between the parts of a compound
     * @param score the score of the measure
     * @param sense the sense of the word
     */
    public record Neighbour(String word, double score, Sense sense) {}

    /**
     * Returns the measure.
     *
     * @return the measure
     */
    public SimilarityMeasure measure() {
        return measure;
    }

    /**
     * Returns the wordnet.
     *
     * @return the wordnet
     */
    public SenseGraph wordnet() {
        return wordnet;
    }

    /**
     * Computes the similarity of two words.
     *
     * @param first a word, in any case and form
     * @param second another word
     * @return the score of their most similar senses; NaN if the words have no part of speech with
     *     a hierarchy in common
     * @throws IllegalArgumentException if the thesaurus lists one of them neither as a noun nor as
     *     a verb
     */
    @Override
    public synchronized double similarity(String first, String second) {
        return best(known(first), known(second)).score();
    }

    /** Numbers of two senses and their score. */
    private record Pair(int first, int second, double score) {}

    private Pair best(int[] firstSenses, int[] secondSenses) {
        Pair best = new Pair(-1, -1, Double.NaN);
        for (int first : firstSenses) {
            for (int second : secondSenses) {
                double score = score(first, second);
                // True also while best is NaN.
                if (!Double.isNaN(score) && !(score <= best.score())) {
                    best = new Pair(first, second, score);
                }
            }
        }
        return best;
    }

    private int[] known(String word) {
        int[] senses = senses(word);
        if (senses.length == 0) {
            throw new IllegalArgumentException("the thesaurus has neither a noun nor a verb " + word);
        }
        return senses;
    }

    /**
     * Finds the most similar senses of two words and their common ancestor.
     *
     * @param a a word, in any case and form
     * @param b another word
     * @return the pair of senses, among equal scores the more frequent senses; empty if there is no
     *     score
     */
    public synchronized Optional<Match> match(String a, String b) {
        Pair best = best(senses(a), senses(b));
        return Double.isNaN(best.score())
                ? Optional.empty()
                : Optional.of(new Match(
                        wordnet.sense(best.first()),
                        wordnet.sense(best.second()),
                        meeting(best.first(), best.second()),
                        best.score()));
    }

    private Optional<Sense> meeting(int a, int b) {
        taxonomy.meet(a, b, common);
        int best = -1;
        double bestValue = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < common.count(); i++) {
            boolean root = common.id(i) == Taxonomy.ADDED_ROOT;
            double value = !measure.usesInformationContent() ? -common.steps(i) : root ? 0 : content.of(common.id(i));
            if (value > bestValue) {
                bestValue = value;
                best = i;
            }
        }
        return best < 0 || common.id(best) == Taxonomy.ADDED_ROOT
                ? Optional.empty()
                : Optional.of(wordnet.sense(common.id(best)));
    }

    /** Returns the score of two senses, or NaN if they have no hierarchy in common. */
    private double score(int a, int b) {
        taxonomy.meet(a, b, common);
        return common.count() == 0 ? Double.NaN : measure.score(taxonomy, content, a, b, common);
    }

    /** Returns the noun and verb senses of a word. The others have no hierarchy. */
    private int[] senses(String word) {
        return sensesByWord.computeIfAbsent(word, unseen -> {
            int[] nouns = wordnet.sensesOf(unseen, PartOfSpeech.NOUN);
            int[] verbs = wordnet.sensesOf(unseen, PartOfSpeech.VERB);
            int[] both = Arrays.copyOf(nouns, nouns.length + verbs.length);
            System.arraycopy(verbs, 0, both, nouns.length, verbs.length);
            return both;
        });
    }

    /**
     * Returns whether {@link #similarity} supports a word.
     *
     * @param word a word, in any case and form
     * @return true if the thesaurus lists it as a noun or a verb
     */
    @Override
    public synchronized boolean knows(String word) {
        return senses(word).length > 0;
    }

    /**
     * Returns the most similar words. Words with equal scores are ordered by the frequency rank of
     * the sense, then single words before compounds, then alphabetically.
     *
     * @param word a word, in any case and form
     * @param count the maximum number of results, at least 1
     * @return the words in descending order of similarity, without the query; empty for an unknown
     *     word
     */
    public synchronized List<Neighbour> neighbours(String word, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        int[] asked = senses(word);
        double[] best = new double[wordnet.senses()];
        Arrays.fill(best, Double.NaN);
        for (int sense = 0; sense < best.length; sense++) {
            if (!wordnet.hasWords(sense)) {
                continue;
            }
            for (int question : asked) {
                double score = score(question, sense);
                if (!Double.isNaN(score) && !(score <= best[sense])) {
                    best[sense] = score;
                }
            }
        }
        double threshold = threshold(best, asked, count);
        List<Ranked> ranked = new ArrayList<>();
        for (int sense = 0; sense < best.length; sense++) {
            if (best[sense] >= threshold) {
                for (String candidate : wordnet.words(sense)) {
                    ranked.add(new Ranked(candidate, best[sense], sense, rank(candidate, sense)));
                }
            }
        }
        Collections.sort(ranked, Ranked.ORDER);
        Set<String> seen =
                new HashSet<>(Set.of(word.strip().toLowerCase(Locale.ROOT).replace('_', ' ')));
        for (int lemma : wordnet.lemmasOf(word)) {
            seen.add(wordnet.lemma(lemma));
        }
        List<Neighbour> neighbours = new ArrayList<>();
        for (Ranked candidate : ranked) {
            if (neighbours.size() < count && seen.add(candidate.word().toLowerCase(Locale.ROOT))) {
                neighbours.add(new Neighbour(candidate.word(), candidate.score(), wordnet.sense(candidate.sense())));
            }
        }
        return neighbours;
    }

    /** Returns a score that enough senses reach to yield {@code count} words other than the query. */
    private double threshold(double[] best, int[] asked, int count) {
        double[] sorted = Arrays.stream(best)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        long wanted = 3L * count + 2L * asked.length + 10;
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[(int) Math.max(0, sorted.length - wanted)];
    }

    private int rank(String word, int sense) {
        int[] senses = wordnet.sensesOf(word, wordnet.partOfSpeech(sense));
        for (int rank = 0; rank < senses.length; rank++) {
            if (senses[rank] == sense) {
                return rank;
            }
        }
        return senses.length;
    }

    private record Ranked(String word, double score, int sense, int rank) {
        static final Comparator<Ranked> ORDER = Comparator.comparingDouble(Ranked::score)
                .reversed()
                .thenComparingInt(Ranked::rank)
                .thenComparing(ranked -> ranked.word().indexOf(' ') >= 0)
                .thenComparing(Ranked::word);
    }
}
