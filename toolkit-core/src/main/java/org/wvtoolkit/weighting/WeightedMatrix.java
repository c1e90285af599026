package org.wvtoolkit.weighting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.cooccurrence.CooccurrenceCounts;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.linalg.CsrFile;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/**
 * Words by contexts, weighted: a sparse matrix of single precision in a mapped file.
 *
 * <p>Threads: reading is safe from any. Whoever opens closes; nothing may be read after that.
 */
public final class WeightedMatrix implements AutoCloseable {
    /** The value of the metadata's {@code kind} that marks such a file. */
    public static final String KIND = "weighted-cooccurrence";

    private static final String PREFIX = "option.";

    private final CsrMatrix matrix;
    private final Vocabulary vocabulary;
    private final CooccurrenceOptions countingOptions;
    private final WeightingOptions options;
    private final Map<String, String> provenance;
    private final Owner owner;

    /** What unmaps the memory. */
    private interface Owner {
        void close() throws IOException;
    }

    private WeightedMatrix(
            CsrMatrix matrix,
            Vocabulary vocabulary,
            CooccurrenceOptions countingOptions,
            WeightingOptions options,
            Map<String, String> provenance,
            Owner owner) {
        this.matrix = matrix;
        this.vocabulary = vocabulary;
        this.countingOptions = countingOptions;
        this.options = options;
        this.provenance = Map.copyOf(provenance);
        this.owner = owner;
    }

    static WeightedMatrix temporary(TemporaryCsr matrix, CooccurrenceCounts counts, WeightingOptions options)
            throws IOException {
        return new WeightedMatrix(
                matrix.map(), counts.vocabulary(), counts.options(), options, counts.provenance(), matrix::close);
    }

    /** A file in the making, its vocabulary written. */
    static TensorFileWriter create(
            Path target,
            Vocabulary vocabulary,
            Map<String, String> provenance,
            CooccurrenceOptions countingOptions,
            WeightingOptions options,
            long cells)
            throws IOException {
        Map<String, String> metadata = new TreeMap<>(provenance);
        metadata.putAll(CooccurrenceCounts.metadata(countingOptions));
        metadata.put("kind", KIND);
        options.toMap().forEach((name, value) -> metadata.put(PREFIX + name, value));
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.addAll(CsrFile.declare(vocabulary.size(), cells, false));
        TensorFileWriter writer = TensorFileWriter.create(target, metadata, declarations);
        try {
            VocabularyFile.write(vocabulary, writer);
            return writer;
        } catch (Throwable failure) {
            writer.close();
            throw failure;
        }
    }

    /**
     * Opens a file of weights and checks it.
     *
     * @param path the file
     * @return the matrix; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a whole file of weights
     * @throws IOException if it cannot be read
     */
    public static WeightedMatrix open(Path path) throws IOException {
        TensorFile file = TensorFile.open(path);
        try {
            if (!KIND.equals(file.metadata().get("kind"))) {
                throw file.malformed("is not a file of weighted co-occurrence");
            }
            Vocabulary vocabulary = VocabularyFile.read(file);
            CooccurrenceOptions countingOptions = CooccurrenceCounts.options(file);
            CsrMatrix matrix = CsrFile.read(
                    file, vocabulary.size(), CooccurrenceCounts.columns(file, vocabulary, countingOptions), false);
            return new WeightedMatrix(matrix, vocabulary, countingOptions, options(file), file.metadata(), file::close);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static WeightingOptions options(TensorFile file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        file.metadata().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                values.put(name.substring(PREFIX.length()), value);
            }
        });
        try {
            return WeightingOptions.fromMap(values);
        } catch (IllegalArgumentException e) {
            throw file.malformed("does not say how it was weighted: " + e.getMessage());
        }
    }

    /**
     * Saves the matrix. Equal matrices make equal files.
     *
     * @param target the file; replaced, whole, if there is one
     * @throws IOException if it cannot be written
     */
    public void save(Path target) throws IOException {
        try (TensorFileWriter writer =
                create(target, vocabulary, provenance, countingOptions, options, matrix.nonZeros())) {
            CsrFile.write(matrix, writer);
            writer.commit();
        }
    }

    /**
     * The weights.
     *
     * @return words × contexts, of single precision
     */
    public CsrMatrix matrix() {
        return matrix;
    }

    /**
     * The words of the rows.
     *
     * @return the counts' vocabulary
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
     * How it was weighted.
     *
     * @return the options of weighting
     */
    public WeightingOptions options() {
        return options;
    }

    /**
     * Where the counts come from. A model keeps all of it.
     *
     * @return names and values
     */
    public Map<String, String> provenance() {
        return provenance;
    }

    /** Unmaps the matrix and, if it was not opened from a file, deletes it. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        owner.close();
    }
}
