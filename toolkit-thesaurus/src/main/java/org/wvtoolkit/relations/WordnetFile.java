package org.wvtoolkit.relations;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Reader of wordnets of any language: a tab file of the Open Multilingual Wordnet, or LMF/XML, the
 * format of Open English WordNet and of the Open Multilingual Wordnet. Both may be compressed with
 * gzip. The format is recognised by the content.
 */
public final class WordnetFile {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

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
                text.skipNBytes(2);
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
        }
    }

    private static InputStream decompressed(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
        raw.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(raw), 1 << 16) : raw;
    }
}
