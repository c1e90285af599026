package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Linear softmax classifier on the mean of the vectors of words and n-grams (Joulin et al. 2017). */
public final class AveragedClassifier implements TextClassifier {
    private final List<String> labels;
    private final Vocabulary vocabulary;
    private final FloatMatrix inputs;
    private final FloatMatrix outputs;
    private final int ngrams;
    private final ModelMetadata metadata;
    private final Runnable owner;

    /**
     * @param inputs one row for each word, followed by one for each n-gram bucket
     * @param outputs one row for each label
     * @param owner frees the memory
     */
    // More than six parameters: one per field of an immutable class.
    AveragedClassifier(
            List<String> labels,
            Vocabulary vocabulary,
            FloatMatrix inputs,
            FloatMatrix outputs,
            int ngrams,
            ModelMetadata metadata,
            Runnable owner) {
        this.labels = List.copyOf(labels);
        this.vocabulary = vocabulary;
        this.inputs = inputs;
        this.outputs = outputs;
        this.ngrams = ngrams;
        this.metadata = metadata;
        this.owner = owner;
    }

    /** Returns an action that closes an arena if it is still open. */
    static Runnable closing(Arena arena) {
        return () -> {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        };
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    FloatMatrix inputs() {
        return inputs;
    }

    FloatMatrix outputs() {
        return outputs;
    }

    @Override
    public Reader newReader() {
        AveragedModel model = new AveragedModel(EmbeddingKernels.fastest(), inputs, outputs);
        WordBag bag = new WordBag(vocabulary.size(), (int) inputs.rows() - vocabulary.size(), ngrams);
        return (words, count) -> {
            bag.fill(words, count);
            model.forward(bag);
            if (Double.isNaN(model.probabilities[0])) {
                verify(bag);
            }
            return model.probabilities;
        };
    }

    /** Copies the rows that took part in a prediction: a matrix of a file reports invalid values. */
    private void verify(WordBag bag) {
        float[] row = new float[inputs.columns()];
        for (int i = 0; i < bag.count; i++) {
            inputs.copyRow(bag.rows[i], row, 0);
        }
        for (int label = 0; label < outputs.rows(); label++) {
            outputs.copyRow(label, row, 0);
        }
    }

    @Override
    public void save(Path target) throws IOException {
        ClassifierFile.save(this, target);
    }

    @Override
    public void close() {
        owner.run();
    }
}
