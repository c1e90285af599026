package org.wvtoolkit.word2vec;

import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Some centres of a block with their contexts, to be trained on together: a few strands of consecutive centres from distant
 * places of the block.
 *
 * <p>Consecutive centres share most of their context words, so each word's row is fetched once for many; but they are also
 * alike, and if a whole batch were of one place its common noise would be pushed {@code batch} times the same way. Strands of
 * {@value #STRAND} centres from several places are a middle way ({@code docs/decisions/batches.md} has the figures).
 *
 * <p>Confined to one thread; filled again for each batch.
 */
final class CentreBatch {
    /** Consecutive centres in a strand. */
    static final int STRAND = 16;

    private final int window;
    private final boolean dynamicWindow;
    private final int batchSize;
    private final int[] cursors;
    private final int[] limits;
    private final int reach;

    /** How many centres there are. */
    int count;

    /** The centres' words. */
    final int[] targets;

    /** For each centre, where its contexts begin in {@link #contexts}; one more entry for the end. */
    final int[] contextFrom;

    /** The contexts of all centres, as places in {@link #region}. */
    final int[] contexts;

    /** For each context, the centre that it belongs to. */
    final int[] centres;

    /** How many tokens the windows cover. */
    int regionLength;

    /** The words of those tokens. */
    final int[] region;

    // For each place of the region, the centres that it is context of.
    private final int[] centresOf;
    private final int[] centreCount;

    private TokenBlock block;

    CentreBatch(Word2VecOptions options, TokenBlock block) {
        this.block = block;
        this.window = options.window();
        this.dynamicWindow = options.dynamicWindow();
        this.batchSize = options.batchSize();
        int strands = (batchSize + STRAND - 1) / STRAND;
        this.cursors = new int[strands];
        this.limits = new int[strands];
        this.reach = Math.min(2 * window, batchSize);
        int most = strands * 2 * (Math.min(STRAND, batchSize) + window);
        this.targets = new int[batchSize];
        this.contextFrom = new int[batchSize + 1];
        this.contexts = new int[batchSize * 2 * window];
        this.centres = new int[contexts.length];
        this.region = new int[most];
        this.centresOf = new int[most * reach];
        this.centreCount = new int[most];
    }

    /** The most tokens that the windows of a batch cover. */
    int regionCapacity() {
        return region.length;
    }

    /** The most pairs of a centre and a context in a batch. */
    int pairCapacity() {
        return contexts.length;
    }

    /** Where the centres that a place of the region is context of begin in {@link #centresOf()}. */
    int centresFrom(int place) {
        return place * reach;
    }

    /** How many they are. */
    int centreCount(int place) {
        return centreCount[place];
    }

    /** The centres that each place of the region is context of. */
    int[] centresOf() {
        return centresOf;
    }

    /** Begins with a block. */
    void begin(TokenBlock newBlock) {
        block = newBlock;
        int span = block.lastCentre - block.firstCentre;
        for (int strand = 0; strand < cursors.length; strand++) {
            cursors[strand] = block.firstCentre + (int) ((long) span * strand / cursors.length);
            limits[strand] = block.firstCentre + (int) ((long) span * (strand + 1) / cursors.length);
        }
    }

    /**
     * Fills in the next batch.
     *
     * @param random draws the widths of windows
     * @return false if the block has no more centres with a context
     */
    boolean next(SplitMix random) {
        count = 0;
        regionLength = 0;
        boolean more = true;
        while (count == 0 && more) {
            more = false;
            for (int strand = 0; strand < cursors.length; strand++) {
                int quota = (int) ((long) batchSize * (strand + 1) / cursors.length);
                if (cursors[strand] < limits[strand]) {
                    cursors[strand] = collect(cursors[strand], limits[strand], quota, random);
                    more = true;
                }
            }
        }
        return count > 0;
    }

    /** Takes centres from one strand until there are {@code quota} in all; returns where the strand goes on. */
    private int collect(int begin, int limit, int quota, SplitMix random) {
        int base = regionLength;
        int most = base + region.length / cursors.length;
        int shift = base - Math.max(block.sentenceStart[begin], begin - window);
        int listed = count == 0 ? 0 : contextFrom[count];
        int next = begin;
        while (next < limit && count < quota) {
            int width = dynamicWindow ? 1 + (int) (((random.next() >>> 32) * window) >>> 32) : window;
            int from = Math.max(block.sentenceStart[next], next - width);
            int to = Math.min(block.sentenceEnd[next], next + width + 1);
            if (to - from > 1) {
                if (to + shift > most) {
                    break;
                }
                while (regionLength < to + shift) {
                    region[regionLength] = block.ids[regionLength - shift];
                    centreCount[regionLength++] = 0;
                }
                targets[count] = block.ids[next];
                contextFrom[count] = listed;
                for (int context = from; context < to; context++) {
                    if (context != next) {
                        int place = context + shift;
                        contexts[listed] = place;
                        centres[listed++] = count;
                        centresOf[place * reach + centreCount[place]++] = count;
                    }
                }
                contextFrom[++count] = listed;
            }
            next++;
        }
        return next;
    }
}
