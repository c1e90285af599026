package org.wvtoolkit.index;

import org.wvtoolkit.option.InvalidOptionException;

/**
 * Build options of a graph (Malkov and Yashunin 2018).
 *
 * @param connections number of links of a node, doubled on the lowest level (M); 2 to 512
 * @param beamWidth number of candidates among which links are chosen (efConstruction);
 *     {@code connections} to 3200
 * @param recall required mean fraction of the ten nearest neighbours that a search finds, above 0,
 *     at most 1
 * @param seed seed of the levels and of the sample on which recall is measured
 */
public record HnswOptions(int connections, int beamWidth, double recall, long seed) {
    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_BEAM_WIDTH = 3200;

    /** Validates the ranges. */
    public HnswOptions {
        if (connections < 2 || connections > MAX_CONNECTIONS) {
            throw new InvalidOptionException("connections", connections, "must be 2 to " + MAX_CONNECTIONS);
        }
        if (beamWidth < connections || beamWidth > MAX_BEAM_WIDTH) {
            throw new InvalidOptionException(
                    "beam-width", beamWidth, "must be at least the connections, at most " + MAX_BEAM_WIDTH);
        }
        if (!(recall > 0 && recall <= 1)) {
            throw new InvalidOptionException("recall", recall, "must be above 0, at most 1");
        }
    }

    /**
     * Returns suitable options for word vectors. The recall is slightly above the usual 0.95 to
     * allow for sampling variation. A wider beam increases the build time and hardly reduces the
     * query time.
     *
     * @return 16 connections, a beam of 150, recall 0.96
     */
    public static HnswOptions defaults() {
        return new HnswOptions(16, 150, 0.96, 1);
    }
}
