package org.wvtoolkit.cooccurrence;

import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Estimate of the size of the temporary files before counting. It assumes that contexts are drawn
 * at random in proportion to word frequencies, and computes the expected number of distinct
 * contexts of each word. Natural text is more repetitive, so the estimate is too high, for an
 * encyclopedia by 25 %, and never much too low.
 *
 * <p>Words of similar frequency are grouped, so that the cost does not grow with the square of the
 * vocabulary size.
 */
final class RunForecast {
    /** Upper bound of the ratio between two frequencies in a group. */
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
        // A window of size w in sentences of average length n is truncated at both ends: at
        // distance d for d of n positions.
        double length = (double) corpus.tokens() / Math.max(1, corpus.sentences());
        double window = options.window();
        double reach = length > window ? window - window * (window + 1) / (2 * length) : (length - 1) / 2;
        pairsOfToken = Math.max(0, reach) * (options.side() == ContextSide.SYMMETRIC ? 2 : 1);
    }

    /**
     * Estimates the size.
     *
     * @param corpus the corpus to count
     * @param options the counting options
     * @param blocks number of blocks
     * @return total number of bytes of all runs
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

    /** Returns the expected number of distinct contexts among a number of draws. */
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

    /**
     * Returns the average size of a cell as {@link RunFile} stores it: column gaps and sums need
     * further bytes from 2⁷ and 2¹⁴ on.
     */
    private double cellBytes(double cells, double pairs) {
        double gap = columns / Math.max(cells, 1e-9);
        double sum = pairs / Math.max(cells, 1e-9);
        return 2 + Math.exp(-128 / gap) + Math.exp(-16384 / gap) + Math.exp(-128 / sum);
    }
}
