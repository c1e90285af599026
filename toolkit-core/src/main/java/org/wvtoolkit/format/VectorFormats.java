package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;

/** The formats there are. A new one is a class and a line here. Safe for concurrent use. */
public final class VectorFormats {
    /** In the order in which a file is tried: what is surest first. */
    private static final List<VectorFormat> ALL = List.of(
            new SafetensorsFormat(),
            new FasttextBinaryFormat(),
            new NumpyFormat(),
            // Before those of word2vec: a row of two whole numbers could be a first line of theirs.
            new ProjectorFormat(),
            new Word2vecBinaryFormat(),
            new Word2vecTextFormat(),
            new GloveTextFormat());

    private VectorFormats() {}

    /**
     * All formats.
     *
     * @return unmodifiable
     */
    public static List<VectorFormat> all() {
        return ALL;
    }

    /**
     * The format of a name.
     *
     * @param name as {@link VectorFormat#name} gives it
     * @return the format, or empty
     */
    public static Optional<VectorFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /**
     * The format that is meant by the name of a file that shall be written.
     *
     * @param path any path
     * @return the format whose extension the name ends in, or empty
     */
    public static Optional<VectorFormat> forName(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(VectorFormat::isWritten)
                .filter(format -> format.extensions().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /**
     * The format that a file looks like, by its first bytes, whatever it is called.
     *
     * @param path the file
     * @return the format
     * @throws MalformedFileException if it looks like none
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static VectorFormat detect(Path path) throws IOException {
        FilePrefix head = FilePrefix.of(path);
        for (VectorFormat format : ALL) {
            if (format.recognises(head)) {
                return format;
            }
        }
        throw new MalformedFileException(
                path,
                0,
                head.bytes().length == 0
                        ? (head.compressed() ? "is packed by gzip, and nothing can be unpacked" : "the file is empty")
                        : "does not look like a file of vectors" + (head.compressed() ? " in text" : ""),
                "the formats are "
                        + ALL.stream().map(VectorFormat::name).collect(Collectors.joining(", "))
                        + "; those of text may be packed by gzip");
    }

    /**
     * Reads a file of any format.
     *
     * @param path the file
     * @param progress told of bytes read
     * @return the embeddings; the caller closes them
     * @throws MalformedFileException if it looks like no format, or is damaged
     * @throws IOException if it cannot be read
     */
    public static Embeddings read(Path path, ProgressListener progress) throws IOException {
        return detect(path).read(path, progress);
    }

    /**
     * Reads a file of any format into memory, which later changes of the file do not affect. For processes that run for long; others
     * start sooner with {@link #read}.
     *
     * @param path the file
     * @param progress told of bytes read
     * @return the embeddings; the caller closes them
     * @throws MalformedFileException if it looks like no format, or is damaged
     * @throws IOException if it cannot be read
     */
    public static Embeddings load(Path path, ProgressListener progress) throws IOException {
        VectorFormat format = detect(path);
        if (format instanceof SafetensorsFormat) {
            return Embeddings.load(path);
        }
        Embeddings embeddings = format.read(path, progress);
        // The vectors of subwords are the only part of another format that is mapped.
        if (embeddings instanceof DenseEmbeddings dense && dense.subwords().isPresent()) {
            SubwordVectors subwords = dense.subwords().get();
            FloatMatrix mapped = subwords.buckets();
            FloatMatrix copy = FloatMatrix.view(
                    Arena.ofAuto().allocate(mapped.segment().byteSize(), 64).copyFrom(mapped.segment()),
                    mapped.rows(),
                    mapped.columns(),
                    mapped.stride());
            return dense.withSubwords(new SubwordVectors(copy, subwords.least(), subwords.most()));
        }
        return embeddings;
    }
}
