package org.wvtoolkit.spark;

/**
 * Options for training CBOW and skip-gram with several replicas of the model.
 *
 * @param replicas number of replicas; each trains on a part of every epoch. More replicas finish
 *     sooner but reduce quality, because replicas do not receive each other's changes between
 *     merges. The default is therefore 8, independent of the number of executors
 * @param mergesPerEpoch number of merges of the replicas per epoch, 1 to 10,000
 * @param warmUp fraction of the first epoch that a single replica trains before the others start, 0
 *     to 1
 * @param threads threads per replica; results are repeatable with 1 thread, or if the options of
 *     the model require deterministic training
 */
public record ReplicaOptions(int replicas, int mergesPerEpoch, double warmUp, int threads) {
    /** Maximum number of replicas. */
    public static final int MAX_REPLICAS = 1024;

    /** Maximum number of merges per epoch. */
    public static final int MAX_MERGES = 10_000;

    /** Validates the ranges. */
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
            throw new IllegalArgumentException("threads per replica must be 1 to 1024: " + threads);
        }
    }

    /**
     * Returns the defaults: 8 replicas, 16 merges per epoch, 1/8 epoch of warm-up, one thread.
     *
     * @return the defaults
     */
    public static ReplicaOptions defaults() {
        return new ReplicaOptions(8, 16, 0.125, 1);
    }

    /** Returns the number of slices of an epoch. */
    int slices() {
        return Math.multiplyExact(replicas, mergesPerEpoch);
    }
}
