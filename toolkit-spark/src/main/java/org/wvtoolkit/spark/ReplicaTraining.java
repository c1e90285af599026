package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.spark.record.EncodedChunk;
import org.wvtoolkit.spark.record.IndexPartitioner;
import org.wvtoolkit.word2vec.LossSum;
import org.wvtoolkit.word2vec.ReplicaTrainer;
import org.wvtoolkit.word2vec.Word2VecOptions;
import scala.Tuple2;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Training of CBOW or skip-gram in rounds. An epoch is divided at sentence boundaries into
 * (replicas × merges) slices. In each round, every replica trains a copy of the model on its slice,
 * and the changes of all replicas are merged row by row ({@link org.wvtoolkit.word2vec.AdaSum}).
 * The driver stores the model between rounds, so a round depends on the model and the slices only:
 * tasks of a lost executor are repeated with the same result.
 *
 * <p>Per round, each executor receives the model, 8 · V · d bytes; each replica sends the rows that
 * it changed, and the driver receives the rows that any replica changed, at most the same amount
 * each.
 */
final class ReplicaTraining {
    private final SparkCorpus corpus;
    private final Word2VecOptions options;
    private final ReplicaOptions replicas;
    private final @Nullable Path checkpoint;
    private final int roundsPerCheckpoint;
    private final ProgressListener progress;

    /**
     * Prepares a training.
     *
     * @param checkpoint a local file, or null for no checkpoints; training continues from the file
     *     if it exists
     * @param roundsPerCheckpoint number of rounds between checkpoints
     */
    ReplicaTraining(
            SparkCorpus corpus,
            Word2VecOptions options,
            ReplicaOptions replicas,
            @Nullable Path checkpoint,
            int roundsPerCheckpoint,
            ProgressListener progress) {
        this.corpus = corpus;
        this.options = options;
        this.replicas = replicas;
        this.checkpoint = checkpoint;
        this.roundsPerCheckpoint = roundsPerCheckpoint;
        this.progress = progress;
    }

    /** Selects the partitions of a round: consecutive slices of the corpus. */
    private static final class Round extends AbstractFunction1<Object, Object> implements Serializable {
        private final int first;
        private final int end;

        Round(int first, int end) {
            this.first = first;
            this.end = end;
        }

        @Override
        public Object apply(Object partition) {
            int number = (Integer) partition;
            return number >= first && number < end;
        }
    }

    DenseEmbeddings train(Map<String, String> identity) throws IOException {
        int slices = replicas.slices();
        if (corpus.tokens() / slices < 1 || corpus.sentences() < slices) {
            throw new IllegalArgumentException(replicas.replicas() + " replicas with " + replicas.mergesPerEpoch()
                    + " merges per epoch need at least " + slices + " sentences, and the corpus has "
                    + corpus.sentences() + "; reduce the number of replicas or merges");
        }
        ClusterCheck.requireMemory(
                corpus.spark(), corpus.vocabulary().size(), options.dimension(), replicas.replicas());
        Arena arena = Arena.ofShared();
        JavaRDD<EncodedChunk> sliced = slice(slices);
        try {
            int rows = corpus.vocabulary().size();
            FloatMatrix[] model = {
                FloatMatrix.allocate(arena, rows, options.dimension()),
                FloatMatrix.allocate(arena, rows, options.dimension())
            };
            List<Double> losses = ReplicaState.noLosses();
            long done = checkpoint == null ? 0 : ReplicaState.restore(checkpoint, model, losses, identity);
            progress.stage(
                    "training " + options.model().name().toLowerCase(Locale.ROOT),
                    ProgressListener.Unit.TOKENS,
                    corpus.tokens() * options.epochs());
            if (done == 0) {
                ReplicaTrainer.initialize(model[0], options.seed());
                warmUp(sliced, model);
            }
            train(sliced, model, losses, done, identity);
            // A text without held-out tokens has no losses.
            boolean measured = losses.stream().allMatch(Double::isFinite);
            ModelMetadata metadata =
                    ModelMetadata.EMPTY.with(Word2VecMethod.LOSSES, measured ? ReplicaState.written(losses) : "");
            return DenseEmbeddings.ofSums(
                            corpus.vocabulary().copy(), model[0], model[1], options.contextWeight(), metadata)
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        } finally {
            sliced.unpersist();
        }
    }

    /**
     * Divides the corpus into slices with equal numbers of tokens, independent of the partitions of
     * the text.
     */
    private JavaRDD<EncodedChunk> slice(int slices) {
        long tokens = corpus.tokens();
        return corpus.chunks()
                .flatMapToPair(chunk -> chunk.divide(tokens, slices).stream()
                        .map(piece -> new Tuple2<>(piece.slice(), piece.chunk()))
                        .iterator())
                .partitionBy(new IndexPartitioner(slices))
                .values()
                .persist(StorageLevel.DISK_ONLY());
    }

    private void warmUp(JavaRDD<EncodedChunk> sliced, FloatMatrix[] model) throws IOException {
        int count = (int) Math.round(replicas.warmUp() * replicas.slices());
        if (count == 0) {
            return;
        }
        // One task trains on the first slices, at the full learning rate.
        JavaRDD<EncodedChunk> first = select(sliced, 0, count).coalesce(1);
        round(first, model, 0, 0, 0, 1);
    }

    private void train(
            JavaRDD<EncodedChunk> sliced,
            FloatMatrix[] model,
            List<Double> losses,
            long begin,
            Map<String, String> identity)
            throws IOException {
        int merges = replicas.mergesPerEpoch();
        long rounds = (long) merges * options.epochs();
        for (long round = begin; round < rounds; round++) {
            int inEpoch = (int) (round % merges);
            int first = inEpoch * replicas.replicas();
            round(
                    select(sliced, first, first + replicas.replicas()),
                    model,
                    round / merges,
                    (double) round / rounds,
                    (double) (round + 1) / rounds,
                    replicas.replicas());
            if (inEpoch + 1 == merges && endsEarly(validate(sliced, model), losses)) {
                return;
            }
            progress.advanced((long) ((double) corpus.tokens() * options.epochs() * (round + 1) / rounds), "");
            if (checkpoint != null && (round + 1) % roundsPerCheckpoint == 0 && round + 1 < rounds) {
                ReplicaState.save(checkpoint, corpus.vocabulary(), model, round + 1, losses, identity);
            }
        }
    }

    /** Adds the validation loss of an epoch. Returns whether training stops before the last epoch. */
    private boolean endsEarly(double loss, List<Double> losses) {
        if (Double.isNaN(loss) && options.validationFraction() > 0 && losses.isEmpty()) {
            progress.note("the text is too short for a held-out sample, so no validation loss is computed");
        }
        boolean better = losses.isEmpty() || !(loss >= losses.getLast());
        losses.add(loss);
        if (!Double.isNaN(loss)) {
            progress.note(String.format(
                    Locale.ROOT, "epoch %d of %d: validation loss %.4f", losses.size(), options.epochs(), loss));
        }
        if (!options.earlyStop() || better || losses.size() == options.epochs()) {
            return false;
        }
        progress.note("stopped early: the validation loss no longer decreases");
        return true;
    }

    private static JavaRDD<EncodedChunk> select(JavaRDD<EncodedChunk> sliced, int first, int end) {
        RDD<EncodedChunk> pruned = PartitionPruningRDD.create(sliced.rdd(), new Round(first, end));
        return JavaRDD.fromRDD(pruned, ClassTag$.MODULE$.apply(EncodedChunk.class));
    }

    private void round(
            JavaRDD<EncodedChunk> slices, FloatMatrix[] model, long epoch, double begin, double end, int count)
            throws IOException {
        int blockRows = ModelBlocks.blockRows(model[0].rows(), options.dimension(), replicas.replicas());
        List<Broadcast<float[]>> sent = ModelBlocks.broadcast(corpus.spark(), model, blockRows);
        try {
            int threads = count == 1 ? 1 : replicas.threads();
            ReplicaTask task = new ReplicaTask(corpus.words(), options, blockRows, sent, epoch, begin, end, threads);
            int blocks = sent.size();
            JavaPairRDD<Integer, ReplicaTask.Change> changes = JavaPairRDD.fromJavaRDD(
                    slices.mapPartitionsWithIndex((replica, chunks) -> task.train(replica, chunks), false));
            JavaRDD<ReplicaTask.Change> merged =
                    changes.partitionBy(new IndexPartitioner(blocks)).mapPartitions(all -> one(task.merge(all)), true);
            Blocks.collect(merged, 4L * blockRows * options.dimension(), (block, found) -> {
                for (ReplicaTask.Change change : found) {
                    ModelBlocks.add(model, block, blockRows, change);
                }
            });
        } finally {
            sent.forEach(Broadcast::destroy);
        }
    }

    private static <T> Iterator<T> one(T element) {
        return List.of(element).iterator();
    }

    /**
     * Returns the mean validation loss of the merged model. Sums of slices are added in slice
     * order.
     */
    private double validate(JavaRDD<EncodedChunk> sliced, FloatMatrix[] model) throws IOException {
        if (options.validationFraction() == 0) {
            return Double.NaN;
        }
        int blockRows = ModelBlocks.blockRows(model[0].rows(), options.dimension(), replicas.replicas());
        List<Broadcast<float[]>> sent = ModelBlocks.broadcast(corpus.spark(), model, blockRows);
        try {
            ReplicaTask task = new ReplicaTask(corpus.words(), options, blockRows, sent, 0, 0, 0, 1);
            // There are as many tasks as replicas, because each task loads the model. Losses are
            // summed per slice, because the grouping of slices into tasks may vary.
            List<Tuple2<Integer, LossSum>> sums = SparkFailures.unwrap(() -> sliced.mapPartitionsWithIndex(
                            (slice, chunks) -> one(new Tuple2<>(slice, SparkCorpus.list(chunks))), true)
                    .coalesce(replicas.replicas())
                    .mapPartitions(task::validate)
                    .collect());
            LossSum[] bySlice = new LossSum[replicas.slices()];
            sums.forEach(sum -> bySlice[sum._1()] = sum._2());
            LossSum total = LossSum.ZERO;
            for (LossSum sum : bySlice) {
                total = total.plus(sum);
            }
            return total.mean();
        } finally {
            sent.forEach(Broadcast::destroy);
        }
    }
}
