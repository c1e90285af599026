package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file's or stream's bytes for readers that are about lines and fields rather than sentences:
 * decompressed, freed of their byte order mark, from UTF-16 and UTF-32 turned into UTF-8; what the
 * bytes mean is the reader's business. Errors are said in one clear line.
 *
 * <p>Confined to one thread. Closing it closes a file; a stream belongs to whoever gave it.
 */
public final class Utf8Stream extends InputStream {
    private static final int HEAD_BYTES = 8192;

    private final InputStream file;
    private final RawStream raw;
    private final InputStream text;

    private Utf8Stream(InputStream file, RawStream raw, InputStream text) {
        this.file = file;
        this.raw = raw;
        this.text = text;
    }

    /**
     * Opens a text.
     *
     * @param input a file or a stream, no folder
     * @return its bytes; the caller closes them
     * @throws IOException if there is no such file, it is a folder, is not text, or cannot be read
     */
    public static Utf8Stream open(TextInput input) throws IOException {
        return switch (input) {
            case TextInput.OfStream(String name, InputStream stream) ->
                open(InputStream.nullInputStream(), new RawStream(stream, name, -1), name);
            case TextInput.AtPath(Path path) -> {
                if (Files.isDirectory(path)) {
                    throw UnreadableTextException.of(path.toString(), "is a folder", "name a file in it", null);
                }
                InputStream in;
                try {
                    in = Files.newInputStream(path);
                } catch (IOException e) {
                    throw InputFiles.unreadable(path, e);
                }
                try {
                    yield open(in, new RawStream(in, path.toString(), -1), path.toString());
                } catch (Throwable failure) {
                    in.close();
                    throw failure;
                }
            }
        };
    }

    private static Utf8Stream open(InputStream file, RawStream raw, String where) throws IOException {
        byte[] rawHead = raw.readNBytes(HEAD_BYTES);
        Decompressor decompressor = Decompressor.of(rawHead);
        InputStream plain = decompressor == null
                ? new PrefixedInputStream(rawHead, raw)
                : new DecompressedStream(decompressor, rawHead, raw, raw, 1, where);
        byte[] head = plain.readNBytes(HEAD_BYTES);
        ByteOrderMark mark = ByteOrderMark.of(head);
        if (mark.isUtf8()) {
            for (byte b : head) {
                if (b == 0) {
                    throw UnreadableTextException.of(
                            where, "not text: there are NUL bytes in it", "name a text file", null);
                }
            }
        }
        InputStream whole = new PrefixedInputStream(head, plain);
        whole.readNBytes(mark.length());
        return new Utf8Stream(file, raw, mark.isUtf8() ? whole : new TranscodedStream(whole, mark));
    }

    /**
     * How far reading has come.
     *
     * @return bytes as they lie in the file, compressed or not
     */
    public long rawBytes() {
        return raw.count();
    }

    @Override
    public int read() throws IOException {
        return text.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return text.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        try {
            text.close();
        } finally {
            file.close();
        }
    }
}
