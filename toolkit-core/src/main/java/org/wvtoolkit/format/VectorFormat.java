package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.extension.ExtensionPoint;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.progress.ProgressListener;

/**
 * File format for word vectors. Implementations are stateless and thread-safe.
 *
 * <p>Reading has two steps, so that files larger than memory can be converted: {@link #open} finds
 * the words, and rows are read on request. {@link #read} does both.
 */
public interface VectorFormat {
    /** Vector formats of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    ExtensionPoint<VectorFormat> EXTENSIONS = new ExtensionPoint<>("vector format", VectorFormat::name);

    /**
     * Returns the name of the format, as users specify it.
     *
     * @return lower-case words joined by hyphens
     */
    String name();

    /**
     * Returns a description for a list of formats.
     *
     * @return a short phrase
     */
    String description();

    /**
     * Returns the usual file name extensions, from which the output format is derived.
     *
     * @return lower case, each with its dot; no two formats share one
     */
    List<String> extensions();

    /**
     * Returns whether a file appears to be in this format.
     *
     * @param head the beginning of the file
     * @return true if the file should be read in this format
     */
    boolean recognizes(FilePrefix head);

    /**
     * Opens a file and checks everything except the values.
     *
     * @param path the file
     * @param policy decides whether a defect is skipped, as far as the format supports it, or an
     *     error
     * @param threads maximum number of threads, at least 1
     * @param progress receives progress in bytes
     * @return its words and vectors; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if the file violates the format and
     *     cannot be read; sizes declared by the file are checked before memory is allocated
     * @throws IOException if it cannot be read
     */
    VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException;

    /**
     * Reads a file into memory. Word bytes are preserved, and value bits where the format stores
     * them.
     *
     * @param path the file
     * @param progress receives progress in bytes and rows
     * @return the embeddings; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if the file violates the format; sizes
     *     declared by the file are checked before memory is allocated
     * @throws IOException if it cannot be read
     */
    default Embeddings read(Path path, ProgressListener progress) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (VectorSource source = open(path, FaultPolicy.STRICT, threads, progress)) {
            return InMemoryLoader.take(source, threads, progress);
        }
    }

    /**
     * Returns whether the format can be written.
     *
     * @return false for a read-only format
     */
    default boolean isWritable() {
        return true;
    }

    /**
     * Returns the companion files that are written together with a file.
     *
     * @param target the file
     * @return their paths; empty for most formats
     */
    default List<Path> companionFiles(Path target) {
        return List.of();
    }

    /**
     * Writes a file to a temporary path and renames it to the target.
     *
     * @param source the words and vectors to write
     * @param target the file; an existing one is replaced
     * @param threads maximum number of threads, at least 1
     * @param progress receives progress in rows
     * @throws IOException if writing fails, or the format cannot represent a word or value, which
     *     the message names; the target is then unchanged
     * @throws UnsupportedOperationException if the format is read-only
     */
    void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException;

    /**
     * Writes embeddings like {@link #write(VectorSource, Path, int, ProgressListener)}, with all
     * available processors.
     *
     * @param embeddings the embeddings to write
     * @param target the file; an existing one is replaced
     * @param progress receives progress in rows
     * @throws IOException under the same conditions
     */
    default void write(Embeddings embeddings, Path target, ProgressListener progress) throws IOException {
        try (VectorSource source = new EmbeddingsSource(embeddings, target)) {
            write(source, target, Runtime.getRuntime().availableProcessors(), progress);
        }
    }
}
