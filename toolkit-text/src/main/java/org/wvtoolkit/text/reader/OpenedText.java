package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.ReadingTally;
import org.wvtoolkit.text.format.TextFormats;
import org.wvtoolkit.text.format.TextHead;
import org.wvtoolkit.text.format.TextLayout;
import org.wvtoolkit.text.stream.ByteOrderMark;
import org.wvtoolkit.text.stream.HashedStream;
import org.wvtoolkit.text.stream.PrefixedInputStream;
import org.wvtoolkit.text.stream.TranscodedStream;

/** Decompressed text of one file in UTF-8, without byte order mark, with its layout and hash. Not thread-safe. */
public final class OpenedText {
    private final HashedStream hashed;
    private final @Nullable TranscodedStream transcoded;
    private final InputStream text;
    private final TextLayout layout;
    private final ReadingTally tally;

    private OpenedText(InputStream plain, byte[] head, String where, ReadingOptions options, MessageDigest hash)
            throws IOException {
        ByteOrderMark mark = ByteOrderMark.of(head);
        hashed = new HashedStream(new PrefixedInputStream(head, plain), hash);
        hashed.readNBytes(mark.length());
        Charset charset = mark.encoding(options.encoding(), head);
        transcoded = charset.equals(StandardCharsets.UTF_8) ? null : new TranscodedStream(hashed, charset);
        InputStream utf8 = transcoded == null ? hashed : transcoded;
        byte[] textHead = utf8.readNBytes(TextHead.HEAD_BYTES);
        TextHead known = new TextHead(where, textHead, mark.length() > 0);
        tally = new ReadingTally(where);
        layout = TextFormats.recognise(known, options).layout(known, options, tally);
        text = new PrefixedInputStream(textHead, utf8);
    }

    /**
     * Opens a text.
     *
     * @param plain the decompressed bytes after {@code head}; closed by the caller
     * @param head the first bytes of the text
     * @param where the name of the text in messages
     * @param options the reading options
     * @param hash receives the decompressed bytes
     * @return the text, or null without hashing if it is not text
     * @throws IOException if the text cannot be read
     */
    static @Nullable OpenedText open(
            InputStream plain, byte[] head, String where, ReadingOptions options, MessageDigest hash)
            throws IOException {
        return ByteOrderMark.of(head).isUtf8() && !mayContainNul(options.encoding()) && containsNul(head)
                ? null
                : new OpenedText(plain, head, where, options, hash);
    }

    /** Returns whether characters of an encoding may contain zero bytes. */
    private static boolean mayContainNul(@Nullable Charset encoding) {
        return encoding != null
                && (encoding.name().startsWith("UTF-16") || encoding.name().startsWith("UTF-32"));
    }

    /** Returns whether there is a NUL byte. Text never contains one, but binary files often do. */
    private static boolean containsNul(byte[] head) {
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

    TextLayout layout() {
        return layout;
    }

    /** Returns the counts and notes for the user. */
    ReadingTally tally() {
        return tally;
    }

    /** Returns the number of decompressed bytes read so far. */
    long bytes() {
        return hashed.count();
    }

    /** Returns the number of malformed sequences replaced so far during transcoding. */
    long malformed() {
        return transcoded == null ? 0 : transcoded.malformed();
    }
}
