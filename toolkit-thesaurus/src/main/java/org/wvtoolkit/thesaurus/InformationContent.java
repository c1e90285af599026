package org.wvtoolkit.thesaurus;

import java.util.Arrays;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Information content of senses: −log p(sense), where p is the share of all nouns (or verbs) in a
 * text that have this sense or a hyponym of it (Resnik 1995). General senses have low values,
 * specific ones high values.
 *
 * <p>Texts contain words, not senses. As in Resnik's paper, each occurrence is divided equally
 * among all senses of the word, in all parts of speech. Function words are excluded, and one is
 * added to the count of every sense, so that no probability is zero.
 *
 * <p>Immutable and thread-safe.
 */
public final class InformationContent {
    /** Added to the count of every sense. */
    private static final int ADDED = 1;

    private final double[] values;
    private final double[] minDistance;
    private final double coverage;

    private InformationContent(double[] values, double[] minDistance, double coverage) {
        this.values = values;
        this.minDistance = minDistance;
        this.coverage = coverage;
    }

    /**
     * Computes the information content from the word counts of a model, and thus of its training
     * text.
     *
     * @param taxonomy the hierarchy of the wordnet
     * @param vocabulary the words and counts
     * @return the information content of every sense
     */
    public static InformationContent of(Taxonomy taxonomy, Vocabulary vocabulary) {
        double[] counts = new double[taxonomy.size()];
        double known = 0;
        double all = 0;
        for (int id = 0; id < vocabulary.size(); id++) {
            String word = vocabulary.word(id);
            if (FunctionWords.contains(taxonomy.graph().language(), word)) {
                continue;
            }
            long count = vocabulary.count(id);
            all += count;
            known += share(taxonomy.graph(), word, count, counts) ? count : 0;
        }
        return of(taxonomy, counts, all == 0 ? 0 : known / all);
    }

    /** Divides a count among the senses of a word. Returns false if the word has no sense. */
    private static boolean share(SenseGraph wordnet, String word, long count, double[] counts) {
        int[][] senses = new int[PartOfSpeech.values().length][];
        int number = 0;
        for (PartOfSpeech part : PartOfSpeech.values()) {
            senses[part.number()] = wordnet.sensesOf(word, part);
            number += senses[part.number()].length;
        }
        for (int[] ofPart : senses) {
            for (int sense : ofPart) {
                counts[sense] += (double) count / number;
            }
        }
        return number > 0;
    }

    /**
     * Computes the information content from the sense-tagged corpus SemCor (Miller et al. 1993),
     * whose counts WordNet contains. One is added to the count of every sense, so that in a wordnet without counts
     * the values follow from the numbers of hyponyms.
     *
     * @param taxonomy the hierarchy of the wordnet
     * @return the information content of every sense
     */
    public static InformationContent ofTaggedSenses(Taxonomy taxonomy) {
        double[] counts = new double[taxonomy.size()];
        for (int sense = 0; sense < counts.length; sense++) {
            if (taxonomy.graph().partOfSpeech(sense).hasHierarchy()) {
                counts[sense] =
                        Arrays.stream(taxonomy.graph().memberCounts(sense)).sum();
            }
        }
        return of(taxonomy, counts, 1);
    }

    /** Returns an empty instance, for measures that do not use information content. */
    static InformationContent none() {
        return new InformationContent(new double[0], new double[0], 1);
    }

    /** Returns an instance with given values and the same minimum distance for all parts of speech. */
    static InformationContent ofValues(double[] values, double minDistance) {
        double[] least = new double[PartOfSpeech.values().length];
        Arrays.fill(least, minDistance);
        return new InformationContent(values, least, 1);
    }

    private static InformationContent of(Taxonomy taxonomy, double[] counts, double coverage) {
        double[] sums = new double[counts.length];
        double[] totals = new double[PartOfSpeech.values().length];
        for (int sense = 0; sense < counts.length; sense++) {
            double count = counts[sense] + ADDED;
            taxonomy.addUpwards(sense, count, sums);
            totals[taxonomy.partOfSpeech(sense)] += count;
        }
        double[] values = new double[counts.length];
        for (int sense = 0; sense < counts.length; sense++) {
            double share = sums[sense] / totals[taxonomy.partOfSpeech(sense)];
            // Rounding may increase the sum over all senses slightly above the total.
            values[sense] = share >= 1 ? 0 : -Math.log(share);
        }
        double[] least = new double[totals.length];
        for (int part = 0; part < totals.length; part++) {
            least[part] = -Math.log1p(-1 / Math.max(2, totals[part]));
        }
        return new InformationContent(values, least, coverage);
    }

    /**
     * Returns the information content of a sense.
     *
     * @param sense the number of the sense
     * @return at least 0, in nats
     */
    public double of(int sense) {
        return values[sense];
    }

    /** Returns the minimum non-zero distance of Jiang and Conrath that the counts can distinguish. */
    double minDistance(int partOfSpeech) {
        return minDistance[partOfSpeech];
    }

    /**
     * Returns the share of the counted text, without function words, that the wordnet covers.
     *
     * @return 0 to 1
     */
    public double coverage() {
        return coverage;
    }
}
