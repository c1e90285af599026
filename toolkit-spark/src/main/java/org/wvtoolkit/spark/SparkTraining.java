package org.wvtoolkit.spark;

import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.factorization.SingularTriplets;
import org.wvtoolkit.factorization.TruncatedSvd;
import org.wvtoolkit.linalg.ScratchMemory;
import org.wvtoolkit.pipeline.CooccurrenceMethod;
import org.wvtoolkit.pipeline.PpmiMethod;
import org.wvtoolkit.pipeline.SvdMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Trains embeddings on Spark, from files or from an RDD of lines:
 *
 * <pre>{@code
 * JavaRDD<String> lines = dataset.toJavaRDD();
 * try (Embeddings model = SparkTraining.on(spark, Path.of("/tmp"))
 *         .train(lines, "standard", VocabularyOptions.defaults(), method)) {
 *     model.save(Path.of("model.safetensors"));
 * }
 * }</pre>
 *
 * <p>Counts, weights and singular vectors equal those of one machine bit by bit. CBOW and skip-gram
 * are trained by replicas ({@link ReplicaOptions}); the result depends on the text, the options and
 * the numbers of replicas and merges, but not on the executors. A session that runs on JDK 25 needs
 * only this module on the class path and, for large vocabularies, {@code -XX:MaxDirectMemorySize}
 * in {@code spark.executor.extraJavaOptions}.
 *
 * <p>Immutable; the {@code with…} methods return copies.
 */
public final class SparkTraining {
    private final JavaSparkContext spark;
    private final Resources driver;
    private final int partitions;
    private final ReplicaOptions replicas;
    private final @Nullable Path checkpoint;
    private final int roundsPerCheckpoint;
    private final ProgressListener progress;

    private SparkTraining(
            JavaSparkContext spark,
            Resources driver,
            int partitions,
            ReplicaOptions replicas,
            @Nullable Path checkpoint,
            int roundsPerCheckpoint,
            ProgressListener progress) {
        this.spark = spark;
        this.driver = driver;
        this.partitions = partitions;
        this.replicas = replicas;
        this.checkpoint = checkpoint;
        this.roundsPerCheckpoint = roundsPerCheckpoint;
        this.progress = progress;
    }

    /**
     * Prepares training on a cluster, with default options and as many partitions as the text has
     * splits.
     *
     * @param spark the cluster
     * @param temporaryFolder folder on the driver for temporary files: the matrix of counting
     *     methods, and the data of the factorization that exceeds its memory
     * @return training with default options
     */
    public static SparkTraining on(JavaSparkContext spark, Path temporaryFolder) {
        return new SparkTraining(
                spark,
                Resources.defaults(temporaryFolder),
                Integer.MAX_VALUE,
                ReplicaOptions.defaults(),
                null,
                Integer.MAX_VALUE,
                ProgressListener.NONE);
    }

    /**
     * Sets threads and memory of the driver.
     *
     * @param resources threads, memory and folder for temporary files
     * @return a copy
     */
    public SparkTraining withDriver(Resources resources) {
        return new SparkTraining(spark, resources, partitions, replicas, checkpoint, roundsPerCheckpoint, progress);
    }

    /**
     * Sets the number of partitions of files.
     *
     * @param count at least 1; at most the number of splits of the text is used
     * @return a copy
     */
    public SparkTraining withPartitions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("partitions must be at least 1: " + count);
        }
        return new SparkTraining(spark, driver, count, replicas, checkpoint, roundsPerCheckpoint, progress);
    }

    /**
     * Sets the options of replica training, which CBOW and skip-gram use. The learning rate
     * of the method is not changed; {@link
     * org.wvtoolkit.word2vec.Word2VecOptions#defaultLearningRate} returns the default for a number of
     * replicas.
     *
     * @param options replicas, merges, warm-up
     * @return a copy
     */
    public SparkTraining withReplicas(ReplicaOptions options) {
        return new SparkTraining(spark, driver, partitions, options, checkpoint, roundsPerCheckpoint, progress);
    }

    /**
     * Saves checkpoints of CBOW and skip-gram on the driver. If the file exists, training continues
     * from it; the text is encoded again and must be unchanged. The caller deletes the file after
     * the model has been saved.
     *
     * @param file checkpoint file, replaced atomically
     * @param rounds number of rounds between checkpoints, at least 1
     * @return a copy
     */
    public SparkTraining withCheckpoints(Path file, int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds between checkpoints must be at least 1: " + rounds);
        }
        return new SparkTraining(spark, driver, partitions, replicas, file, rounds, progress);
    }

    /**
     * Sets the progress listener.
     *
     * @param listener receives stages, and the share of finished tasks within each stage
     * @return a copy
     */
    public SparkTraining withProgress(ProgressListener listener) {
        return new SparkTraining(spark, driver, partitions, replicas, checkpoint, roundsPerCheckpoint, listener);
    }

    /**
     * Encodes files.
     *
     * @param text the files
     * @param vocabulary selection of the words that receive an id
     * @return the corpus; the caller closes it
     * @throws IOException if a file cannot be read, or no word of the text satisfies the options
     */
    public SparkCorpus encode(SparkText text, VocabularyOptions vocabulary) throws IOException {
        return SparkCorpus.encode(spark, text, partitions, vocabulary, progress);
    }

    /**
     * Encodes files and trains on them.
     *
     * @param text the files
     * @param vocabulary selection of the words that receive a vector
     * @param method the method and its options
     * @return the embeddings, with the same metadata as on one machine; the caller closes them
     * @throws IllegalArgumentException if the method does not run on a cluster, or the corpus is
     *     too small for the replicas
     * @throws IOException if the text cannot be read or a task fails
     */
    public Embeddings train(SparkText text, VocabularyOptions vocabulary, TrainingMethod method) throws IOException {
        requireSupported(method);
        try (SparkCorpus corpus = encode(text, vocabulary)) {
            return train(corpus, method);
        }
    }

    /**
     * Encodes lines and trains on them; each line is a sentence.
     *
     * @param lines the text, in which null is an empty line; if partitions are lost, they are computed
     *     again and must give the same lines
     * @param analyzer name of the analyzer
     * @param vocabulary selection of the words that receive a vector
     * @param method the method and its options
     * @return the embeddings; the caller closes them
     * @throws IllegalArgumentException if the method does not run on a cluster, or the corpus is
     *     too small for the replicas
     * @throws IOException if a task fails
     */
    public Embeddings train(JavaRDD<String> lines, String analyzer, VocabularyOptions vocabulary, TrainingMethod method)
            throws IOException {
        requireSupported(method);
        try (SparkCorpus corpus = SparkCorpus.encode(spark, lines, analyzer, vocabulary, progress)) {
            return train(corpus, method);
        }
    }

    private static void requireSupported(TrainingMethod method) {
        if (!(method instanceof CooccurrenceMethod)
                && !(method instanceof PpmiMethod)
                && !(method instanceof SvdMethod)
                && !(method instanceof Word2VecMethod)) {
            throw new IllegalArgumentException("method " + method.name()
                    + " does not run on a cluster; use cooccurrence, ppmi, svd, cbow or skipgram");
        }
    }

    /**
     * Trains on an encoded corpus.
     *
     * @param corpus the corpus; must stay open during training
     * @param method the method and its options
     * @return the embeddings; the caller closes them
     * @throws IllegalArgumentException if the method does not run on a cluster, or the corpus is
     *     too small for the replicas
     * @throws IOException if a task fails
     */
    public Embeddings train(SparkCorpus corpus, TrainingMethod method) throws IOException {
        requireSupported(method);
        progress.note(String.format(
                Locale.ROOT,
                "%,d tokens, %,d words, %,d sentences",
                corpus.tokens(),
                corpus.vocabulary().size(),
                corpus.sentences()));
        Map<String, String> description = Training.describe(corpus.provenance(), method);
        Embeddings trained;
        if (method instanceof CooccurrenceMethod counting) {
            trained = count(corpus, counting.counting());
        } else if (method instanceof PpmiMethod ppmi) {
            trained = weigh(corpus, ppmi);
        } else if (method instanceof SvdMethod svd) {
            trained = factorize(corpus, svd);
        } else {
            trained = predict(corpus, (Word2VecMethod) method, description);
        }
        Map<String, String> metadata = new TreeMap<>(description);
        metadata.putAll(trained.metadata().entries());
        return trained.withMetadata(ModelMetadata.of(metadata));
    }

    private Embeddings count(SparkCorpus corpus, CooccurrenceOptions options) throws IOException {
        try (SparkCounts counts = SparkCounts.count(corpus, options, progress)) {
            return embeddings(corpus, counts.collect(driver));
        }
    }

    private Embeddings weigh(SparkCorpus corpus, PpmiMethod method) throws IOException {
        try (SparkCounts counts = SparkCounts.count(corpus, method.counting(), progress);
                SparkWeights weights = SparkWeights.weigh(counts, method.weights(), progress)) {
            return embeddings(corpus, weights.collect(driver));
        }
    }

    private static Embeddings embeddings(SparkCorpus corpus, ContextMatrix matrix) {
        return SparseEmbeddings.of(matrix.with(corpus.vocabulary().copy(), Map.of()));
    }

    private Embeddings factorize(SparkCorpus corpus, SvdMethod method) throws IOException {
        try (SparkCounts counts = SparkCounts.count(corpus, method.counting(), progress);
                SparkWeights weights = SparkWeights.weigh(counts, method.weights(), progress);
                ScratchMemory temporary = new ScratchMemory(driver.memoryBytes() / 4, driver.temporaryFolder())) {
            SegmentAllocator results = temporary;
            SingularTriplets triplets = TruncatedSvd.factorize(weights, method.factors(), driver, progress, results);
            return method.embeddings(triplets, corpus.vocabulary(), progress);
        }
    }

    private Embeddings predict(SparkCorpus corpus, Word2VecMethod method, Map<String, String> description)
            throws IOException {
        progress.note(String.format(
                Locale.ROOT,
                "replicas: %d, merges per epoch: %d; 8 replicas with 16 merges score about 2 points lower on analogies"
                        + " than one machine after as many epochs, with 64 merges about the same (docs/cluster.md);"
                        + " method svd has no such loss",
                replicas.replicas(),
                replicas.mergesPerEpoch()));
        Map<String, String> identity = new TreeMap<>(description);
        identity.put("spark.replicas", Integer.toString(replicas.replicas()));
        identity.put("spark.merges", Integer.toString(replicas.mergesPerEpoch()));
        identity.put("spark.warm-up", Double.toString(replicas.warmUp()));
        ReplicaTraining training =
                new ReplicaTraining(corpus, method.settings(), replicas, checkpoint, roundsPerCheckpoint, progress);
        Embeddings trained = training.train(identity);
        Map<String, String> metadata = new TreeMap<>(trained.metadata().entries());
        identity.forEach((name, value) -> {
            if (name.startsWith("spark.")) {
                metadata.put(name, value);
            }
        });
        return trained.withMetadata(ModelMetadata.of(metadata));
    }
}
