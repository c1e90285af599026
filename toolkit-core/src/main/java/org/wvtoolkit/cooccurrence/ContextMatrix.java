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
 * Sparse matrix of words (rows) by contexts (columns) in a memory-mapped file. Its cells are counts
 * or weights computed from counts. Column {@code slot · V + c} is the context word {@code c} in
 * position slot {@code slot}. Unless contexts are positional, there is one slot and columns are
 * words.
 *
 * <p>Reading is thread-safe. The caller that opens a matrix closes it, and must not read it
 * afterwards.
 */
public final class ContextMatrix implements AutoCloseable {
    private static final String KIND = "kind";

    /** Prefix of the option names in the metadata. */
    private static final String PREFIX = "option.";

    private final Kind kind;
    private final CsrMatrix matrix;
    private final Vocabulary vocabulary;
    private final CooccurrenceOptions countingOptions;
    private final SequencedMap<String, String> metadata;
    private final Owner owner;

    /** Meaning of the cells. */
    public enum Kind {
        /** Co-occurrence counts in double precision. */
        COUNTS("cooccurrence", true, "co-occurrence counts"),
        /** Weights computed from counts, in single precision. */
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
         * Returns the value of the metadata entry {@code kind} for such a file.
         *
         * @return lower-case words joined by hyphens
         */
        public String key() {
            return key;
        }

        /**
         * Returns whether the cells have double precision.
         *
         * @return false if they have single precision
         */
        public boolean doubles() {
            return doubles;
        }
    }

    /** Releases the memory. */
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
     * Creates a matrix over temporary cells, which are deleted when it is closed.
     *
     * @param kind the meaning of the cells
     * @param cells the complete cells; closed with the result
     * @param vocabulary the words; shared
     * @param options the counting options
     * @param metadata provenance of the matrix and all options that determined it
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
     * Opens and validates a file of either kind.
     *
     * @param path the file
     * @return the matrix; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a complete file of
     *     counts or weights
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
     * Opens and validates a file of one kind.
     *
     * @param path the file
     * @param kind the required kind
     * @return the matrix; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a complete file of
     *     that kind
     * @throws IOException if it cannot be read
     */
    public static ContextMatrix open(Path path, Kind kind) throws IOException {
        ContextMatrix matrix = open(path);
        if (matrix.kind != kind) {
            matrix.close();
            throw new MalformedFileException(
                    path, -1, "contains " + matrix.kind.text, "use a file of " + kind.text + ", or create it again");
        }
        return matrix;
    }

    /**
     * Returns whether the metadata of a file declare such a matrix.
     *
     * @param file an open file
     * @return true if {@link #of} may be called
     */
    public static boolean isIn(TensorFile file) {
        String key = file.metadata().get(KIND);
        return Kind.COUNTS.key.equals(key) || Kind.WEIGHTS.key.equals(key);
    }

    /**
     * Validates and returns the matrix of an open file.
     *
     * @param file the file, owned by the matrix from now on
     * @return the matrix; closing it closes the file
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a complete file of
     *     either kind; the file then remains open
     */
    public static ContextMatrix of(TensorFile file) throws IOException {
        Kind kind = Kind.COUNTS.key.equals(file.metadata().get(KIND)) ? Kind.COUNTS : Kind.WEIGHTS;
        if (!isIn(file)) {
            throw file.malformed("contains neither " + Kind.COUNTS.text + " nor " + Kind.WEIGHTS.text);
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
            throw file.malformed("has invalid counting options: " + e.getMessage());
        }
    }

    /**
     * Adds the metadata prefix to option names.
     *
     * @param options values by option name
     * @return values by metadata name
     */
    public static Map<String, String> withPrefix(Map<String, String> options) {
        Map<String, String> prefixed = new TreeMap<>();
        options.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return prefixed;
    }

    /**
     * Selects the options from metadata and removes the prefix; the inverse of {@link #withPrefix}.
     *
     * @param metadata metadata of a file
     * @return values by option name
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
     * Saves the matrix. Equal matrices produce equal files.
     *
     * @param target the file; an existing one is replaced atomically
     * @throws IOException if writing fails
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
     * Returns the matrix with another vocabulary or other metadata.
     *
     * @param newVocabulary a vocabulary of the same size, such as a copy that outlives the corpus
     * @param newMetadata provenance of the matrix and all options that determined it
     * @return a matrix to be closed instead of this one
     * @throws IllegalArgumentException if the sizes differ
     */
    public ContextMatrix with(Vocabulary newVocabulary, Map<String, String> newMetadata) {
        if (newVocabulary.size() != vocabulary.size()) {
            throw new IllegalArgumentException(newVocabulary.size() + " words for " + vocabulary.size() + " rows");
        }
        return new ContextMatrix(kind, matrix, newVocabulary, countingOptions, newMetadata, owner);
    }

    /**
     * Returns the meaning of the cells.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the cells.
     *
     * @return words × contexts, in the precision of the kind
     */
    public CsrMatrix matrix() {
        return matrix;
    }

    /**
     * Returns the words of the rows.
     *
     * @return the vocabulary
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Returns the options that the counts were made with.
     *
     * @return the counting options
     */
    public CooccurrenceOptions countingOptions() {
        return countingOptions;
    }

    /**
     * Returns the word of a context.
     *
     * @param column 0 to columns − 1
     * @return its word id
     */
    public int contextWord(int column) {
        return Objects.checkIndex(column, matrix.columns()) % vocabulary.size();
    }

    /**
     * Returns the position of a context relative to the word.
     *
     * @param column 0 to columns − 1
     * @return distance in tokens, negative before the word and positive after it; 0 if contexts are
     *     not positional
     */
    public int contextOffset(int column) {
        return countingOptions.positionOfSlot(Objects.checkIndex(column, matrix.columns()) / vocabulary.size());
    }

    /**
     * Returns the provenance of the matrix and all options that determined it. Models store these
     * entries.
     *
     * @return names and values, in the order of the names
     */
    public SequencedMap<String, String> metadata() {
        return metadata;
    }

    /** Unmaps the matrix and deletes its temporary file, if any. Closing twice has no effect. */
    @Override
    public void close() throws IOException {
        owner.close();
    }
}
