package org.wvtoolkit.spark;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.progress.Workers;

/**
 * Transfer of large arrays between driver and executors, in blocks of at most {@value #BLOCK_BYTES}
 * bytes.
 */
final class Blocks {
    /** Maximum number of bytes in a block. */
    static final int BLOCK_BYTES = 16 << 20;

    /**
     * Maximum number of bytes of results that are collected at a time: half of Spark's default
     * limit.
     */
    private static final long COLLECTED_BYTES = 512L << 20;

    /** Minimum number of threads that receive partitions. */
    private static final int MIN_RECEIVERS = 2;

    /** Maximum number of threads that receive partitions, which the heap of the driver limits. */
    private static final int MAX_RECEIVERS = 4;

    private Blocks() {}

    /** Broadcasts a segment of single-precision values. */
    static List<Broadcast<float[]>> broadcast(JavaSparkContext spark, MemorySegment values) {
        List<Broadcast<float[]>> blocks = new ArrayList<>();
        for (long from = 0; from < values.byteSize(); from += BLOCK_BYTES) {
            long bytes = Math.min(BLOCK_BYTES, values.byteSize() - from);
            blocks.add(spark.broadcast(values.asSlice(from, bytes).toArray(ValueLayout.JAVA_FLOAT)));
        }
        return blocks;
    }

    /** Assembles broadcast blocks in off-heap memory. */
    static MemorySegment assemble(List<Broadcast<float[]>> blocks, long bytes, Arena arena) {
        MemorySegment whole = HugePages.allocate(arena, bytes);
        long at = 0;
        for (Broadcast<float[]> block : blocks) {
            float[] values = block.value();
            MemorySegment.copy(values, 0, whole, ValueLayout.JAVA_FLOAT, at, values.length);
            at += 4L * values.length;
        }
        return whole;
    }

    /** Consumer of the elements of one partition. */
    @FunctionalInterface
    interface PartitionConsumer<T> {
        void accept(int partition, List<T> elements) throws IOException;
    }

    /**
     * Collects an RDD in batches of partitions, so that the result of each job stays below Spark's
     * limit.
     *
     * @param bytesOfPartition approximate number of bytes per partition
     */
    static <T> void collect(JavaRDD<T> rdd, long bytesOfPartition, PartitionConsumer<T> consumer) throws IOException {
        int partitions = rdd.getNumPartitions();
        int batch = Math.clamp(COLLECTED_BYTES / Math.max(1, bytesOfPartition), 1, partitions);
        for (int from = 0; from < partitions; from += batch) {
            int[] numbers = new int[Math.min(batch, partitions - from)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = from + i;
            }
            List<T>[] found = SparkFailures.unwrap(() -> rdd.collectPartitions(numbers));
            for (int i = 0; i < numbers.length; i++) {
                consumer.accept(numbers[i], found[i]);
            }
        }
    }

    /**
     * Receives the partitions of an RDD one by one on several threads, so that a partition is
     * transferred and converted while others are.
     *
     * @param threads number of threads, at least 1; between {@value #MIN_RECEIVERS} and {@value
     *     #MAX_RECEIVERS} are used; each keeps one partition in memory
     * @param consumer receives the partitions, concurrently and in any order
     */
    static <T> void receive(JavaRDD<T> rdd, int threads, PartitionConsumer<T> consumer) throws IOException {
        int receivers = Math.clamp(threads, MIN_RECEIVERS, MAX_RECEIVERS);
        Workers.run(receivers, rdd.getNumPartitions(), partition -> {
            List<T>[] found = SparkFailures.unwrap(() -> rdd.collectPartitions(new int[] {partition}));
            consumer.accept(partition, found[0]);
        });
    }
}
