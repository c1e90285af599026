package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Registry of all vector formats. To add a format, write a class and add a line here, or register it in an {@link
 * org.wvtoolkit.extension.Extension} of another library. Thread-safe.
 */
public final class VectorFormats {
    /** In the order of detection: the most reliable signature first. */
    private static final List<VectorFormat> BUILT_IN = List.of(
            new SafetensorsFormat(),
            new FasttextBinaryFormat(),
            new NumpyFormat(),
            // Before the word2vec formats: a row of two integers looks like their header line.
            new ProjectorFormat(),
            new Word2vecBinaryFormat(),
            new Word2vecTextFormat(),
            new GloveTextFormat());

    /** Number of formats at the beginning of the list whose files have a signature. */
    private static final int SIGNED = 3;

    private VectorFormats() {}

    /**
     * Returns all formats.
     *
     * @return the built-in ones first; unmodifiable
     */
    public static List<VectorFormat> all() {
        return VectorFormat.EXTENSIONS.all(BUILT_IN);
    }

    /**
     * Returns the format with a name.
     *
     * @param name see {@link VectorFormat#name}
     * @return the format, or empty
     */
    public static Optional<VectorFormat> find(String name) {
        return BUILT_IN.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .or(() -> VectorFormat.EXTENSIONS.find(name));
    }

    /**
     * Returns the output format that a file name implies.
     *
     * @param path any path
     * @return the writable format with this extension, or empty
     */
    public static Optional<VectorFormat> forName(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return forName(name, BUILT_IN).or(() -> forName(name, VectorFormat.EXTENSIONS.registered()));
    }

    private static Optional<VectorFormat> forName(String name, List<VectorFormat> formats) {
        return formats.stream()
                .filter(VectorFormat::isWritable)
                .filter(format -> format.extensions().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /**
     * Detects the format of a file from its first bytes, independent of its name. Formats of extensions are tried
     * after those that have a signature, and before the text formats of vectors, which accept any line of numbers.
     *
     * @param path the file
     * @return the format
     * @throws MalformedFileException if no format matches
     * @throws IOException if the file does not exist or cannot be read
     */
    public static VectorFormat detect(Path path) throws IOException {
        FilePrefix head = FilePrefix.of(path);
        // The text formats accept any line of numbers. The most frequent formats do not load extensions.
        Optional<VectorFormat> found = recognizing(head, BUILT_IN.subList(0, SIGNED))
                .or(() -> recognizing(head, VectorFormat.EXTENSIONS.registered()))
                .or(() -> recognizing(head, BUILT_IN.subList(SIGNED, BUILT_IN.size())));
        if (found.isPresent()) {
            return found.get();
        }
        String obstacle = head.obstacle();
        if (obstacle != null) {
            int remedy = obstacle.indexOf("; ");
            throw new MalformedFileException(path, 0, obstacle.substring(0, remedy), obstacle.substring(remedy + 2));
        }
        throw new MalformedFileException(
                path,
                0,
                head.bytes().length == 0
                        ? (head.compressed()
                                ? "is compressed with gzip, but cannot be decompressed"
                                : "the file " + "is empty")
                        : "is not a vector file in any supported format",
                "supported formats: "
                        + all().stream().map(VectorFormat::name).collect(Collectors.joining(", "))
                        + "; text formats may be compressed with gzip");
    }

    private static Optional<VectorFormat> recognizing(FilePrefix head, List<VectorFormat> formats) {
        return formats.stream().filter(format -> format.recognizes(head)).findFirst();
    }

    /**
     * Opens a file of any supported format. Files in the container format are memory-mapped, others are read.
     *
     * @param path the file
     * @param progress receives progress in bytes
     * @return the embeddings; the caller closes them
     * @throws MalformedFileException if no format matches or the file is damaged
     * @throws IOException if it cannot be read
     */
    public static Embeddings open(Path path, ProgressListener progress) throws IOException {
        return detect(path).read(path, progress);
    }

    /**
     * Reads a file of any format into memory, so that later changes of the file have no effect.
     * This method is intended for processes that run for long; others start sooner with {@link
     * #open}.
     *
     * @param path the file
     * @param progress receives progress in bytes
     * @return the embeddings; the caller closes them
     * @throws MalformedFileException if the format is not recognised or the file is damaged
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
            // An arena that is closed explicitly is not limited by -XX:MaxDirectMemorySize.
            Arena arena = Arena.ofShared();
            FloatMatrix copy = FloatMatrix.view(
                    HugePages.allocate(arena, mapped.segment().byteSize()).copyFrom(mapped.segment()),
                    mapped.rows(),
                    mapped.columns(),
                    mapped.stride());
            return dense.withSubwords(new SubwordVectors(copy, subwords.least(), subwords.most()))
                    .owning(arena);
        }
        return embeddings;
    }
}
