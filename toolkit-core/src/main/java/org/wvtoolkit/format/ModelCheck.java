package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.Faults;
import org.wvtoolkit.format.stream.Finding;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Looks a file of vectors through, every word and every value, and offers what can be saved of it. Confined to a thread; whoever makes one
 * closes it.
 */
public final class ModelCheck implements AutoCloseable {
    /** Stored norms are rounded to single precision; what differs by more was computed of other values. */
    private static final float NORM_TOLERANCE = 1e-5f;

    private final @Nullable VectorFormat format;
    private final @Nullable VectorSource source;
    private final @Nullable VectorSource mended;
    private final Faults faults;

    private ModelCheck(
            @Nullable VectorFormat format,
            @Nullable VectorSource source,
            @Nullable VectorSource mended,
            Faults faults) {
        this.format = format;
        this.source = source;
        this.mended = mended;
        this.faults = faults;
    }

    /**
     * Checks a file.
     *
     * @param path the file
     * @param threads at most this many, at least 1
     * @param progress told of bytes and rows
     * @return what was found
     * @throws IOException if there is no such file, or the disk fails; bad content is a finding
     */
    public static ModelCheck of(Path path, int threads, ProgressListener progress) throws IOException {
        Faults faults = new Faults();
        VectorFormat format = null;
        VectorSource source = null;
        try {
            format = VectorFormats.detect(path);
            source = format.open(path, faults, threads, progress);
            return new ModelCheck(format, source, lookThrough(source, faults, progress), faults);
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

    /** Looks at every word and every row; what can be kept comes out, or null if there is nothing. */
    private static @Nullable VectorSource lookThrough(VectorSource source, Faults faults, ProgressListener progress)
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
                byte[] mended = mend(word, id, faults);
                if (!isSound(source, id, values, faults) || mended.length == 0) {
                    continue;
                }
                int known = words.size();
                if (words.add(mended, 0, mended.length) < known) {
                    faults.add(Fault.REPEATED_WORD, text(mended));
                    continue;
                }
                renamed |= !Arrays.equals(word, mended);
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
                // Not a comparison with NaN: bad values are told as such.
                if (Math.abs(dense.norm(id) - norm) > NORM_TOLERANCE * norm) {
                    faults.add(Fault.WRONG_NORM, dense.vocabulary().word(id));
                }
            }
        }
    }

    static byte[] bytes(Vocabulary vocabulary, int id) {
        return vocabulary
                .utf8()
                .asSlice(vocabulary.offset(id), vocabulary.length(id))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] mend(byte[] word, int id, Faults faults) {
        if (word.length == 0) {
            faults.add(Fault.EMPTY_WORD, "word " + id);
        }
        if (!isUtf8(word)) {
            faults.add(Fault.INVALID_UTF8, text(word));
        }
        byte[] mended = mend(word);
        if (hasSpace(word)) {
            faults.add(Fault.SPACE_IN_WORD, text(word));
        }
        return mended;
    }

    /** A word as every format can hold it. */
    static byte[] mend(byte[] word) {
        if (!hasSpace(word) && isUtf8(word)) {
            return word;
        }
        byte[] mended = text(word).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < mended.length; i++) {
            mended[i] = mended[i] >= 0 && mended[i] <= ' ' ? (byte) '_' : mended[i];
        }
        return mended;
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
                if (Double.isFinite(sparse.norm(id))) {
                    return true;
                }
                faults.add(Fault.BAD_VALUE, source.vocabulary().word(id));
                return false;
            }
            source.read(id, 1, values);
            return true;
        } catch (IOException bad) {
            faults.add(Fault.BAD_VALUE, source.vocabulary().word(id));
            return false;
        }
    }

    /**
     * The format that the file looks like.
     *
     * @return the format, or empty if it looks like none
     */
    public Optional<VectorFormat> format() {
        return Optional.ofNullable(format);
    }

    /**
     * What is wrong.
     *
     * @return one entry a kind of fault; empty if all is well
     */
    public List<Finding> findings() {
        return faults.findings();
    }

    /**
     * What can be kept: every word whose vector is whole, under a name that every format can hold.
     *
     * @return words and vectors that live as long as this check, or empty if there are none
     */
    public Optional<VectorSource> mended() {
        return Optional.ofNullable(mended);
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
