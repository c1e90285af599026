package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.nn.FastProducts;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.classifier.ConvolutionOptions.Channels;
import org.wvtoolkit.nn.layer.SoftmaxCrossEntropy;
import org.wvtoolkit.nn.optimizer.Optimizer;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Data-parallel trainer of the convolutional network. Each batch is divided into parts independent
 * of the number of threads; each part has a replica with its own gradients, which are added in the
 * order of the parts. Equal input therefore gives equal results for any number of threads.
 */
final class ConvolutionLearner implements Learner {
    /**
     * Number of parts of a batch; more than processors, so that a part with long texts delays the
     * batch only briefly.
     */
    private static final int PARTS = 8;

    /** Number of gradients of a dense parameter: one for each part, and their sum. */
    static final int GRADIENTS = PARTS + 1;

    /**
     * Mean norm of the vectors at the input of the filters; close to that of Kim's, whose values
     * are uniform in ±0.25.
     */
    private static final double MEAN_LENGTH = 2;

    private final LearningTask task;
    private final ConvolutionOptions options;
    private final ConvolutionNetwork network;
    private final List<ConvolutionNetwork> replicas = new ArrayList<>();
    private final Optimizer optimizer;
    private @Nullable List<Matrix> kept;

    ConvolutionLearner(LearningTask task, ConvolutionOptions options) {
        this.task = task;
        this.options = options;
        SplittableRandom random = new SplittableRandom(task.seed());
        Matrix table = table(task.corpus().vocabulary(), random);
        boolean both = options.channels() == Channels.BOTH;
        this.network = new ConvolutionNetwork(
                options,
                ConvolutionNetwork.Weights.drawn(
                        options,
                        options.channels() == Channels.TUNED ? null : Parameter.sparse("static", table),
                        options.channels() == Channels.STATIC
                                ? null
                                : Parameter.sparse("tuned", both ? table.copy() : table),
                        task.corpus().labels().size(),
                        random),
                new FastProducts());
        for (int part = 0; part < PARTS; part++) {
            replicas.add(network.replica(new FastProducts()));
        }
        this.optimizer = new Optimizer(
                UpdateRules.named(options.optimizer()).factory().get(), options.weightDecay(), options.clipNorm());
    }

    /**
     * Returns the initial word vectors. Words without a given vector have uniformly distributed
     * values with about the same norm.
     */
    private Matrix table(Vocabulary vocabulary, SplittableRandom random) {
        int dimension = options.dimension();
        Matrix table = new Matrix(vocabulary.size(), dimension);
        double range = MEAN_LENGTH * Math.sqrt(3.0 / dimension);
        DenseEmbeddings vectors = task.vectors();
        double scale = vectors == null ? 0 : LearningTask.scale(vectors, MEAN_LENGTH);
        float[] row = new float[dimension];
        for (int id = 0; id < vocabulary.size(); id++) {
            int other = vectors == null ? -1 : vectors.vocabulary().id(vocabulary.word(id));
            if (vectors != null && other >= 0) {
                vectors.vectors().copyRow(other, row, 0);
            }
            for (int k = 0; k < dimension; k++) {
                double drawn = (2 * random.nextDouble() - 1) * range;
                table.set(id, k, other >= 0 ? scale * row[k] : drawn);
            }
        }
        return table;
    }

    @Override
    public double epoch(int epoch, Watch watch) throws IOException {
        int[] order = task.order(epoch);
        double loss = 0;
        for (int from = 0; from < order.length; from += options.batch()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("training was interrupted");
            }
            int to = Math.min(order.length, from + options.batch());
            double progress = (epoch + (double) from / order.length) / task.epochs();
            double rate = options.learningRate() * (1 - progress);
            loss += step(order, from, to, epoch, rate, watch);
        }
        return loss / order.length;
    }

    /** Trains one batch. Returns the sum of its losses. */
    private double step(int[] order, int from, int to, int epoch, double rate, Watch watch) throws IOException {
        double totalWeight = 0;
        for (int i = from; i < to; i++) {
            totalWeight += task.classWeights()[task.corpus().label(order[i])];
        }
        double weight = totalWeight;
        double[] losses = new double[PARTS];
        Workers.run(task.threads(), PARTS, part -> {
            int begin = from + (to - from) * part / PARTS;
            int end = from + (to - from) * (part + 1) / PARTS;
            int[] words = new int[task.corpus().longest()];
            long done = 0;
            for (int i = begin; i < end; i++) {
                int count = task.corpus().words(order[i], words);
                losses[part] += learn(replicas.get(part), order[i], words, count, epoch, weight);
                done += count;
            }
            watch.done(done, rate);
        });
        double loss = 0;
        for (int part = 0; part < PARTS; part++) {
            List<Parameter> mine = replicas.get(part).parameters();
            for (int i = 0; i < mine.size(); i++) {
                network.parameters().get(i).gradient().add(mine.get(i).gradient());
                mine.get(i).gradient().clear();
            }
            loss += losses[part];
        }
        optimizer.step(network.parameters(), rate);
        network.constrain();
        return loss;
    }

    private double learn(
            ConvolutionNetwork replica, int document, int[] words, int count, int epoch, double totalWeight) {
        int label = task.corpus().label(document);
        long key = (task.seed() * 31 + epoch) * 0x9E3779B97F4A7C15L + document;
        SoftmaxCrossEntropy softmax =
                new SoftmaxCrossEntropy(task.corpus().labels().size());
        double loss = softmax.forward(replica.forward(words, count, Mode.TRAINING, key), label);
        Matrix gradient = softmax.backward();
        for (int k = 0; k < gradient.values().length; k++) {
            gradient.values()[k] *= task.classWeights()[label] / totalWeight;
        }
        replica.backward(gradient);
        return loss;
    }

    @Override
    public void remember() {
        kept = network.parameters().stream()
                .map(parameter -> parameter.value().copy())
                .toList();
    }

    @Override
    public void recall() {
        List<Matrix> from = kept;
        if (from != null) {
            for (int i = 0; i < from.size(); i++) {
                double[] values = from.get(i).values();
                System.arraycopy(values, 0, network.parameters().get(i).value().values(), 0, values.length);
            }
        }
    }

    @Override
    public TextClassifier classifier(ModelMetadata metadata) {
        return new ConvolutionalClassifier(
                task.corpus().labels(), task.corpus().vocabulary(), options, network.weights(), metadata, () -> {});
    }

    @Override
    public void close() {}
}
