package org.wvtoolkit.spark;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.wvtoolkit.cooccurrence.ShardCounter;
import org.wvtoolkit.pipeline.ToolkitVersion;
import org.wvtoolkit.spark.record.EncodedChunk;
import org.wvtoolkit.spark.record.RowBlock;
import org.wvtoolkit.spark.record.TokenChunk;
import org.wvtoolkit.spark.record.WeightBlock;
import org.wvtoolkit.word2vec.ReplicaTrainer;

/**
 * Checks of the executors before long-running work.
 *
 * <p>Not part of the public API.
 */
public final class ClusterCheck {
    /** Number of bytes per word in addition to the matrices: sampling tables and vocabulary. */
    private static final long BYTES_PER_WORD = 60;

    private ClusterCheck() {}

    /** Classes that stand for the code that driver and executors must have in common. */
    private static final List<Class<?>> COMMON = List.of(
            ClusterCheck.class,
            SplitTokenizer.class,
            SparkCorpus.class,
            SparkCounts.class,
            SparkWeights.class,
            ReplicaTask.class,
            TokenChunk.class,
            EncodedChunk.class,
            RowBlock.class,
            WeightBlock.class,
            ShardCounter.class,
            ReplicaTrainer.class);

    /** Report of one executor. */
    private record Executor(String version, long code, long directMemory) implements Serializable {
        static Executor here() throws IOException {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            long limit = Long.parseLong(bean.getVMOption("MaxDirectMemorySize").getValue());
            long memory = limit > 0 ? limit : Runtime.getRuntime().maxMemory();
            return new Executor(ToolkitVersion.current(), checksum(), memory);
        }
    }

    /** Returns a checksum of the common classes, which differs between builds of one version. */
    private static long checksum() throws IOException {
        CRC32 sum = new CRC32();
        for (Class<?> type : COMMON) {
            try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                if (file != null) {
                    sum.update(file.readAllBytes());
                }
            }
        }
        return sum.getValue();
    }

    /**
     * Checks that the executors run the same Java version and the same version of the toolkit as
     * the driver.
     *
     * @param spark the cluster
     * @throws IOException if the versions differ, or no task runs; the message is one line and
     *     names the setting to change
     */
    public static void requireSameVersion(JavaSparkContext spark) throws IOException {
        Executor driver = Executor.here();
        for (Executor executor : executors(spark)) {
            if (!executor.version().equals(driver.version())) {
                throw new IOException("an executor runs version " + executor.version() + " of the toolkit, the driver "
                        + driver.version() + "; submit the same jars to all");
            }
            if (executor.code() != driver.code()) {
                throw new IOException("an executor runs another build of version " + driver.version()
                        + " of the toolkit than the driver; submit the same jars to all, and remove other copies from"
                        + " Spark's jars folder and spark.executor.extraClassPath");
            }
        }
    }

    /**
     * Checks that the replicas of a model fit into the off-heap memory of the executors: each
     * replica needs two copies of the model and its tables.
     *
     * @param spark the cluster
     * @param words V, size of the vocabulary
     * @param dimension d
     * @param replicas number of replicas
     * @throws IOException if they do not fit; the message is one line and names the setting to
     *     change
     */
    static void requireMemory(JavaSparkContext spark, int words, int dimension, int replicas) throws IOException {
        long replicaBytes = 16L * words * dimension + BYTES_PER_WORD * words;
        int executors = Math.max(1, spark.sc().statusTracker().getExecutorInfos().length - 1);
        int cores = Math.max(1, spark.defaultParallelism() / executors);
        long atOnce = Math.min(cores, Math.ceilDiv(replicas, executors));
        long needed = replicaBytes * atOnce;
        for (Executor executor : executors(spark)) {
            if (executor.directMemory() < needed) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "an executor has %,d MB of off-heap memory and its replicas need %,d MB; set"
                                + " spark.executor.extraJavaOptions=-XX:MaxDirectMemorySize=%dm",
                        executor.directMemory() >> 20,
                        (needed >> 20) + 1,
                        (needed >> 20) + 256));
            }
        }
        SparkConf conf = spark.getConf();
        String master = conf.get("spark.master", "");
        if (master.startsWith("yarn") || master.startsWith("k8s")) {
            long heap = JavaUtils.byteStringAsMb(conf.get("spark.executor.memory", "1g"));
            long overhead =
                    JavaUtils.byteStringAsMb(conf.get("spark.executor.memoryOverhead", Math.max(384, heap / 10) + "m"));
            if (overhead < needed >> 20) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "an executor's memory overhead is %,d MB and its replicas need %,d MB; set"
                                + " spark.executor.memoryOverhead=%dm",
                        overhead,
                        (needed >> 20) + 1,
                        (needed >> 20) + 512));
            }
        }
    }

    private static List<Executor> executors(JavaSparkContext spark) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < Math.max(2, spark.defaultParallelism()); i++) {
            numbers.add(i);
        }
        return SparkFailures.unwrap(() -> spark.parallelize(numbers, numbers.size())
                .map(number -> Executor.here())
                .collect());
    }
}
