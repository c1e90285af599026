package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;

/** A format of vector files. Implementations have no state and are safe for concurrent use. */
public interface VectorFormat {
    /** Bytes of a file's begin that {@link #recognises} may look at. */
    int HEAD = 1024;

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
     * Whether a file looks like one of this format.
     *
     * @param head its first bytes, {@link #HEAD} of them or the whole file
     * @return true if it should be read as such
     */
    boolean recognises(byte[] head);

    /**
     * Reads a file. Values keep their bits where the format has them, words their bytes.
     *
     * @param path the file
     * @param progress told of bytes read
     * @return the embeddings; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not what the format asks for; no memory is taken on
     *     its word alone
     * @throws IOException if it cannot be read
     */
    Embeddings read(Path path, ProgressListener progress) throws IOException;

    /**
     * Writes a file, beside the target and then renamed into place.
     *
     * @param embeddings what to write
     * @param target the file; one that exists is replaced
     * @param progress told of rows written
     * @throws IOException if it cannot be written, or the format cannot hold a word or a value, which the message names;
     *     nothing is written then
     */
    void write(Embeddings embeddings, Path target, ProgressListener progress) throws IOException;
}
