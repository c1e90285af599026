package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.Tokenization;
import org.wvtoolkit.text.model.ModelTokenizer;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Classifier that predicts the label of a text from its words.
 *
 * <p>Immutable and thread-safe, except for the readers created by {@link #newReader}, one for each
 * thread. Closing must not run concurrently with reading. Extensions may implement this interface; see {@link
 * ClassifierMethod}.
 */
public interface TextClassifier extends AutoCloseable {
    /**
     * Opens a classifier file.
     *
     * @param path a file written by {@link #save}
     * @return the classifier; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if it is not a classifier or is
     *     damaged
     * @throws IOException if it cannot be read
     */
    static TextClassifier open(Path path) throws IOException {
        return ClassifierFile.open(path);
    }

    /**
     * Returns the labels.
     *
     * @return in the order of the probabilities
     */
    List<String> labels();

    /**
     * Returns the vocabulary.
     *
     * @return the vocabulary
     */
    Vocabulary vocabulary();

    /**
     * Returns the provenance of the classifier: method, options, analyzer, corpus.
     *
     * @return the metadata
     */
    ModelMetadata metadata();

    /**
     * Returns a new reader, for use by one thread.
     *
     * @return a new reader
     */
    Reader newReader();

    /**
     * Predicts the label of one text, tokenized like the training texts. The result has the same bits as that of {@link
     * LineClassification} for a line with this text. Thread-safe.
     *
     * <pre>{@code
     * Prediction prediction = classifier.predict("a wonderful film");
     * String label = prediction.labels().get(prediction.likeliest());
     * }</pre>
     *
     * @param text any text
     * @return the prediction, without an actual label
     * @throws IOException if the classifier's analyzer is not registered
     */
    default Prediction predict(String text) throws IOException {
        List<String> words = Tokenization.tokenize(
                ModelTokenizer.of(vocabulary(), metadata()).analyzer(TextAnalyzers.standard()), text);
        int[] ids = new int[words.size()];
        int count = 0;
        for (String word : words) {
            int id = vocabulary().id(word);
            if (id >= 0) {
                ids[count++] = id;
            }
        }
        double[] probabilities = newReader().probabilities(ids, count).clone();
        return new Prediction("", labels(), probabilities, count);
    }

    /** Classifies texts in one thread. */
    @FunctionalInterface
    interface Reader {
        /**
         * Computes the probability of each label.
         *
         * @param words ids of the in-vocabulary words of the text, in order
         * @param count number of words
         * @return one probability per label, with a sum of 1; overwritten by the next call
         */
        double[] probabilities(int[] words, int count);
    }

    /**
     * Saves the classifier in the container format. An existing file stays intact until the new one
     * is complete.
     *
     * @param target the file
     * @throws IOException if writing fails or a value is not a number; the target is then unchanged
     */
    void save(Path target) throws IOException;

    /** Frees the memory. Closing twice has no effect. */
    @Override
    void close();
}
