package org.wvtoolkit.spark;

/**
 * How CBOW and skip-gram are trained by several replicas of the model.
 *
 * @param replicas number of replicas; each trains on a part of every epoch. More replicas finish sooner and lose quality,
 *     since replicas do not see each other's changes between merges: the default is 8, not the number of executors
 * @param mergesPerEpoch how often the replicas are merged in an epoch, at least 1
 * @param warmUp part of an epoch that one replica trains before the others begin, 0 to 1
 * @param threads threads of a replica; a result is repeatable with 1 thread or if the options of the model ask for
 *     deterministic training
 */
public record ReplicaOptions(int replicas, int mergesPerEpoch, double warmUp, int threads) {
    /** The most replicas. */
    public static final int MAX_REPLICAS = 1024;

    /** The most merges in an epoch. */
    public static final int MAX_MERGES = 10_000;

    /** Checks the ranges. */
    public ReplicaOptions {
        if (replicas < 1 || replicas > MAX_REPLICAS) {
            throw new IllegalArgumentException("replicas must be 1 to " + MAX_REPLICAS + ": " + replicas);
        }
        if (mergesPerEpoch < 1 || mergesPerEpoch > MAX_MERGES) {
            throw new IllegalArgumentException("merges must be 1 to " + MAX_MERGES + ": " + mergesPerEpoch);
        }
        if (!(warmUp >= 0 && warmUp <= 1)) {
            throw new IllegalArgumentException("warm-up must be 0 to 1: " + warmUp);
        }
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads of a replica must be 1 to 1024: " + threads);
        }
    }

    /**
     * Returns the defaults: 8 replicas, 16 merges, an eighth of an epoch of warm-up, one thread.
     *
     * @return the defaults
     */
    public static ReplicaOptions defaults() {
        return new ReplicaOptions(8, 16, 0.125, 1);
    }

    /** Parts into which an epoch is divided. */
    int slices() {
        return Math.multiplyExact(replicas, mergesPerEpoch);
    }
}
