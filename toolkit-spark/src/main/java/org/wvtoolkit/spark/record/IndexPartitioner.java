package org.wvtoolkit.spark.record;

import org.apache.spark.Partitioner;

/** Partitioner that maps key i to partition i. */
public final class IndexPartitioner extends Partitioner {
    private final int partitions;

    public IndexPartitioner(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexPartitioner partitioner && partitioner.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
