package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.linalg.CsrFile;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/**
 * What the words of a vocabulary (the rows) have to do with their contexts (the columns), as a sparse matrix in a mapped file:
 * counts, or weights made of counts. Column {@code slot · V + c} is the context word {@code c} at place {@code slot}; unless
 * contexts are positional there is one slot, and columns are words.
 *
 * <p>Threads: reading is safe from any. Whoever opens closes; nothing may be read after that.
 */
public final class ContextMatrix implements AutoCloseable {
    private static final String KIND = "kind";

    /** Before the names of the options in the metadata. */
    private static final String PREFIX = "option.";

    private final Kind kind;
    private final CsrMatrix matrix;
    private final Vocabulary vocabulary;
    private final CooccurrenceOptions countingOptions;
    private final SequencedMap<String, String> metadata;
    private final Owner owner;

    /** What the cells are. */
    public enum Kind {
        /** How much a word was seen near a context, in double precision. */
        COUNTS("cooccurrence", true, "co-occurrence counts"),
        /** What a weighting made of that, in single precision. */
        WEIGHTS("weighted-cooccurrence", false, "weighted co-occurrence");

        private final String key;
        private final boolean doubles;
        private final String text;

        Kind(String key, boolean doubles, String text) {
            this.key = key;
            this.doubles = doubles;
            this.text = text;
        }

        /**
         * What marks such a file, as the value of the metadata's {@code kind}.
         *
         * @return lower-case words joined by hyphens
         */
        public String key() {
            return key;
        }

        /**
         * Whether the cells are of double precision.
         *
         * @return false if they are of single precision
         */
        public boolean doubles() {
            return doubles;
        }
    }

    /** What unmaps the memory. */
    private interface Owner {
        void close() throws IOException;
    }

    private ContextMatrix(
            Kind kind,
            CsrMatrix matrix,
            Vocabulary vocabulary,
            CooccurrenceOptions countingOptions,
            Map<String, String> metadata,
            Owner owner) {
        this.kind = kind;
        this.matrix = matrix;
        this.vocabulary = vocabulary;
        this.countingOptions = countingOptions;
        this.metadata = Collections.unmodifiableSequencedMap(new TreeMap<>(metadata));
        this.owner = owner;
    }

    /**
     * A matrix that vanishes when it is closed.
     *
     * @param kind what the cells are
     * @param cells the cells, all written; closed with the result
     * @param vocabulary the words; shared
     * @param options what was counted
     * @param metadata where the matrix comes from, and every option that determined it
     * @return the matrix; the caller closes it
     * @throws IOException if the file cannot be mapped
     */
    public static ContextMatrix temporary(
            Kind kind,
            TemporaryCsr cells,
            Vocabulary vocabulary,
            CooccurrenceOptions options,
            Map<String, String> metadata)
            throws IOException {
        return new ContextMatrix(kind, cells.map(), vocabulary, options, metadata, cells::close);
    }

    /**
     * Opens a file of either kind and checks it.
     *
     * @param path the file
     * @return the matrix; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a whole file of counts or weights
     * @throws IOException if it cannot be read
     */
    public static ContextMatrix open(Path path) throws IOException {
        TensorFile file = TensorFile.open(path);
        try {
            return of(file);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Opens a file of one kind and checks it.
     *
     * @param path the file
     * @param kind what its cells must be
     * @return the matrix; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a whole file of that kind
     * @throws IOException if it cannot be read
     */
    public static ContextMatrix open(Path path, Kind kind) throws IOException {
        ContextMatrix matrix = open(path);
        if (matrix.kind != kind) {
            matrix.close();
            throw new MalformedFileException(
                    path, -1, "holds " + matrix.kind.text, "give a file of " + kind.text + ", or make it again");
        }
        return matrix;
    }

    /**
     * Whether a file says that it holds such a matrix.
     *
     * @param file an open file
     * @return true if {@link #of} may be tried
     */
    public static boolean isIn(TensorFile file) {
        String key = file.metadata().get(KIND);
        return Kind.COUNTS.key.equals(key) || Kind.WEIGHTS.key.equals(key);
    }

    /**
     * The matrix of an open file, checked.
     *
     * @param file the file, which from now on belongs to the matrix
     * @return the matrix; closing it closes the file
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a whole file of either kind; the file is then
     *     still open
     */
    public static ContextMatrix of(TensorFile file) throws IOException {
        Kind kind = Kind.COUNTS.key.equals(file.metadata().get(KIND)) ? Kind.COUNTS : Kind.WEIGHTS;
        if (!isIn(file)) {
            throw file.malformed("holds neither " + Kind.COUNTS.text + " nor " + Kind.WEIGHTS.text);
        }
        Vocabulary vocabulary = VocabularyFile.read(file);
        CooccurrenceOptions options = countingOptions(file);
        long columns = (long) vocabulary.size() * options.slots();
        if (columns > Integer.MAX_VALUE) {
            throw file.malformed("has " + columns + " columns");
        }
        CsrMatrix matrix = CsrFile.read(file, vocabulary.size(), (int) columns, kind.doubles);
        return new ContextMatrix(kind, matrix, vocabulary, options, file.metadata(), file::close);
    }

    private static CooccurrenceOptions countingOptions(TensorFile file) throws IOException {
        try {
            return CooccurrenceOptions.fromMap(withoutPrefix(file.metadata()));
        } catch (IllegalArgumentException e) {
            throw file.malformed("does not say how its counts were made: " + e.getMessage());
        }
    }

    /**
     * Options as metadata names them.
     *
     * @param options by the names that they have on the command line
     * @return the same by the names that they have in files
     */
    public static Map<String, String> withPrefix(Map<String, String> options) {
        Map<String, String> prefixed = new TreeMap<>();
        options.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return prefixed;
    }

    /**
     * The reverse of {@link #withPrefix}.
     *
     * @param metadata of a file
     * @return its options, by the names that they have on the command line
     */
    public static Map<String, String> withoutPrefix(Map<String, String> metadata) {
        Map<String, String> options = new TreeMap<>();
        metadata.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                options.put(name.substring(PREFIX.length()), value);
            }
        });
        return options;
    }

    /**
     * Saves the matrix. Equal matrices make equal files.
     *
     * @param target the file; replaced, whole, if there is one
     * @throws IOException if it cannot be written
     */
    public void save(Path target) throws IOException {
        try (ContextMatrixWriter writer =
                ContextMatrixWriter.create(target, kind, vocabulary, metadata, matrix.nonZeros())) {
            writer.writeIndptr(matrix.indptr());
            writer.writeCells(0, matrix.indices(), matrix.data());
            writer.commit();
        }
    }

    /**
     * The same matrix with other words or other metadata.
     *
     * @param newVocabulary as many words, such as a copy that outlives the corpus
     * @param newMetadata where the matrix comes from, and every option that determined it
     * @return a matrix to be closed instead of this one
     * @throws IllegalArgumentException if there are not as many words
     */
    public ContextMatrix with(Vocabulary newVocabulary, Map<String, String> newMetadata) {
        if (newVocabulary.size() != vocabulary.size()) {
            throw new IllegalArgumentException(newVocabulary.size() + " words for " + vocabulary.size() + " rows");
        }
        return new ContextMatrix(kind, matrix, newVocabulary, countingOptions, newMetadata, owner);
    }

    /**
     * What the cells are.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The cells.
     *
     * @return words × contexts, of the kind's precision
     */
    public CsrMatrix matrix() {
        return matrix;
    }

    /**
     * The words of the rows.
     *
     * @return the vocabulary
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * What was counted.
     *
     * @return the options of counting
     */
    public CooccurrenceOptions countingOptions() {
        return countingOptions;
    }

    /**
     * The word of a context.
     *
     * @param column 0 to columns − 1
     * @return its id
     */
    public int contextWord(int column) {
        return Objects.checkIndex(column, matrix.columns()) % vocabulary.size();
    }

    /**
     * Where a context stands, seen from the word.
     *
     * @param column 0 to columns − 1
     * @return its distance in tokens, below 0 before the word and above 0 after it; 0 where places are not told apart
     */
    public int contextPlace(int column) {
        return countingOptions.placeOfSlot(Objects.checkIndex(column, matrix.columns()) / vocabulary.size());
    }

    /**
     * Where the matrix comes from, as the corpus or the file tells it, and every option that determined it. A model keeps all
     * of it.
     *
     * @return names and values, in the order of the names
     */
    public SequencedMap<String, String> metadata() {
        return metadata;
    }

    /** Unmaps the matrix and, if it was not opened from a file, deletes it. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        owner.close();
    }
}
