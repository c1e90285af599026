package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Stream that transcodes a text to UTF-8. Malformed sequences become U+FFFD and are counted. Not
 * thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class TranscodedStream extends GuardedStream {
    private static final int CHUNK = 1 << 13;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer encoded = ByteBuffer.allocate(CHUNK).flip();
    private final CharBuffer chars = CharBuffer.allocate(CHUNK + 1);
    /** A char takes at most three bytes. */
    private final ByteBuffer utf8 = ByteBuffer.allocate(3 * (CHUNK + 1)).flip();

    /** Bytes per code unit of the encoding. */
    private final int unit;

    private boolean inEnded;
    private boolean ended;
    private long malformed;

    /**
     * Creates a stream for a text with a byte order mark.
     *
     * @param in the text after the mark
     * @param mark the mark
     */
    public TranscodedStream(InputStream in, ByteOrderMark mark) {
        this(in, mark.charset());
    }

    /**
     * Creates a stream for a text in a known encoding.
     *
     * @param in the text
     * @param charset its encoding
     */
    public TranscodedStream(InputStream in, Charset charset) {
        this.in = in;
        unit = charset.name().startsWith("UTF-32") ? 4 : charset.name().startsWith("UTF-16") ? 2 : 1;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Returns the number of sequences that were replaced so far. */
    public long malformed() {
        return malformed;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        while (!utf8.hasRemaining() && !ended) {
            fill();
        }
        if (!utf8.hasRemaining()) {
            return -1;
        }
        int taken = Math.min(length, utf8.remaining());
        utf8.get(bytes, offset, taken);
        return taken;
    }

    /** Decodes the available bytes and encodes them in UTF-8. */
    private void fill() throws IOException {
        if (!inEnded) {
            encoded.compact();
            int read = in.read(encoded.array(), encoded.position(), encoded.remaining());
            if (read < 0) {
                inEnded = true;
            } else {
                encoded.position(encoded.position() + read);
            }
            encoded.flip();
        }
        chars.clear().limit(CHUNK); // leaves space for U+FFFD
        CoderResult result = decoder.decode(encoded, chars, inEnded);
        if (result.isError()) {
            // The decoder includes the code unit after an unpaired surrogate, which may be a valid character.
            encoded.position(encoded.position() + Math.min(result.length(), unit));
            malformed++;
            chars.limit(CHUNK + 1).put('\uFFFD');
        } else if (result.isUnderflow() && inEnded) {
            ended = true;
        }
        chars.flip();
        utf8.clear();
        encoder.reset();
        encoder.encode(chars, utf8, true);
        utf8.flip();
    }
}
