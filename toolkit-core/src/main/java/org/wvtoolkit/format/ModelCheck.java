package org.wvtoolkit.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.Faults;
import org.wvtoolkit.format.stream.Finding;
import org.wvtoolkit.format.stream.MalformedVectorFileException;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Validation of a vector file: checks every word and every value, and offers the valid part for
 * repair. Not thread-safe. The creator closes it.
 */
public final class ModelCheck implements AutoCloseable {
    /**
     * Tolerance for stored norms, which are rounded to single precision. A larger difference means
     * that the norm was computed from other values.
     */
    private static final float NORM_TOLERANCE = 1e-5f;

    private final @Nullable VectorFormat format;
    private final @Nullable VectorSource source;
    private final @Nullable VectorSource repaired;
    private final Faults faults;

    private ModelCheck(
            @Nullable VectorFormat format,
            @Nullable VectorSource source,
            @Nullable VectorSource repaired,
            Faults faults) {
        this.format = format;
        this.source = source;
        this.repaired = repaired;
        this.faults = faults;
    }

    /**
     * Checks a file.
     *
     * @param path the file
     * @param threads maximum number of threads, at least 1
     * @param progress receives progress in bytes and rows
     * @return the result of the check
     * @throws IOException if the file does not exist or reading fails; invalid content is a
     *     finding, not an error
     */
    public static ModelCheck of(Path path, int threads, ProgressListener progress) throws IOException {
        Faults faults = new Faults();
        VectorFormat format = null;
        VectorSource source = null;
        try {
            format = VectorFormats.detect(path);
            source = format.open(path, faults, threads, progress);
            return new ModelCheck(format, source, inspect(source, faults, progress), faults);
        } catch (MalformedFileException unreadable) {
            faults.add(Fault.UNREADABLE, String.valueOf(unreadable.getMessage()));
            return new ModelCheck(format, source, null, faults);
        } catch (Throwable failure) {
            if (source != null) {
                source.close();
            }
            throw failure;
        }
    }

    /** Checks every word and every row. Returns the valid part, or null if nothing is valid. */
    private static @Nullable VectorSource inspect(VectorSource source, Faults faults, ProgressListener progress)
            throws IOException {
        Vocabulary vocabulary = source.vocabulary();
        progress.stage("checking", ProgressListener.Unit.ROWS, vocabulary.size());
        checkEmbeddings(source, faults);
        int[] kept = new int[vocabulary.size()];
        int size = 0;
        boolean renamed = false;
        boolean sparse = source.embeddings().orElse(null) instanceof SparseEmbeddings;
        float[] values = new float[sparse ? 0 : source.dimension()];
        try (WordTable words = new WordTable()) {
            for (int id = 0; id < kept.length; id++) {
                byte[] word = bytes(vocabulary, id);
                byte[] repaired = repair(word, id, faults);
                if (!isSound(source, id, values, faults) || repaired.length == 0) {
                    continue;
                }
                int known = words.size();
                if (words.add(repaired, 0, repaired.length) < known) {
                    faults.add(Fault.REPEATED_WORD, text(repaired));
                    continue;
                }
                renamed |= !Arrays.equals(word, repaired);
                kept[size++] = id;
                if (id % 4096 == 0) {
                    progress.advanced(id, "");
                }
            }
        }
        progress.advanced(kept.length, "");
        return size == 0 ? null : RepairedSource.of(source, Arrays.copyOf(kept, size), renamed);
    }

    private static void checkEmbeddings(VectorSource source, Faults faults) {
        if (source.embeddings().orElse(null) instanceof DenseEmbeddings dense) {
            if (!dense.vocabulary().isSorted()) {
                faults.add(Fault.WRONG_ORDER, "vocabulary.order");
            }
            for (int id = 0; id < dense.vocabulary().size(); id++) {
                float norm = dense.computeNorm(id);
                // False for NaN: bad values are reported separately.
                if (Math.abs(dense.norm(id) - norm) > NORM_TOLERANCE * norm) {
                    faults.add(Fault.WRONG_NORM, dense.vocabulary().word(id));
                }
            }
            dense.contexts().ifPresent(contexts -> checkContexts(dense.vocabulary(), contexts, faults));
        }
    }

    /** Checks the vectors that continued training needs; queries do not read them. */
    private static void checkContexts(Vocabulary vocabulary, FloatMatrix contexts, Faults faults) {
        for (int id = 0; id < vocabulary.size(); id++) {
            if (!isFinite(contexts, id)) {
                faults.add(Fault.BAD_CONTEXT, vocabulary.word(id));
            }
        }
    }

    private static boolean isFinite(FloatMatrix matrix, int row) {
        float[] values = new float[matrix.columns()];
        matrix.copyUnverified(row, values, 0);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether all values of a matrix are finite. */
    static boolean isFinite(FloatMatrix matrix) {
        return IntStream.range(0, (int) matrix.rows()).allMatch(row -> isFinite(matrix, row));
    }

    static byte[] bytes(Vocabulary vocabulary, int id) {
        return vocabulary
                .utf8()
                .asSlice(vocabulary.offset(id), vocabulary.length(id))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] repair(byte[] word, int id, Faults faults) {
        if (word.length == 0) {
            faults.add(Fault.EMPTY_WORD, "word " + id);
        }
        if (!isUtf8(word)) {
            faults.add(Fault.INVALID_UTF8, text(word));
        }
        byte[] repaired = repair(word);
        if (hasSpace(word)) {
            faults.add(Fault.SPACE_IN_WORD, text(word));
        }
        return repaired;
    }

    /** Returns a word in a form that every format can represent. */
    static byte[] repair(byte[] word) {
        if (!hasSpace(word) && isUtf8(word)) {
            return word;
        }
        byte[] repaired = text(word).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < repaired.length; i++) {
            repaired[i] = repaired[i] >= 0 && repaired[i] <= ' ' ? (byte) '_' : repaired[i];
        }
        return repaired;
    }

    private static boolean hasSpace(byte[] word) {
        for (byte b : word) {
            if (b >= 0 && b <= ' ') {
                return true;
            }
        }
        return false;
    }

    private static boolean isUtf8(byte[] word) {
        for (byte b : word) {
            if (b < 0) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word));
                    return true;
                } catch (CharacterCodingException invalid) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String text(byte[] word) {
        return new String(word, StandardCharsets.UTF_8);
    }

    private static boolean isSound(VectorSource source, int id, float[] values, Faults faults) {
        try {
            if (source.embeddings().orElse(null) instanceof SparseEmbeddings sparse) {
                if (Double.isFinite(sparse.vectors().rowNorm(id))) {
                    return true;
                }
                faults.add(Fault.BAD_VALUE, source.vocabulary().word(id));
                return false;
            }
            source.read(id, 1, values);
            return true;
        } catch (MalformedVectorFileException bad) {
            faults.add(Fault.BAD_VALUE, source.vocabulary().word(id) + ": " + bad.problem());
            return false;
        } catch (IOException | UncheckedIOException bad) {
            faults.add(Fault.BAD_VALUE, source.vocabulary().word(id));
            return false;
        }
    }

    /**
     * Returns the detected format.
     *
     * @return the format, or empty if none matches
     */
    public Optional<VectorFormat> format() {
        return Optional.ofNullable(format);
    }

    /**
     * Returns the defects found.
     *
     * @return one entry for each kind of defect; empty if there are none
     */
    public List<Finding> findings() {
        return faults.findings();
    }

    /**
     * Returns the valid part: every word with a valid vector, renamed where necessary so that every
     * format can represent it.
     *
     * @return words and vectors that are valid until this check is closed, or empty if there are
     *     none
     */
    public Optional<VectorSource> repaired() {
        return Optional.ofNullable(repaired);
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
