package org.wvtoolkit.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.AdaSum;
import org.wvtoolkit.word2vec.LossSum;
import org.wvtoolkit.word2vec.ReplicaTrainer;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;

/**
 * Simulation of replica training in one process, for the comparison of merge rules without a
 * cluster. Prints the validation loss and saves the model.
 *
 * <p>Arguments: an encoded corpus, a model to write, then {@code name=value} pairs: replicas,
 * merges, epochs, warmup (part of an epoch on one replica), rule (mean, sum, adasum, damped), free
 * (updates before damping), outer (factor of the merged change), momentum (Nesterov momentum of the
 * merged change), layout (contiguous, interleaved), rate (learning rate), frequent (number of rows
 * merged more often), often (merges of those rows per merge of all rows), half (1 rounds changes to
 * half precision), model, contexts (weight of the context vectors in the saved vectors),
 * dimension.
 */
public final class ReplicaTrial {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final EncodedCorpus corpus;
    private final Map<String, String> settings;
    private final Word2VecOptions options;
    private final int replicas;
    private final int merges;
    private final int rows;
    private final int dimension;
    private final Arena arena = Arena.ofShared();
    private final FloatMatrix[] model;
    private final FloatMatrix[][] copies;
    private final float[][] momentum;
    private final ReplicaTrainer trainer;
    private final double[] counts;
    private final boolean half;
    private final String rule;
    private final double power;
    private final double free;
    private final double outer;
    private final double beta;

    private ReplicaTrial(EncodedCorpus corpus, Map<String, String> settings) {
        this.corpus = corpus;
        this.settings = settings;
        this.replicas = (int) number("replicas", 8);
        this.merges = (int) number("merges", 16);
        Word2VecOptions.Builder builder = Word2VecOptions.builder(
                        Word2VecModel.valueOf(text("model", "cbow").toUpperCase(Locale.ROOT)))
                .dimension((int) number("dimension", 100))
                .epochs((int) number("epochs", 5));
        if (settings.containsKey("rate")) {
            builder.learningRate(number("rate", 0));
        }
        this.options = builder.build();
        this.rows = corpus.vocabulary().size();
        this.dimension = options.dimension();
        this.model = pair();
        this.copies = new FloatMatrix[replicas][];
        for (int i = 0; i < replicas; i++) {
            copies[i] = pair();
        }
        this.momentum = new float[number("momentum", 0) == 0 ? 0 : 2 * rows][dimension];
        this.trainer = new ReplicaTrainer(corpus.vocabulary(), options);
        this.half = number("half", 0) == 1;
        this.rule = text("rule", "adasum");
        this.power = number("power", 0.5);
        this.free = number("free", 32);
        this.outer = number("outer", 1);
        this.beta = number("momentum", 0);
        this.counts = new double[rows];
        for (int i = 0; i < rows; i++) {
            counts[i] = corpus.vocabulary().count(i);
        }
    }

    private FloatMatrix[] pair() {
        return new FloatMatrix[] {
            FloatMatrix.allocate(arena, rows, dimension), FloatMatrix.allocate(arena, rows, dimension)
        };
    }

    private double number(String name, double otherwise) {
        return settings.containsKey(name) ? Double.parseDouble(settings.get(name)) : otherwise;
    }

    private String text(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /** Returns the tokens whose sentence begins in one of equal parts of the corpus. */
    private EncodedCorpus part(long index, long parts) {
        long from = sentence(corpus.tokens() * index / parts);
        long to = index + 1 == parts ? corpus.sentences() : sentence(corpus.tokens() * (index + 1) / parts);
        long first = corpus.sentenceOffsets().getAtIndex(LONG, from);
        long last = corpus.sentenceOffsets().getAtIndex(LONG, to);
        long[] offsets = new long[(int) (to - from + 1)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = corpus.sentenceOffsets().getAtIndex(LONG, from + i) - first;
        }
        return EncodedCorpus.shard(
                corpus.vocabulary(),
                corpus.ids().asSlice(4 * first, 4 * (last - first)),
                MemorySegment.ofArray(offsets),
                first,
                Map.of());
    }

    private long sentence(long position) {
        long sentence = corpus.sentenceAt(position);
        return corpus.sentenceOffsets().getAtIndex(LONG, sentence) < position ? sentence + 1 : sentence;
    }

    private void run(Path target) throws IOException {
        ReplicaTrainer.initialize(model[0], options.seed());
        double warmup = number("warmup", 0.125);
        if (warmup > 0) {
            int parts = (int) Math.round(1 / warmup);
            trainer.train(part(0, parts), new ReplicaTrainer.Slice(0, 0, 0), model[0], model[1], 1);
        }
        int often = (int) number("often", 1);
        long rounds = (long) merges * often;
        boolean interleaved = text("layout", "interleaved").equals("interleaved");
        for (int i = 0; i < replicas; i++) {
            copyAll(i, 0);
        }
        double total = (double) rounds * options.epochs();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            for (long round = 0; round < rounds; round++) {
                double done = epoch * rounds + round;
                ReplicaTrainer.Slice slice = new ReplicaTrainer.Slice(epoch, done / total, (done + 1) / total);
                long now = round;
                Workers.run(2, replicas, i -> {
                    long index = interleaved ? now * replicas + i : i * rounds + now;
                    trainer.train(part(index, rounds * replicas), slice, copies[i][0], copies[i][1], 1);
                });
                boolean all = (round + 1) % often == 0;
                int merged = all ? rows : (int) number("frequent", 1000);
                Workers.run(2, 64, task -> {
                    for (int row = (int) ((long) merged * task / 64); row < (long) merged * (task + 1) / 64; row++) {
                        merge(0, row, (double) corpus.tokens() / rounds);
                        merge(1, row, (double) corpus.tokens() / rounds);
                    }
                });
            }
            LossSum loss = trainer.validate(corpus, model[0], model[1], 2);
            System.err.printf(Locale.ROOT, "epoch %d: validation loss %.4f%n", epoch + 1, loss.mean());
        }
        Vocabulary words = corpus.vocabulary().copy();
        double weight = number("contexts", options.contextWeight());
        DenseEmbeddings.ofSums(words, model[0], model[1], weight, ModelMetadata.EMPTY)
                .save(target);
    }

    private void copyAll(int replica, int from) {
        for (int matrix = 0; matrix < 2; matrix++) {
            MemorySegment.copy(
                    model[matrix].segment(),
                    from,
                    copies[replica][matrix].segment(),
                    from,
                    model[matrix].segment().byteSize());
        }
    }

    private void merge(int matrix, int row, double roundTokens) {
        float[] old = new float[dimension];
        model[matrix].copyRow(row, old, 0);
        float[][] changes = new float[replicas][dimension];
        int changed = 0;
        for (int i = 0; i < replicas; i++) {
            copies[i][matrix].copyRow(row, changes[i], 0);
            boolean any = false;
            for (int k = 0; k < dimension; k++) {
                changes[i][k] -= old[k];
                if (half) {
                    changes[i][k] = Float.float16ToFloat(Float.floatToFloat16(changes[i][k]));
                }
                any |= changes[i][k] != 0;
            }
            changed += any ? 1 : 0;
        }
        float[] sum = changes[0];
        switch (rule) {
            case "adasum" -> AdaSum.merge(changes, dimension);
            case "mean" -> scaledSum(changes, 1.0 / replicas);
            case "sum" -> scaledSum(changes, 1);
            case "power" -> scaledSum(changes, Math.pow(Math.max(1, changed), -power));
            case "damped" -> {
                double updates = counts[row] / corpus.tokens() * roundTokens;
                scaledSum(changes, Math.max(1.0 / Math.max(1, changed), Math.min(1, free / updates)));
            }
            default -> throw new IllegalArgumentException("no such rule");
        }
        for (int k = 0; k < dimension; k++) {
            double step = sum[k];
            if (beta > 0) {
                float[] velocity = momentum[matrix * rows + row];
                velocity[k] = (float) (beta * velocity[k] + step);
                step = step + beta * velocity[k];
            }
            old[k] += (float) (outer * step);
        }
        model[matrix].setRow(row, old, 0);
        for (int i = 0; i < replicas; i++) {
            copies[i][matrix].setRow(row, old, 0);
        }
    }

    private static void scaledSum(float[][] changes, double factor) {
        for (int k = 0; k < changes[0].length; k++) {
            double sum = 0;
            for (float[] change : changes) {
                sum += change[k];
            }
            changes[0][k] = (float) (factor * sum);
        }
    }

    /**
     * Runs one trial.
     *
     * @param arguments an encoded corpus, a model to write, settings as {@code name=value}
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        Arrays.stream(arguments).skip(2).forEach(argument -> {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        });
        try (EncodedCorpus corpus = EncodedCorpus.open(Path.of(arguments[0]))) {
            new ReplicaTrial(corpus, settings).run(Path.of(arguments[1]));
        }
    }
}
