package org.wvtoolkit.word2vec;

import java.util.Arrays;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Batch of centres with their context windows: a few strands of consecutive centres from distant
 * positions of a block.
 *
 * <p>Consecutive centres share most of their context words, so the row of each word is read once
 * for many centres. Such centres are also similar: if a whole batch consisted of consecutive
 * centres, each would change the shared negative samples in the same direction. Several strands of
 * up to {@value #STRAND} centres avoid both costs ({@code docs/decisions/batches.md} has the
 * figures).
 *
 * <p>The positions that the windows of a strand cover are consecutive. They are stored strand by
 * strand in {@link #region}; windows are ranges of positions counted from the beginning of the
 * strand.
 *
 * <p>Not thread-safe: one instance per worker, refilled for each batch.
 */
final class CentreBatch {
    /** Maximum number of centres in a strand. */
    static final int STRAND = EmbeddingKernels.LANES;

    private final int window;
    private final boolean dynamicWindow;
    private final int batchSize;
    private final int maxPositions;

    /** Position in the block at which each strand continues. */
    private final int[] cursors;

    private final int[] limits;

    /** Number of centres. */
    int count;

    /** Word id of each centre. */
    final int[] targets;

    /** Beginning of the window of each centre, counted from the first position of its strand. */
    final int[] windowFrom;

    /** End of the window of each centre, counted from the first position of its strand. */
    final int[] windowTo;

    /** Position of each centre, counted from the first position of its strand. */
    final int[] centrePosition;

    /** Number of strands. */
    final int strands;

    /** Index of the first centre of each strand; one more entry for the end. */
    final int[] firstCentre;

    /** Index in {@link #region} of the first position of each strand; one more entry for the end. */
    final int[] firstPosition;

    /** Word ids at the positions that the windows cover. */
    final int[] region;

    private TokenBlock block;

    CentreBatch(Word2VecOptions options, TokenBlock block) {
        this.block = block;
        this.window = options.window();
        this.dynamicWindow = options.dynamicWindow();
        this.batchSize = options.batchSize();
        this.strands = strands(options);
        this.maxPositions = strandPositions(options);
        this.cursors = new int[strands];
        this.limits = new int[strands];
        this.firstCentre = new int[strands + 1];
        this.firstPosition = new int[strands + 1];
        this.targets = new int[batchSize];
        // Kernels read whole vectors of windows.
        this.windowFrom = new int[batchSize + STRAND];
        this.windowTo = new int[batchSize + STRAND];
        this.centrePosition = new int[batchSize + STRAND];
        this.region = new int[strands * maxPositions];
    }

    private static int strands(Word2VecOptions options) {
        return (options.batchSize() + STRAND - 1) / STRAND;
    }

    /** Returns the maximum number of positions that the windows of one strand cover. */
    static int strandPositions(Word2VecOptions options) {
        return 2 * (Math.min(STRAND, options.batchSize()) + options.window());
    }

    /** Returns the maximum number of positions that the windows of a batch cover. */
    static int regionCapacity(Word2VecOptions options) {
        return strands(options) * strandPositions(options);
    }

    /** Returns the number of positions that the windows cover. */
    int regionLength() {
        return firstPosition[strands];
    }

    /** Returns the number of centres of a strand, which may be 0. */
    int strandCentres(int strand) {
        return firstCentre[strand + 1] - firstCentre[strand];
    }

    /** Returns the number of positions that the windows of a strand cover. */
    int strandLength(int strand) {
        return firstPosition[strand + 1] - firstPosition[strand];
    }

    /** Returns the number of context words of a centre, at least 1. */
    int contexts(int centre) {
        return windowTo[centre] - windowFrom[centre] - 1;
    }

    /** Returns the word ids of a centre's context in the order of the text, in a new array. */
    int[] contextWords(int centre) {
        int strand = 0;
        while (centre >= firstCentre[strand + 1]) {
            strand++;
        }
        int from = firstPosition[strand] + windowFrom[centre];
        int own = firstPosition[strand] + centrePosition[centre];
        int[] words = new int[contexts(centre)];
        System.arraycopy(region, from, words, 0, own - from);
        System.arraycopy(region, own + 1, words, own - from, words.length - (own - from));
        return words;
    }

    /**
     * Counts, for each position of the region, the centres whose window contains it.
     *
     * @param counts receives one count per position; one more element is overwritten
     */
    void countWindows(int[] counts) {
        Arrays.fill(counts, 0, regionLength() + 1, 0);
        for (int strand = 0; strand < strands; strand++) {
            int base = firstPosition[strand];
            counts[base] = 0;
            for (int i = firstCentre[strand]; i < firstCentre[strand + 1]; i++) {
                counts[base + windowFrom[i]]++;
                counts[base + windowTo[i]]--;
            }
            int open = 0;
            for (int j = base; j < firstPosition[strand + 1]; j++) {
                open += counts[j];
                counts[j] = open;
            }
            for (int i = firstCentre[strand]; i < firstCentre[strand + 1]; i++) {
                counts[base + centrePosition[i]]--;
            }
        }
    }

    /** Starts at the beginning of a block. */
    void begin(TokenBlock newBlock) {
        block = newBlock;
        int span = block.lastCentre - block.firstCentre;
        for (int strand = 0; strand < strands; strand++) {
            cursors[strand] = block.firstCentre + (int) ((long) span * strand / strands);
            limits[strand] = block.firstCentre + (int) ((long) span * (strand + 1) / strands);
        }
    }

    /**
     * Loads the next batch.
     *
     * @param random generator of the window widths
     * @return false if the block has no more centres with a context
     */
    boolean next(SplitMix random) {
        count = 0;
        boolean more = true;
        while (count == 0 && more) {
            more = false;
            for (int strand = 0; strand < strands; strand++) {
                firstCentre[strand + 1] = count;
                firstPosition[strand + 1] = firstPosition[strand];
                if (cursors[strand] < limits[strand]) {
                    int quota = (int) ((long) batchSize * (strand + 1) / strands);
                    collect(strand, Math.min(quota, count + STRAND), random);
                    more = true;
                }
            }
        }
        return count > 0;
    }

    /** Adds centres from one strand until the batch has {@code quota} centres. */
    private void collect(int strand, int quota, SplitMix random) {
        int limit = limits[strand];
        int next = cursors[strand];
        int begin = Integer.MAX_VALUE;
        int end = 0;
        int added = count;
        while (next < limit && added < quota) {
            int width = dynamicWindow ? 1 + (int) (((random.next() >>> 32) * window) >>> 32) : window;
            int from = Math.max(block.sentenceStart[next], next - width);
            int to = Math.min(block.sentenceEnd[next], next + width + 1);
            if (to - from > 1) {
                if (Math.max(end, to) - Math.min(begin, from) > maxPositions) {
                    break;
                }
                begin = Math.min(begin, from);
                end = Math.max(end, to);
                targets[added] = block.ids[next];
                windowFrom[added] = from;
                windowTo[added] = to;
                centrePosition[added++] = next;
            }
            next++;
        }
        cursors[strand] = next;
        if (added > count) {
            for (int i = count; i < added; i++) {
                windowFrom[i] -= begin;
                windowTo[i] -= begin;
                centrePosition[i] -= begin;
            }
            System.arraycopy(block.ids, begin, region, firstPosition[strand], end - begin);
            firstPosition[strand + 1] = firstPosition[strand] + end - begin;
            count = added;
            firstCentre[strand + 1] = count;
        }
    }
}
