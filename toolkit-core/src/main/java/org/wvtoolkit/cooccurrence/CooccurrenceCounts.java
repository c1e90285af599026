package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrFile;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/**
 * How much each word of a vocabulary (a row) was seen near each context (a column), as a sparse matrix of double precision
 * in a mapped file. Column {@code slot · V + c} is the context word {@code c} at place {@code slot}; unless contexts are
 * positional there is one slot, and columns are words.
 *
 * <p>Threads: reading is safe from any. Whoever opens closes; nothing may be read after that.
 */
public final class CooccurrenceCounts implements AutoCloseable {
    /** The value of the metadata's {@code kind} that marks such a file. */
    public static final String KIND = "cooccurrence";

    /** Before the names of the options in the metadata. */
    private static final String PREFIX = "option.";

    private final CsrMatrix matrix;
    private final Vocabulary vocabulary;
    private final CooccurrenceOptions options;
    private final Map<String, String> provenance;
    private final Owner owner;

    /** What unmaps the memory. */
    private interface Owner {
        void close() throws IOException;
    }

    private CooccurrenceCounts(
            CsrMatrix matrix,
            Vocabulary vocabulary,
            CooccurrenceOptions options,
            Map<String, String> provenance,
            Owner owner) {
        this.matrix = matrix;
        this.vocabulary = vocabulary;
        this.options = options;
        this.provenance = Map.copyOf(provenance);
        this.owner = owner;
    }

    static CooccurrenceCounts temporary(TemporaryCsr matrix, EncodedCorpus corpus, CooccurrenceOptions options)
            throws IOException {
        return new CooccurrenceCounts(matrix.map(), corpus.vocabulary(), options, corpus.provenance(), matrix::close);
    }

    /**
     * Opens a file of counts and checks it.
     *
     * @param path the file
     * @return the counts; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a whole file of counts
     * @throws IOException if it cannot be read
     */
    public static CooccurrenceCounts open(Path path) throws IOException {
        TensorFile file = TensorFile.open(path);
        try {
            if (!KIND.equals(file.metadata().get("kind"))) {
                throw file.malformed("is not a file of co-occurrence counts");
            }
            Vocabulary vocabulary = VocabularyFile.read(file);
            CooccurrenceOptions options = options(file);
            CsrMatrix matrix = CsrFile.read(file, vocabulary.size(), columns(file, vocabulary, options), true);
            return new CooccurrenceCounts(matrix, vocabulary, options, file.metadata(), file::close);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Metadata that tells how counts were made, for files of what was made from them.
     *
     * @param options what was counted
     * @return names and values
     */
    public static Map<String, String> metadata(CooccurrenceOptions options) {
        Map<String, String> metadata = new TreeMap<>();
        options.toMap().forEach((name, value) -> metadata.put(PREFIX + name, value));
        return metadata;
    }

    /**
     * The columns that a file's matrix must have.
     *
     * @param file names itself in the exception
     * @param vocabulary its vocabulary
     * @param options what was counted
     * @return words × slots
     * @throws org.wvtoolkit.container.MalformedFileException if they are too many
     */
    public static int columns(TensorFile file, Vocabulary vocabulary, CooccurrenceOptions options) throws IOException {
        long columns = (long) vocabulary.size() * options.slots();
        if (columns > Integer.MAX_VALUE) {
            throw file.malformed("has " + columns + " columns");
        }
        return (int) columns;
    }

    /**
     * What was counted, from the metadata of a file.
     *
     * @param file counts, or what was made from them
     * @return the options
     * @throws org.wvtoolkit.container.MalformedFileException if the metadata does not tell
     */
    public static CooccurrenceOptions options(TensorFile file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        file.metadata().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                values.put(name.substring(PREFIX.length()), value);
            }
        });
        try {
            return CooccurrenceOptions.fromMap(values);
        } catch (IllegalArgumentException e) {
            throw file.malformed("does not say how its counts were made: " + e.getMessage());
        }
    }

    /**
     * Saves the counts. Equal counts make equal files.
     *
     * @param target the file; replaced, whole, if there is one
     * @throws IOException if it cannot be written
     */
    public void save(Path target) throws IOException {
        try (CountsWriter writer = CountsWriter.create(target, vocabulary, provenance, options, matrix.nonZeros())) {
            writer.writeIndptr(matrix.indptr());
            writer.writeCells(0, matrix.indices(), matrix.data());
            writer.commit();
        }
    }

    /**
     * The counts.
     *
     * @return words × contexts, of double precision
     */
    public CsrMatrix matrix() {
        return matrix;
    }

    /**
     * The words of the rows.
     *
     * @return the corpus's vocabulary
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * What was counted.
     *
     * @return the options
     */
    public CooccurrenceOptions options() {
        return options;
    }

    /**
     * Where the counts come from, as the corpus or the file tells it. A model keeps all of it.
     *
     * @return names and values
     */
    public Map<String, String> provenance() {
        return provenance;
    }

    /** Unmaps the counts and, if they were not opened from a file, deletes them. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        owner.close();
    }
}
