package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.nn.FastProducts;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.layer.SoftmaxCrossEntropy;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Convolutional network on word vectors (Kim 2014). */
public final class ConvolutionalClassifier implements TextClassifier {
    private final List<String> labels;
    private final Vocabulary vocabulary;
    private final ConvolutionOptions options;
    private final ConvolutionNetwork.Weights weights;
    private final ModelMetadata metadata;
    private final Runnable owner;

    ConvolutionalClassifier(
            List<String> labels,
            Vocabulary vocabulary,
            ConvolutionOptions options,
            ConvolutionNetwork.Weights weights,
            ModelMetadata metadata,
            Runnable owner) {
        this.labels = List.copyOf(labels);
        this.vocabulary = vocabulary;
        this.options = options;
        this.weights = weights;
        this.metadata = metadata;
        this.owner = owner;
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

    ConvolutionNetwork.Weights weights() {
        return weights;
    }

    @Override
    public Reader newReader() {
        ConvolutionNetwork network = new ConvolutionNetwork(options, weights, new FastProducts());
        return (words, count) -> finite(SoftmaxCrossEntropy.softmax(network.forward(words, count, Mode.PREDICTION, 0))
                .values());
    }

    /** Reports weights of a damaged file that are finite, but so large that their products overflow. */
    private static double[] finite(double[] probabilities) {
        for (double probability : probabilities) {
            if (!Double.isFinite(probability)) {
                throw new UncheckedIOException(new IOException(
                        "the classifier has damaged weights: a probability is " + probability + "; train it again"));
            }
        }
        return probabilities;
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
