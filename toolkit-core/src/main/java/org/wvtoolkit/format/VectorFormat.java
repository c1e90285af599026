package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.stream.Faults;
import org.wvtoolkit.progress.ProgressListener;

/**
 * A format of vector files. Implementations have no state and are safe for concurrent use.
 *
 * <p>Reading has two steps, so that nothing larger than memory need be held: {@link #open} finds the words, and the rows are read
 * where they are wanted. {@link #read} takes both.
 */
public interface VectorFormat {
    /**
     * What it is called on the command line.
     *
     * @return lower-case words joined by hyphens
     */
    String name();

    /**
     * What it is, for a list of formats.
     *
     * @return a short phrase
     */
    String description();

    /**
     * How names of files in it usually end, so that a name can tell which one to write.
     *
     * @return lower case, each with its dot; no two formats share one
     */
    List<String> extensions();

    /**
     * Whether a file looks like one of this format.
     *
     * @param head how it begins
     * @return true if it should be read as such
     */
    boolean recognises(FilePrefix head);

    /**
     * Opens a file: everything is checked that costs no look at the values.
     *
     * @param path the file
     * @param faults told of what is wrong and was passed over, as far as the format can; null if whatever is wrong is an error
     * @param threads at most this many, at least 1
     * @param progress told of bytes
     * @return its words and vectors; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not what the format asks for, or nothing can be made of
     *     it; no memory is taken on its word alone
     * @throws IOException if it cannot be read
     */
    VectorSource open(Path path, @Nullable Faults faults, int threads, ProgressListener progress) throws IOException;

    /**
     * Reads a file into memory. Values keep their bits where the format has them, words their bytes.
     *
     * @param path the file
     * @param progress told of bytes and rows
     * @return the embeddings; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not what the format asks for; no memory is taken on
     *     its word alone
     * @throws IOException if it cannot be read
     */
    default Embeddings read(Path path, ProgressListener progress) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (VectorSource source = open(path, null, threads, progress)) {
            return InMemorySource.take(source, threads, progress);
        }
    }

    /**
     * Whether files can be written in it, too.
     *
     * @return false for a format that is only read
     */
    default boolean isWritten() {
        return true;
    }

    /**
     * The other files that belong to one, written along with it.
     *
     * @param target the file
     * @return their paths; empty for most formats
     */
    default List<Path> companions(Path target) {
        return List.of();
    }

    /**
     * Writes a file, beside the target and then renamed into place.
     *
     * @param source what to write
     * @param target the file; one that exists is replaced
     * @param threads at most this many, at least 1
     * @param progress told of rows written
     * @throws IOException if it cannot be written, or the format cannot hold a word or a value, which the message names;
     *     nothing is written then
     * @throws UnsupportedOperationException if the format is only read
     */
    void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException;

    /**
     * Writes embeddings, as {@link #write(VectorSource, Path, int, ProgressListener)} does.
     *
     * @param embeddings what to write
     * @param target the file; one that exists is replaced
     * @param progress told of rows written
     * @throws IOException as the other method says
     */
    default void write(Embeddings embeddings, Path target, ProgressListener progress) throws IOException {
        try (VectorSource source = new EmbeddingsSource(embeddings, target)) {
            write(source, target, Runtime.getRuntime().availableProcessors(), progress);
        }
    }
}
