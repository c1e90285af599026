package org.wvtoolkit.relations;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Reader of wordnets of any language: a tab file of the Open Multilingual Wordnet, or LMF/XML, the
 * format of Open English WordNet and of the Open Multilingual Wordnet, with definitions and examples
 * where the file has them. Both may be compressed with gzip. The format is recognised by the
 * content.
 */
public final class WordnetFile {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** Version of the readers, part of the digest: increased when they read the same file differently. */
    private static final int READER_VERSION = 3;

    private static final int DIGEST_BYTES = 8;

    private WordnetFile() {}

    /**
     * Reads a wordnet.
     *
     * @param file a wordnet, or a graph written by {@link SenseGraph#save}
     * @return the graph
     * @throws MalformedFileException if the file is in another format or damaged; the message names
     *     the line
     * @throws IOException if it cannot be read
     */
    public static SenseGraph read(Path file) throws IOException {
        if (file.toString().endsWith(".safetensors")) {
            return SenseGraph.open(file);
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream text = decompressed(raw)) {
            text.mark(16);
            int first = text.read();
            if (first == 0xef) {
                // The remaining bytes of the byte order mark.
                text.readNBytes(2);
                first = text.read();
            }
            text.reset();
            if (first < 0) {
                throw new MalformedFileException(
                        file,
                        0,
                        "is empty",
                        "use a wordnet in LMF/XML, or a tab file of the Open Multilingual Wordnet");
            }
            return first == '<' ? new LmfReader(file).read(text) : new OmwTabReader(file).read(text);
        } catch (EOFException | ZipException damaged) {
            throw new MalformedFileException(file, -1, "is truncated or damaged", "copy or download it again");
        }
    }

    /**
     * Opens a saved copy of the graph of a wordnet, or reads the wordnet and saves a copy. The name
     * of the copy contains a digest of the file, so that a changed file is read again. A failure to
     * write the copy is ignored.
     *
     * @param file a wordnet
     * @param copies the folder of copies; created if it does not exist
     * @return the graph
     * @throws MalformedFileException if the file is in another format or damaged
     * @throws IOException if it cannot be read
     */
    public static SenseGraph open(Path file, Path copies) throws IOException {
        if (file.toString().endsWith(".safetensors")) {
            return SenseGraph.open(file);
        }
        Path copy = copies.resolve(stem(file) + "-" + digest(file) + ".safetensors");
        return SavedCopy.open(copy, saved -> true, () -> read(file));
    }

    /** Returns the file name without its extensions. */
    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) READER_VERSION);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InputStream decompressed(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
        raw.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(raw), 1 << 16) : raw;
    }
}
