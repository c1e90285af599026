package org.wvtoolkit.word2vec.sampling;

/**
 * Negative samples shared by all centre words of a batch, with a membership test. Redrawn for each
 * batch. Not thread-safe.
 */
public final class NoiseSample {
    private static final int STAMPS = 4096;

    private final NoiseDistribution distribution;

    /** The sampled words, possibly with repetitions. */
    public final int[] ids;

    /** A small hash table of the words, cleared by incrementing the stamp. */
    private final int[] stamps = new int[STAMPS];

    private int stamp;

    public NoiseSample(NoiseDistribution distribution, int size) {
        this.distribution = distribution;
        this.ids = new int[size];
    }

    /** Draws all samples. */
    public void draw(SplitMix random) {
        stamp++;
        for (int n = 0; n < ids.length; n++) {
            int id = distribution.sample(random.next());
            ids[n] = id;
            stamps[id & (STAMPS - 1)] = stamp;
        }
    }

    /** Returns whether a word may be among the samples; false is certain. */
    public boolean mayHold(int id) {
        return stamps[id & (STAMPS - 1)] == stamp;
    }
}
