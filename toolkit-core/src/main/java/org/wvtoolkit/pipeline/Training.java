package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** From a text to embeddings in one call. */
public final class Training {
    private Training() {}

    /**
     * Encodes a text into a temporary file and trains on it.
     *
     * @param text the tokens
     * @param vocabulary which words get vectors
     * @param method how to train
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @return the embeddings; the caller closes them
     * @throws IOException if the text cannot be read, has no word that the vocabulary keeps, or a file cannot
     * be written; one
     *     line that says what, where and what to do
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
     * The same, where some or all of the words are settled already.
     *
     * @param text the tokens
     * @param vocabulary which words get vectors, apart from the known ones
     * @param known words that are settled already
     * @param method how to train
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @return the embeddings; the caller closes them
     * @throws IOException as above
     */
    public static Embeddings train(
            TokenSource text,
            VocabularyOptions vocabulary,
            PredefinedWords known,
            TrainingMethod method,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        try (EncodedCorpus corpus = encode(text, vocabulary, known, resources, progress)) {
            return train(corpus, method, resources, progress);
        }
    }

    /** A corpus that stays mapped when its file has lost its name, so that not even a killed process leaves it behind. */
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
     * Trains on a corpus that is encoded already.
     *
     * @param corpus the corpus; stays open
     * @param method how to train
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @return the embeddings, with everything that determined them as metadata; the caller closes them
     * @throws IOException if a temporary file cannot be written
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
        return described(method.train(corpus, resources, progress), corpus.provenance(), method);
    }

    /**
     * Trains on counts or weights that an earlier run left.
     *
     * @param matrix the counts or weights; stays open
     * @param method how to go on from them, as {@link TrainingMethods#create(String, OptionValues,
     * ContextMatrix)} made it
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @return the embeddings, with everything that determined them as metadata; the caller closes them
     * @throws IOException if a temporary file cannot be written
     */
    public static Embeddings train(
            ContextMatrix matrix, MatrixMethod method, Resources resources, ProgressListener progress)
            throws IOException {
        progress.note(String.format(
                Locale.ROOT,
                "%,d words, %,d pairs",
                matrix.vocabulary().size(),
                matrix.matrix().nonZeros()));
        return described(method.train(matrix, resources, progress), matrix.metadata(), method);
    }

    private static Embeddings described(Embeddings embeddings, Map<String, String> provenance, TrainingMethod method) {
        Map<String, String> metadata = describe(provenance, method);
        metadata.putAll(embeddings.metadata().entries());
        return embeddings.withMetadata(ModelMetadata.of(metadata));
    }

    /**
     * Returns everything that determines a model, as its metadata.
     *
     * @param provenance of the corpus
     * @param method how the model is trained
     * @return names and values, in the order of the names
     */
    public static Map<String, String> describe(Map<String, String> provenance, TrainingMethod method) {
        Map<String, String> metadata = new TreeMap<>(provenance);
        metadata.remove(ModelMetadata.KIND);
        metadata.put(ModelMetadata.METHOD, method.name());
        metadata.put(ModelMetadata.TOOLKIT_VERSION, ToolkitVersion.current());
        method.options().forEach((name, value) -> metadata.put(ModelMetadata.OPTION_PREFIX + name, value));
        return metadata;
    }
}
