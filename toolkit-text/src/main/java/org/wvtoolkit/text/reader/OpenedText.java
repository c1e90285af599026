package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A file's text, on its way from the disk: decompressed, hashed, freed of its byte order mark, in UTF-8, its format known.
 * Confined to one thread. {@link #close} frees what a decompressor holds; the file belongs to whoever opened it.
 */
final class OpenedText implements AutoCloseable {
    private static final int HEAD_BYTES = 8192;

    private final InputStream plain;
    private final HashedStream hashed;
    private final @Nullable TranscodedStream transcoded;
    private final InputStream text;
    private final TextFormat format;

    private OpenedText(InputStream plain, byte[] head, MessageDigest hash) throws IOException {
        this.plain = plain;
        ByteOrderMark mark = ByteOrderMark.of(head);
        hashed = new HashedStream(new HeadedStream(head, plain), hash);
        hashed.readNBytes(mark.length());
        transcoded = mark.isUtf8() ? null : new TranscodedStream(hashed, mark);
        InputStream utf8 = transcoded == null ? hashed : transcoded;
        byte[] textHead = utf8.readNBytes(HEAD_BYTES);
        format = TextFormats.recognise(textHead, textHead.length);
        text = new HeadedStream(textHead, utf8);
    }

    /**
     * Opens a file's text.
     *
     * @param raw the file's bytes
     * @param where what to call it
     * @param hash takes the decompressed bytes
     * @return the text, or null if the file is not text; then nothing was hashed
     * @throws IOException if it cannot be read
     */
    static @Nullable OpenedText open(RawStream raw, String where, MessageDigest hash) throws IOException {
        byte[] rawHead = raw.readNBytes(HEAD_BYTES);
        Decompressor decompressor = Decompressor.of(rawHead);
        InputStream plain = decompressor == null
                ? new HeadedStream(rawHead, raw)
                : new DecompressedStream(decompressor, rawHead, raw, where);
        byte[] head = plain.readNBytes(HEAD_BYTES);
        if (ByteOrderMark.of(head).isUtf8() && holdsNul(head)) {
            plain.close();
            return null;
        }
        return new OpenedText(plain, head, hash);
    }

    /** NUL is no character of any text, but common in everything else. */
    private static boolean holdsNul(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    InputStream text() {
        return text;
    }

    TextFormat format() {
        return format;
    }

    /** Decompressed bytes read so far. */
    long bytes() {
        return hashed.count();
    }

    /** Sequences replaced so far because they were none of the encoding that the byte order mark names. */
    long malformed() {
        return transcoded == null ? 0 : transcoded.malformed();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
