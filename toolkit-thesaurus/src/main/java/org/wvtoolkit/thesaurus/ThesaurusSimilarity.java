package org.wvtoolkit.thesaurus;

import java.io.IOException;
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

/**
 * The thesaurus as a model of words: how alike two words are, and which words are most like one.
 * Words are as alike as the two of their senses that are most alike (Resnik 1995).
 *
 * <p>What it cannot do, vectors can: there is no score for adjectives, adverbs, names it does not
 * list, words newer than it; and a sense that a word took on since is not there.
 *
 * <p>Threads: safe from any, one question after the other. Closing closes the thesaurus.
 */
public final class ThesaurusSimilarity implements WordSimilarity, AutoCloseable {
    private final WordNet wordNet;
    private final SimilarityMeasure measure;
    private final InformationContent content;
    private final CommonAncestors common = new CommonAncestors();
    private final Map<String, int[]> looked = new HashMap<>();

    /**
     * A measure over a thesaurus.
     *
     * @param wordNet the thesaurus; closed with this
     * @param measure how senses are compared
     * @param content counts, for the measures that use them
     */
    public ThesaurusSimilarity(WordNet wordNet, SimilarityMeasure measure, InformationContent content) {
        this.wordNet = wordNet;
        this.measure = measure;
        this.content = content;
    }

    /**
     * Two senses and how alike they are.
     *
     * @param first a sense of the first word
     * @param second a sense of the second word
     * @param meeting what both are kinds of: the most informative where counts are used, else where
     *     the shortest way passes; empty for the root that verbs are given
     * @param score by the measure
     */
    public record Match(Sense first, Sense second, Optional<Sense> meeting, double score) {}

    /**
     * A word like another.
     *
     * @param word the word, spaces between the parts of a compound
     * @param score by the measure
     * @param sense the sense that is meant
     */
    public record Neighbour(String word, double score, Sense sense) {}

    /**
     * The measure.
     *
     * @return as given
     */
    public SimilarityMeasure measure() {
        return measure;
    }

    /**
     * The thesaurus.
     *
     * @return as given
     */
    public WordNet wordNet() {
        return wordNet;
    }

    /**
     * How alike two words are.
     *
     * @param first a word, in any case and form
     * @param second another
     * @return the score of their most alike senses; NaN where the thesaurus knows no nouns and no verbs of both
     * @throws IllegalArgumentException if it does not know one of them as a noun or a verb
     */
    @Override
    public synchronized double similarity(String first, String second) {
        return best(known(first), known(second)).score();
    }

    /** The numbers of two senses, and how alike they are. */
    private record Pair(int first, int second, double score) {}

    private Pair best(int[] firstSenses, int[] secondSenses) {
        Pair best = new Pair(-1, -1, Double.NaN);
        for (int first : firstSenses) {
            for (int second : secondSenses) {
                double score = score(first, second);
                // Also where best is still NaN.
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
            throw new IllegalArgumentException("the thesaurus has no noun and no verb " + word);
        }
        return senses;
    }

    /**
     * Which senses of two words are most alike, and where they meet.
     *
     * @param a a word, in any case and form
     * @param b another
     * @return the pair of senses, the commoner first among equals; empty where there is no score
     */
    public synchronized Optional<Match> match(String a, String b) {
        Pair best = best(senses(a), senses(b));
        return Double.isNaN(best.score())
                ? Optional.empty()
                : Optional.of(new Match(
                        wordNet.sense(best.first()),
                        wordNet.sense(best.second()),
                        meeting(best.first(), best.second()),
                        best.score()));
    }

    private Optional<Sense> meeting(int a, int b) {
        wordNet.taxonomy().meet(a, b, common);
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
                : Optional.of(wordNet.sense(common.id(best)));
    }

    /** NaN where the senses have no hierarchy in common. */
    private double score(int a, int b) {
        wordNet.taxonomy().meet(a, b, common);
        return common.count() == 0 ? Double.NaN : measure.score(wordNet.taxonomy(), content, a, b, common);
    }

    /** Nouns and verbs alone: the rest has no hierarchy. */
    private int[] senses(String word) {
        return looked.computeIfAbsent(word, unseen -> {
            int[] nouns = wordNet.ids(unseen, PartOfSpeech.NOUN);
            int[] verbs = wordNet.ids(unseen, PartOfSpeech.VERB);
            int[] both = Arrays.copyOf(nouns, nouns.length + verbs.length);
            System.arraycopy(verbs, 0, both, nouns.length, verbs.length);
            return both;
        });
    }

    /**
     * Whether {@link #similarity} may have a score for a word.
     *
     * @param word a word, in any case and form
     * @return true if the thesaurus knows it as a noun or a verb
     */
    @Override
    public synchronized boolean knows(String word) {
        return senses(word).length > 0;
    }

    /**
     * The words most like one. Scores of a thesaurus are often equal: among equals, words go first
     * whose commoner sense it is, then single words, then by the alphabet.
     *
     * @param word a word, in any case and form
     * @param count how many at most, at least 1
     * @return the most alike first, the word itself left out; empty for a word that it does not
     *     know
     */
    public synchronized List<Neighbour> neighbours(String word, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        int[] asked = senses(word);
        double[] best = new double[wordNet.size()];
        Arrays.fill(best, Double.NaN);
        for (int sense = 0; sense < best.length; sense++) {
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
                for (String candidate : wordNet.words(sense)) {
                    ranked.add(new Ranked(candidate, best[sense], sense, rank(candidate, sense)));
                }
            }
        }
        Collections.sort(ranked, Ranked.ORDER);
        Set<String> seen = new HashSet<>(wordNet.forms(word));
        List<Neighbour> neighbours = new ArrayList<>();
        for (Ranked candidate : ranked) {
            if (neighbours.size() < count && seen.add(candidate.word().toLowerCase(Locale.ROOT))) {
                neighbours.add(new Neighbour(candidate.word(), candidate.score(), wordNet.sense(candidate.sense())));
            }
        }
        return neighbours;
    }

    /**
     * A score that enough senses reach: each has at least one word, of which the question's own and
     * repetitions fall away.
     */
    private double threshold(double[] best, int[] asked, int count) {
        double[] sorted = Arrays.stream(best)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        long wanted = 3L * count + 2L * asked.length + 10;
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[(int) Math.max(0, sorted.length - wanted)];
    }

    private int rank(String word, int sense) {
        int[] senses = wordNet.ids(word, wordNet.partOfSpeech(sense));
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

    @Override
    public void close() throws IOException {
        wordNet.close();
    }
}
