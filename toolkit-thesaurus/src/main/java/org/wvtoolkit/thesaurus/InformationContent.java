package org.wvtoolkit.thesaurus;

import java.util.Arrays;
import java.util.Locale;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * How much it says of something that it is of a kind: −log p(kind), where p is the share of all
 * nouns (or verbs) in a text that mean it or a kind of it (Resnik 1995). What everything is says
 * nothing, what is rare says much.
 *
 * <p>Text says words, not senses: an occurrence is shared out evenly among all senses of its word,
 * in all parts of speech, as Resnik did. Function words are left out, and one is added for every
 * sense, so that none is impossible.
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class InformationContent {
    private final double[] values;
    private final double[] leastDistance;
    private final double coverage;

    private InformationContent(double[] values, double[] leastDistance, double coverage) {
        this.values = values;
        this.leastDistance = leastDistance;
        this.coverage = coverage;
    }

    /**
     * From the counts of a model's words, that is of the text it was trained on.
     *
     * @param wordNet the thesaurus
     * @param vocabulary words and counts
     * @return the information content of every sense
     */
    public static InformationContent of(WordNet wordNet, Vocabulary vocabulary) {
        double[] counts = new double[wordNet.size()];
        double known = 0;
        double all = 0;
        for (int id = 0; id < vocabulary.size(); id++) {
            String word = vocabulary.word(id);
            if (FunctionWords.contains(word.toLowerCase(Locale.ROOT))) {
                continue;
            }
            long count = vocabulary.count(id);
            all += count;
            known += share(wordNet, word, count, counts) ? count : 0;
        }
        return of(wordNet, counts, 1, all == 0 ? 0 : known / all);
    }

    /** Gives each sense of a word its share of a count; false where the word has none. */
    private static boolean share(WordNet wordNet, String word, long count, double[] counts) {
        int[][] senses = new int[PartOfSpeech.values().length][];
        int number = 0;
        for (PartOfSpeech part : PartOfSpeech.values()) {
            senses[part.number()] = wordNet.ids(word, part);
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
     * From the senses that people marked in SemCor (Miller et al. 1993), which WordNet's database
     * counts, one added for every sense.
     *
     * @param wordNet the thesaurus
     * @return the information content of every sense
     */
    public static InformationContent ofTaggedSenses(WordNet wordNet) {
        double[] counts = new double[wordNet.size()];
        for (int sense = 0; sense < counts.length; sense++) {
            if (wordNet.partOfSpeech(sense).hasHierarchy()) {
                counts[sense] = wordNet.tags(sense);
            }
        }
        return of(wordNet, counts, 1, 1);
    }

    /** None at all, for the measures that use none. */
    static InformationContent none() {
        return new InformationContent(new double[0], new double[0], 1);
    }

    /** With values that are known already, the same least distance for all. */
    static InformationContent ofValues(double[] values, double leastDistance) {
        double[] least = new double[PartOfSpeech.values().length];
        Arrays.fill(least, leastDistance);
        return new InformationContent(values, least, 1);
    }

    private static InformationContent of(WordNet wordNet, double[] counts, double added, double coverage) {
        Taxonomy taxonomy = wordNet.taxonomy();
        double[] sums = new double[counts.length];
        double[] totals = new double[PartOfSpeech.values().length];
        for (int sense = 0; sense < counts.length; sense++) {
            double count = counts[sense] + added;
            if (count > 0) {
                taxonomy.addUpwards(sense, count, sums);
                totals[taxonomy.partOfSpeech(sense)] += count;
            }
        }
        double[] values = new double[counts.length];
        for (int sense = 0; sense < counts.length; sense++) {
            double share = sums[sense] / totals[taxonomy.partOfSpeech(sense)];
            // A sum over all senses may round to a little more than the total.
            values[sense] = share >= 1 ? 0 : -Math.log(share);
        }
        double[] least = new double[totals.length];
        for (int part = 0; part < totals.length; part++) {
            least[part] = -Math.log1p(-1 / Math.max(2, totals[part]));
        }
        return new InformationContent(values, least, coverage);
    }

    /**
     * Of one sense.
     *
     * @param sense its number
     * @return at least 0, in nats; infinite for a sense that was never seen
     */
    public double of(int sense) {
        return values[sense];
    }

    /** The least distance of Jiang and Conrath that the counts can tell from none. */
    double leastDistance(int partOfSpeech) {
        return leastDistance[partOfSpeech];
    }

    /**
     * How much of the counted text WordNet knows, function words apart.
     *
     * @return 0 to 1
     */
    public double coverage() {
        return coverage;
    }
}
