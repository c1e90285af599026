package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.option.OptionException;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Training of embeddings from a text in one call.
 *
 * <p>Cancellation: interrupting the calling thread ends training within about a second, usually sooner. All worker
 * threads end, temporary files are deleted, no model is written, and the method throws {@link
 * java.io.InterruptedIOException} with the interrupt status of the calling thread set. An unchecked exception thrown by
 * the progress listener has the same effect and is thrown unchanged.
 */
public final class Training {
    private Training() {}

    /** Processes a trained model. */
    public interface ModelConsumer {
        /**
         * Processes the model, for example saves it.
         *
         * @param embeddings the model; closed after the call
         * @throws IOException if it fails
         */
        void accept(Embeddings embeddings) throws IOException;
    }

    /**
     * Executes a request.
     *
     * @param request the starting point of training
     * @param resources threads, memory, temporary folder
     * @param progress notified of each stage
     * @param consumer processes the model; files of checkpoints are deleted only after it has returned
     * @throws IOException if the text cannot be read or has no word that the vocabulary keeps, a file cannot be read
     *     or written, or the consumer fails
     */
    public static void run(
            TrainingRequest request, Resources resources, ProgressListener progress, ModelConsumer consumer)
            throws IOException {
        switch (request) {
            case TrainingRequest.OfText text -> {
                try (Embeddings embeddings = train(text, resources, progress)) {
                    consumer.accept(embeddings);
                }
            }
            case TrainingRequest.OfMatrix(ContextMatrix matrix, MatrixMethod method) -> {
                try (Embeddings embeddings = train(matrix, method, resources, progress)) {
                    consumer.accept(embeddings);
                }
            }
            case TrainingRequest.WithCheckpoints text -> {
                requireFor(text.predefined(), text.vocabulary(), text.method(), resources);
                Path model = text.model();
                try (EncodedCorpus corpus = CorpusEncoder.encode(
                                new CheckpointSource(text.source()),
                                text.vocabulary(),
                                text.predefined(),
                                Checkpoint.corpusOf(model),
                                resources,
                                progress);
                        Embeddings embeddings = train(
                                corpus,
                                text.method().withCheckpoints(Checkpoint.fileOf(model), text.every()),
                                resources,
                                progress)) {
                    consumer.accept(embeddings);
                } catch (OptionException refused) {
                    // Training has not started, so there is nothing to resume.
                    Checkpoint.delete(model);
                    throw refused;
                }
                Checkpoint.delete(model);
            }
            case TrainingRequest.Resumed(Path file, Optional<Duration> every) -> {
                try (Checkpoint checkpoint = Checkpoint.open(file);
                        EncodedCorpus corpus = checkpoint.openCorpus();
                        Embeddings embeddings = train(
                                corpus,
                                every.isPresent()
                                        ? checkpoint.method().withCheckpoints(file, every.get())
                                        : checkpoint.method(),
                                resources,
                                progress)) {
                    consumer.accept(embeddings);
                }
                Checkpoint.delete(Checkpoint.modelOf(file));
            }
        }
    }

    private static Embeddings train(TrainingRequest.OfText text, Resources resources, ProgressListener progress)
            throws IOException {
        if (text.source() instanceof EncodedSource encoded
                && text.predefined().words() == null
                && text.vocabulary().equals(encoded.corpus().options())) {
            return train(encoded.corpus(), text.method(), resources, progress);
        }
        return train(text.source(), text.vocabulary(), text.predefined(), text.method(), resources, progress);
    }

    /**
     * Encodes a text to a temporary file and trains on it.
     *
     * @param text the tokens
     * @param vocabulary selection of the words that receive a vector
     * @param method training method
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @return the embeddings; the caller closes them
     * @throws IOException if the text cannot be read, no word of the text satisfies the options, or
     *     a file cannot be written
     */
    public static Embeddings train(
            TokenSource text,
            VocabularyOptions vocabulary,
            TrainingMethod method,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        return train(text, vocabulary, PredefinedWords.NONE, method, resources, progress);
    }

    /**
     * Encodes a text with predefined words to a temporary file and trains on it.
     *
     * @param text the tokens
     * @param vocabulary selection of the words that receive a vector in addition to the predefined
     *     ones
     * @param known predefined words
     * @param method training method
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @return the embeddings; the caller closes them
     * @throws IOException if the text cannot be read, no word of the text satisfies the options, or
     *     a file cannot be written
     */
    public static Embeddings train(
            TokenSource text,
            VocabularyOptions vocabulary,
            PredefinedWords known,
            TrainingMethod method,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        requireFor(known, vocabulary, method, resources);
        try (EncodedCorpus corpus = encode(text, vocabulary, known, resources, progress)) {
            return train(corpus, method, resources, progress);
        }
    }

    /** Refuses words that are kept in any case and do not fit into the memory budget, before the text is read. */
    private static void requireFor(
            PredefinedWords known, VocabularyOptions vocabulary, TrainingMethod method, Resources resources) {
        Vocabulary words = known.words();
        if (words != null && !known.closed() && words.size() <= vocabulary.maximumSize()) {
            MemoryCheck.require(method, words, resources, false);
        }
    }

    /**
     * Encodes a text to a mapped file that is deleted immediately, so that it does not remain on
     * disk if the process is killed.
     */
    private static EncodedCorpus encode(
            TokenSource text,
            VocabularyOptions vocabulary,
            PredefinedWords known,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        try (TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "corpus")) {
            return CorpusEncoder.encode(text, vocabulary, known, file.path(), resources, progress);
        }
    }

    /**
     * Trains on an encoded corpus.
     *
     * @param corpus the corpus; must stay open during training
     * @param method training method
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @return the embeddings, with all settings that determine them as metadata; the caller closes
     *     them
     * @throws IOException if a temporary file cannot be written
     * @throws org.wvtoolkit.option.OptionException if the model does not fit into the memory budget
     */
    public static Embeddings train(
            EncodedCorpus corpus, TrainingMethod method, Resources resources, ProgressListener progress)
            throws IOException {
        progress.note(String.format(
                Locale.ROOT,
                "%,d tokens, %,d words, %,d sentences",
                corpus.tokens(),
                corpus.vocabulary().size(),
                corpus.sentences()));
        MemoryCheck.require(method, corpus.vocabulary(), resources, true);
        return described(method.train(corpus, resources, progress), corpus.provenance(), method);
    }

    /**
     * Trains on saved counts or weights.
     *
     * @param matrix counts or weights; must stay open during training
     * @param method training method, as created by
     *     {@link TrainingMethods#create(String, OptionValues, ContextMatrix)}
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @return the embeddings, with all settings that determine them as metadata; the caller closes
     *     them
     * @throws IOException if a temporary file cannot be written
     * @throws org.wvtoolkit.option.OptionException if the model does not fit into the memory budget
     */
    public static Embeddings train(
            ContextMatrix matrix, MatrixMethod method, Resources resources, ProgressListener progress)
            throws IOException {
        progress.note(String.format(
                Locale.ROOT,
                "%,d words, %,d pairs",
                matrix.vocabulary().size(),
                matrix.matrix().nonZeros()));
        MemoryCheck.require(method, matrix.vocabulary(), resources, false);
        return described(method.train(matrix, resources, progress), matrix.metadata(), method);
    }

    private static Embeddings described(Embeddings embeddings, Map<String, String> provenance, TrainingMethod method) {
        Map<String, String> metadata = describe(provenance, method);
        metadata.putAll(embeddings.metadata().entries());
        return embeddings.withMetadata(ModelMetadata.of(metadata));
    }

    /**
     * Returns all settings that determine a model, as its metadata.
     *
     * @param provenance provenance of the corpus
     * @param method training method
     * @return names and values, sorted by name
     */
    public static Map<String, String> describe(Map<String, String> provenance, TrainingMethod method) {
        Map<String, String> metadata = new TreeMap<>(provenance);
        metadata.remove(ModelMetadata.KIND);
        metadata.remove(EncodedCorpus.TEXT_PREFIX + CheckpointSource.MARK);
        metadata.put(ModelMetadata.METHOD, method.name());
        metadata.put(ModelMetadata.TOOLKIT_VERSION, ToolkitVersion.current());
        method.options().forEach((name, value) -> metadata.put(ModelMetadata.OPTION_PREFIX + name, value));
        return metadata;
    }
}
