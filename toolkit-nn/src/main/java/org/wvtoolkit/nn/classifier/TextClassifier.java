package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * What tells a text's label from its words.
 *
 * <p>Threads: immutable and safe for concurrent use, but for what {@link #newReader} makes, one a thread; closing must not race
 * with reading.
 */
public sealed interface TextClassifier extends AutoCloseable permits AveragedClassifier, ConvolutionalClassifier {
    /**
     * Opens a classifier's file.
     *
     * @param path a file that {@link #save} wrote
     * @return the classifier; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if it is not a classifier, or damaged
     * @throws IOException if it cannot be read
     */
    static TextClassifier open(Path path) throws IOException {
        return ClassifierFile.open(path);
    }

    /**
     * The labels.
     *
     * @return in the order of the probabilities
     */
    List<String> labels();

    /**
     * The words that it knows.
     *
     * @return the vocabulary
     */
    Vocabulary vocabulary();

    /**
     * How it was made: method, options, analyzer, corpus.
     *
     * @return the metadata
     */
    ModelMetadata metadata();

    /**
     * The means of one thread to classify.
     *
     * @return a new reader
     */
    Reader newReader();

    /** Classifies texts, for one thread. */
    @FunctionalInterface
    interface Reader {
        /**
         * The probability of each label.
         *
         * @param words ids of the text's words, those that are known, in order
         * @param count how many
         * @return one a label, summing to 1; overwritten by the next call
         */
        double[] probabilities(int[] words, int count);
    }

    /**
     * Saves it in the container format; an existing file stays whole until the new one is.
     *
     * @param target the file
     * @throws IOException if it cannot be written, or a value is not a number; nothing is saved then
     */
    void save(Path target) throws IOException;

    /** Frees its memory. Closing twice does nothing. */
    @Override
    void close();
}
