package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Trainer of averaged vectors, text by text, in several threads on shared matrices. With one
 * thread, equal input gives equal bytes; with several, updates race as in word2vec (Hogwild, Recht
 * et al. 2011).
 */
final class AveragedLearner implements Learner {
    /** Number of texts that a thread takes at a time. */
    private static final int SOME = 32;

    private final LearningTask task;
    private final AveragedOptions options;
    private final Arena arena = Arena.ofShared();
    private final EmbeddingKernels kernels = EmbeddingKernels.fastest();
    private final Vocabulary vocabulary;
    private final int buckets;
    private final FloatMatrix inputs;
    private final FloatMatrix outputs;
    private @Nullable MemorySegment kept;

    AveragedLearner(LearningTask task, AveragedOptions options) {
        this.task = task;
        this.options = options;
        this.vocabulary = task.corpus().vocabulary();
        this.buckets = options.rowsOfNgrams();
        this.inputs = FloatMatrix.allocate(arena, (long) vocabulary.size() + buckets, options.dimension());
        this.outputs = FloatMatrix.allocate(arena, task.corpus().labels().size(), options.dimension());
        begin();
    }

    /**
     * Initializes the matrices. Rows are uniform in ±1/d, or the given vectors of words; output
     * rows are zero, because their targets differ. If vectors are not trained, words without a
     * vector have zero rows, because random rows would distinguish texts that the vectors do not.
     */
    private void begin() {
        int dimension = options.dimension();
        SplittableRandom random = new SplittableRandom(task.seed());
        float[] row = new float[dimension];
        for (long i = 0; i < inputs.rows(); i++) {
            for (int k = 0; k < dimension; k++) {
                row[k] = ((random.nextLong() >>> 40) * 0x1p-23f - 1) / dimension;
            }
            inputs.setRow(i, row, 0);
        }
        DenseEmbeddings vectors = task.vectors();
        if (vectors != null) {
            float scale = (float) LearningTask.scale(vectors, 1);
            for (int id = 0; id < vocabulary.size(); id++) {
                int other = vectors.vocabulary().id(vocabulary.word(id));
                if (other < 0 && !options.tuned()) {
                    Arrays.fill(row, 0);
                    inputs.setRow(id, row, 0);
                } else if (other >= 0) {
                    vectors.vectors().copyRow(other, row, 0);
                    for (int k = 0; k < dimension; k++) {
                        row[k] *= scale;
                    }
                    inputs.setRow(id, row, 0);
                }
            }
        }
    }

    @Override
    public double epoch(int epoch, Watch watch) throws IOException {
        int[] order = task.order(epoch);
        AtomicInteger next = new AtomicInteger();
        DoubleAdder loss = new DoubleAdder();
        Workers.run(task.threads(), task.threads(), worker -> {
            AveragedModel model = new AveragedModel(kernels, inputs, outputs);
            WordBag bag = new WordBag(vocabulary.size(), buckets, options.ngrams());
            int[] words = new int[task.corpus().longest()];
            for (int from = next.getAndAdd(SOME); from < order.length; from = next.getAndAdd(SOME)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("training was interrupted");
                }
                double progress = (epoch + (double) from / order.length) / task.epochs();
                double rate = options.learningRate() * (1 - progress);
                long done = 0;
                for (int i = from; i < Math.min(order.length, from + SOME); i++) {
                    int label = task.corpus().label(order[i]);
                    int count = task.corpus().words(order[i], words);
                    bag.fill(words, count);
                    model.forward(bag);
                    // A probability that underflows is not divergence; NaN is, and persists in the
                    // sum.
                    loss.add(-Math.log(Math.max(model.probabilities[label], Double.MIN_NORMAL)));
                    model.step(bag, label, rate * task.classWeights()[label], options.tuned() ? 0 : vocabulary.size());
                    done += count;
                }
                watch.done(done, rate);
            }
        });
        return loss.sum() / order.length;
    }

    @Override
    public void remember() {
        MemorySegment to = kept;
        if (to == null) {
            to = arena.allocate(inputs.segment().byteSize() + outputs.segment().byteSize(), 64);
            kept = to;
        }
        MemorySegment.copy(inputs.segment(), 0, to, 0, inputs.segment().byteSize());
        MemorySegment.copy(
                outputs.segment(),
                0,
                to,
                inputs.segment().byteSize(),
                outputs.segment().byteSize());
    }

    @Override
    public void recall() {
        MemorySegment from = kept;
        if (from != null) {
            MemorySegment.copy(from, 0, inputs.segment(), 0, inputs.segment().byteSize());
            MemorySegment.copy(
                    from,
                    inputs.segment().byteSize(),
                    outputs.segment(),
                    0,
                    outputs.segment().byteSize());
        }
    }

    @Override
    public TextClassifier classifier(ModelMetadata metadata) {
        return new AveragedClassifier(
                task.corpus().labels(),
                vocabulary,
                inputs,
                outputs,
                options.ngrams(),
                metadata,
                AveragedClassifier.closing(arena));
    }

    @Override
    public void close() {
        AveragedClassifier.closing(arena).run();
    }
}
