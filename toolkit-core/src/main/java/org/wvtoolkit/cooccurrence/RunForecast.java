package org.wvtoolkit.cooccurrence;

import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * How large the temporary files of counting will be, before anything is counted: by the number of different contexts that each
 * word would have if contexts came by chance, each as often as its word is. Text repeats itself more than chance does, so the
 * forecast is too high, on an encyclopedia by a quarter; never by much too low.
 *
 * <p>Words of about equal frequency are taken together, so that the work does not grow with the square of the vocabulary.
 */
final class RunForecast {
    /** Frequencies of a group differ by a factor of less than this. */
    private static final double STEP = 1.1;

    private static final int GROUPS = (int) Math.ceil(Math.log(0x1p63) / Math.log(STEP)) + 1;

    private final long[] words = new long[GROUPS];
    private final double[] tokens = new double[GROUPS];
    private final double kept;
    private final double pairsOfToken;
    private final int slots;
    private final double columns;

    private RunForecast(EncodedCorpus corpus, CooccurrenceOptions options) {
        Vocabulary vocabulary = corpus.vocabulary();
        TokenFilter filter = new TokenFilter(options, vocabulary);
        double sum = 0;
        for (int id = 0; id < vocabulary.size(); id++) {
            long count = vocabulary.count(id);
            if (count > 0) {
                int group = (int) (Math.log((double) count) / Math.log(STEP));
                double expected = (double) count * filter.probability(id);
                words[group]++;
                tokens[group] += expected;
                sum += expected;
            }
        }
        kept = sum;
        slots = options.slots();
        columns = (double) vocabulary.size() * slots;
        // A window that would reach over the ends of sentences of average length n is cut: by d at d of the n places.
        double length = (double) corpus.tokens() / Math.max(1, corpus.sentences());
        double window = options.window();
        double reach = length > window ? window - window * (window + 1) / (2 * length) : (length - 1) / 2;
        pairsOfToken = Math.max(0, reach) * (options.side() == ContextSide.SYMMETRIC ? 2 : 1);
    }

    /**
     * Forecasts.
     *
     * @param corpus what will be counted
     * @param options how
     * @param blocks in how many blocks
     * @return bytes of all runs together
     */
    static long bytes(EncodedCorpus corpus, CooccurrenceOptions options, long blocks) {
        return (long) (new RunForecast(corpus, options).blockBytes(blocks) * blocks);
    }

    private double blockBytes(long blocks) {
        double bytes = 0;
        for (int row = 0; row < GROUPS; row++) {
            if (words[row] > 0) {
                double pairs = tokens[row] / words[row] / blocks * pairsOfToken;
                double cells = differentContexts(pairs);
                bytes += words[row] * (1 + cells * cellBytes(cells, pairs));
            }
        }
        return bytes;
    }

    /** How many different ones there are among so many draws. */
    private double differentContexts(double pairs) {
        double different = 0;
        for (int group = 0; group < GROUPS; group++) {
            if (words[group] > 0) {
                double draws = pairs / slots * tokens[group] / words[group] / kept;
                different += slots * words[group] * -Math.expm1(-draws);
            }
        }
        return different;
    }

    /** As {@link RunFile} writes a cell: a byte more for a gap, and for a sum, of 2⁷ and of 2¹⁴. */
    private double cellBytes(double cells, double pairs) {
        double gap = columns / Math.max(cells, 1e-9);
        double sum = pairs / Math.max(cells, 1e-9);
        return 2 + Math.exp(-128 / gap) + Math.exp(-16384 / gap) + Math.exp(-128 / sum);
    }
}
