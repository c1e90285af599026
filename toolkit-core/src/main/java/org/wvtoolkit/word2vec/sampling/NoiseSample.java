package org.wvtoolkit.word2vec.sampling;

/**
 * The negative samples of a batch, shared by all its centres, and which words are among them. Confined to one thread; drawn
 * anew for each batch.
 */
public final class NoiseSample {
    private static final int STAMPS = 4096;

    private final NoiseDistribution distribution;

    /** The words drawn; one may come several times. */
    public final int[] ids;

    /** A tiny hash table of them, emptied by a change of stamp. */
    private final int[] stamps = new int[STAMPS];

    private int stamp;

    public NoiseSample(NoiseDistribution distribution, int size) {
        this.distribution = distribution;
        this.ids = new int[size];
    }

    /** Draws all of them. */
    public void draw(SplitMix random) {
        stamp++;
        for (int n = 0; n < ids.length; n++) {
            int id = distribution.sample(random.next());
            ids[n] = id;
            stamps[id & (STAMPS - 1)] = stamp;
        }
    }

    /** Whether a word may be among them; false is certain. */
    public boolean mayHold(int id) {
        return stamps[id & (STAMPS - 1)] == stamp;
    }
}
