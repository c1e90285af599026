package org.wvtoolkit.cli.question;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;

/** Opens models that must have vectors of single precision. */
public final class DenseModel {
    private DenseModel() {}

    /**
     * Opens a file.
     *
     * @param path the file, in any format
     * @return the open model; the caller closes it
     * @throws IOException if it cannot be read, or its vectors are sparse or compressed
     */
    public static DenseEmbeddings open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + ": no such file; check the path");
        }
        return dense(VectorFormats.open(path, ProgressListener.NONE), path);
    }

    /**
     * Returns a model as dense embeddings.
     *
     * @param embeddings the model; closed if it is rejected
     * @param path its file, for the message
     * @return the same model
     * @throws IOException if its vectors are sparse or compressed
     */
    public static DenseEmbeddings dense(Embeddings embeddings, Path path) throws IOException {
        if (embeddings instanceof DenseEmbeddings dense) {
            return dense;
        }
        embeddings.close();
        throw new IOException(path + ": its vectors are sparse or compressed; use a model of cbow, skipgram or svd, or"
                + " the file that was compressed");
    }
}
