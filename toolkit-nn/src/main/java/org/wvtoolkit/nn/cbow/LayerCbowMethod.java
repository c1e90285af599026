package org.wvtoolkit.nn.cbow;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.optimizer.Optimizer;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.TrainingDivergedException;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.CbowBatches;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;
import org.wvtoolkit.word2vec.Word2VecTrainer;

/**
 * CBOW trained with layers and an optimizer, in double precision and in one thread. It is slow and
 * serves as the reference implementation of the fast trainer, with the same batches, noise and
 * initial vectors. With the rule {@code sgd} and negative sampling its vectors equal those of the
 * fast trainer with one thread, except for rounding. Immutable.
 */
public final class LayerCbowMethod implements TrainingMethod {
    /** Output layer. */
    public enum Output {
        /** Negative sampling: distinguishes the word from noise. */
        NEGATIVE_SAMPLING,
        /** Softmax over all words. */
        SOFTMAX
    }

    /** Maximum number of words for a full softmax, which would take days beyond it. */
    private static final int MAX_SOFTMAX_WORDS = 50_000;

    private final Word2VecMethod fast;
    private final String optimizer;
    private final Output output;

    /**
     * Creates the method.
     *
     * @param fast the corresponding fast method
     * @param optimizer name of an update rule; {@code sgd} as in word2vec. The learning rate is
     *     that of {@code fast}
     * @param output the output layer
     * @throws org.wvtoolkit.option.OptionException if the model is not CBOW, or there is no such rule
     */
    public LayerCbowMethod(Word2VecMethod fast, String optimizer, Output output) {
        if (fast.settings().model() != Word2VecModel.CBOW) {
            throw new ConflictingOptionsException(
                    "{} layers is not used by method " + fast.name() + "; it is used by cbow", "trainer");
        }
        UpdateRules.named(optimizer);
        this.fast = fast;
        this.optimizer = optimizer;
        this.output = output;
    }

    @Override
    public String name() {
        return fast.name();
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(fast.options());
        options.put("trainer", "layers");
        options.put("optimizer", optimizer);
        options.put("output-layer", output.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return options;
    }

    @Override
    public long memoryBytes(Vocabulary vocabulary, int threads) {
        return fast.memoryBytes(vocabulary, threads) + 16L * fast.settings().dimension() * vocabulary.size();
    }

    @Override
    public long heapBytes(Vocabulary vocabulary) {
        int memories = UpdateRules.named(optimizer).factory().get().memories();
        return fast.heapBytes(vocabulary)
                + 2L * Double.BYTES * (1 + memories) * fast.settings().dimension() * vocabulary.size();
    }

    @Override
    public DenseEmbeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
            throws IOException {
        int size = corpus.vocabulary().size();
        if (output == Output.SOFTMAX && size > MAX_SOFTMAX_WORDS) {
            throw new IOException("a softmax over " + size + " words would take days; keep at most " + MAX_SOFTMAX_WORDS
                    + " by the option max-vocabulary, or set the option output-layer to negative-sampling");
        }
        Word2VecOptions settings = fast.settings();
        Arena arena = Arena.ofShared();
        try {
            // Begins with the initial vectors of the fast trainer.
            Word2VecTrainer beginning = new Word2VecTrainer(corpus, settings, arena);
            FloatMatrix vectors = beginning.state().vectors();
            FloatMatrix contexts = beginning.state().contexts();
            Matrix inputs = widened(vectors);
            Matrix outputs = widened(contexts);
            CbowNetwork network = new CbowNetwork(inputs, outputs, settings.cbowGradient());
            run(network, corpus, settings, progress);
            narrow(inputs, vectors);
            narrow(outputs, contexts);
            return DenseEmbeddings.ofSums(
                            corpus.vocabulary().copy(),
                            vectors,
                            contexts,
                            settings.contextWeight(),
                            ModelMetadata.EMPTY)
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private void run(CbowNetwork network, EncodedCorpus corpus, Word2VecOptions settings, ProgressListener progress)
            throws IOException {
        Optimizer steps = new Optimizer(UpdateRules.named(optimizer).factory().get());
        CbowBatches batches = new CbowBatches(corpus, settings);
        progress.stage("training cbow by layers", ProgressListener.Unit.TOKENS, corpus.tokens() * settings.epochs());
        while (batches.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("training was interrupted");
            }
            int[] targets = batches.targets();
            double loss = output == Output.SOFTMAX
                    ? network.fullSoftmax(targets, batches.contexts())
                    : network.negativeSampling(targets, batches.contexts(), batches.samples(), batches.sampleWeight());
            if (!(loss / targets.length < 1e5)) {
                throw new TrainingDivergedException(
                        "near token " + batches.tokensBefore(), "the loss is " + loss / targets.length);
            }
            network.parameters().forEach(parameter -> parameter.gradient().scaleRows(batches::rateOf));
            steps.step(network.parameters(), batches.rate());
            progress.advanced(batches.tokensBefore(), String.format(Locale.ROOT, "loss %.4f", loss / targets.length));
        }
        progress.advanced(corpus.tokens() * settings.epochs(), "");
    }

    private static Matrix widened(FloatMatrix from) {
        Matrix to = new Matrix(Math.toIntExact(from.rows()), from.columns());
        for (int row = 0; row < to.rows(); row++) {
            for (int k = 0; k < to.columns(); k++) {
                to.set(row, k, from.get(row, k));
            }
        }
        return to;
    }

    private static void narrow(Matrix from, FloatMatrix to) {
        for (int row = 0; row < from.rows(); row++) {
            for (int k = 0; k < from.columns(); k++) {
                to.set(row, k, (float) from.get(row, k));
            }
        }
    }
}
