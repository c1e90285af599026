package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stream of the decompressed bytes of a file without its byte order mark, for readers that process
 * lines and fields instead of sentences. UTF-16 and UTF-32 with a mark, and any given encoding, are transcoded to
 * UTF-8; other bytes are passed on unchecked. Errors are {@link UnreadableTextException}s.
 *
 * <p>Not thread-safe. Closing it closes a file; an underlying stream remains open.
 *
 * <p>Not part of the public API.
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
     * @param input a file or a stream, not a folder
     * @return its bytes; the caller closes them
     * @throws IOException if the file does not exist, is a folder, is not text, or cannot be read
     */
    public static Utf8Stream open(TextInput input) throws IOException {
        return open(input, null);
    }

    /**
     * Opens a text in a given encoding.
     *
     * @param input a file or a stream, not a folder
     * @param encoding encoding of a text without a byte order mark; UTF-8 if null
     * @return its bytes in UTF-8; the caller closes them
     * @throws IOException if the file does not exist, is a folder, is not text, or cannot be read
     */
    public static Utf8Stream open(TextInput input, @Nullable Charset encoding) throws IOException {
        return switch (input) {
            case TextInput.OfStream(String name, InputStream stream) ->
                open(InputStream.nullInputStream(), new RawStream(stream, name, -1), name, encoding);
            case TextInput.AtPath(Path path) -> {
                if (Files.isDirectory(path)) {
                    throw UnreadableTextException.of(path.toString(), "is a folder", "specify a file in it", null);
                }
                InputStream in;
                try {
                    in = Files.newInputStream(path);
                } catch (IOException e) {
                    throw InputFiles.unreadable(path, e);
                }
                try {
                    yield open(in, new RawStream(in, path.toString(), -1), path.toString(), encoding);
                } catch (Throwable failure) {
                    in.close();
                    throw failure;
                }
            }
        };
    }

    private static Utf8Stream open(InputStream file, RawStream raw, String where, @Nullable Charset encoding)
            throws IOException {
        byte[] rawHead = raw.readNBytes(HEAD_BYTES);
        Decompressor decompressor = Decompressor.of(rawHead);
        InputStream plain = decompressor == null
                ? new PrefixedInputStream(rawHead, raw)
                : new DecompressedStream(decompressor, rawHead, raw, raw, 1, where);
        byte[] head = plain.readNBytes(HEAD_BYTES);
        ByteOrderMark mark = ByteOrderMark.of(head);
        Charset charset = mark.encoding(encoding, head);
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        if (!wide) {
            for (byte b : head) {
                if (b == 0) {
                    throw UnreadableTextException.of(
                            where, "not text: it contains NUL bytes", "specify a text file", null);
                }
            }
        }
        InputStream whole = new PrefixedInputStream(head, plain);
        whole.readNBytes(mark.length());
        return new Utf8Stream(
                file, raw, charset.equals(StandardCharsets.UTF_8) ? whole : new TranscodedStream(whole, charset));
    }

    /**
     * Returns the progress of reading.
     *
     * @return the number of bytes read from the stored file, which may be compressed
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
