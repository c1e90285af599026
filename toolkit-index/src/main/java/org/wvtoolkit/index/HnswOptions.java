package org.wvtoolkit.index;

/**
 * How a graph is built (Malkov and Yashunin 2018).
 *
 * @param connections links of a node, twice as many on the lowest level (M); 2 to 512
 * @param beamWidth candidates among which links are chosen (efConstruction); at least {@code connections}, at most 3200
 * @param recall the share of the ten nearest neighbours that a search shall find on the average, above 0, at most 1
 * @param seed of the levels, of the sample on which recall is measured
 */
public record HnswOptions(int connections, int beamWidth, double recall, long seed) {
    private static final int MOST_CONNECTIONS = 512;
    private static final int WIDEST_BEAM = 3200;

    /** Checks the ranges. */
    public HnswOptions {
        if (connections < 2 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections must be 2 to " + MOST_CONNECTIONS + ": " + connections);
        }
        if (beamWidth < connections || beamWidth > WIDEST_BEAM) {
            throw new IllegalArgumentException(
                    "beam-width must be at least the connections, at most " + WIDEST_BEAM + ": " + beamWidth);
        }
        if (!(recall > 0 && recall <= 1)) {
            throw new IllegalArgumentException("recall must be above 0, at most 1: " + recall);
        }
    }

    /**
     * What is good for word vectors: a little more recall than the 0.95 that is usually asked for, since a sample wavers, and a beam
     * that makes a question a third as long as one of 100 would, for twice the time of the build.
     *
     * @return 16 connections, a beam of 200, recall 0.96
     */
    public static HnswOptions defaults() {
        return new HnswOptions(16, 200, 0.96, 1);
    }
}
