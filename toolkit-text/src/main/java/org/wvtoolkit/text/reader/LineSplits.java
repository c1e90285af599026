package org.wvtoolkit.text.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.format.TextFormat;
import org.wvtoolkit.text.format.TextFormats;
import org.wvtoolkit.text.format.TextHead;
import org.wvtoolkit.text.stream.ByteOrderMark;
import org.wvtoolkit.text.stream.PackedTexts;

/**
 * Divides a file between two lines, so that different processes can read its parts and together
 * produce the sentences of the whole file. A part is a byte range and contains the lines that begin
 * in the range.
 */
public final class LineSplits {
    private LineSplits() {}

    /**
     * Returns the format of a file that can be divided: uncompressed UTF-8 text with a sentence or
     * a record on each line.
     *
     * @param head the first {@value TextHead#HEAD_BYTES} bytes of the file, or the whole file if it
     *     is shorter
     * @param where the name of the file
     * @param options the reading options
     * @return the name of the format, or empty if the file must be read as a whole
     */
    public static Optional<String> format(byte[] head, String where, ReadingOptions options) {
        ByteOrderMark mark = ByteOrderMark.of(head);
        if (isBinary(head) || !mark.isUtf8() || PackedTexts.isPacked(head) || options.sentences() != Sentences.LINE) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(head, mark.length(), head.length);
        TextFormat format = TextFormats.recognise(new TextHead(where, text, mark.length() > 0), options);
        return TextFormats.hasRecordPerLine(format) ? Optional.of(format.name()) : Optional.empty();
    }

    /**
     * Checks whether a file is binary.
     *
     * @param head the first {@value TextHead#HEAD_BYTES} bytes of the file, or the whole file if it
     *     is shorter
     * @return true if it has NUL bytes and is neither compressed nor marked as UTF-16 or UTF-32
     */
    public static boolean isBinary(byte[] head) {
        boolean holdsNul = false;
        for (byte b : head) {
            holdsNul |= b == 0;
        }
        return holdsNul && ByteOrderMark.of(head).isUtf8() && !PackedTexts.isPacked(head);
    }

    /**
     * Reads the lines that begin in a byte range. Unless the range is at the start of the file, the
     * stream begins with blank lines, so that neither a byte order mark nor a compression is
     * detected in the middle of a text.
     *
     * @param file the bytes of the file from {@code from − 1} on, or from 0 if {@code from} is 0;
     *     closed with the result
     * @param from the first byte of the range
     * @param to the end of the range, exclusive
     * @return the complete lines, even if the last one extends beyond the range
     * @throws IOException if the file cannot be read
     */
    public static InputStream lines(InputStream file, long from, long to) throws IOException {
        if (from == 0) {
            return new LinesFrom(file, 0, to);
        }
        byte[] blank = new byte[TextHead.HEAD_BYTES];
        Arrays.fill(blank, (byte) '\n');
        LinesFrom lines = new LinesFrom(file, from - 1, to);
        lines.skipLine();
        return new SequenceInputStream(new ByteArrayInputStream(blank), lines);
    }

    /** Stream that ends after the first line feed at or after the last byte of the range. */
    private static final class LinesFrom extends InputStream {
        private final InputStream file;
        private final long to;
        private final byte[] buffer = new byte[1 << 16];
        private long position;
        private int next;
        private int limit;
        private boolean ended;

        LinesFrom(InputStream file, long position, long to) {
            this.file = file;
            this.position = position;
            this.to = to;
            this.ended = position >= to;
        }

        /** Skips the rest of the line before the range. */
        void skipLine() throws IOException {
            while (!ended) {
                int b = read();
                if (b == '\n' || b < 0) {
                    return;
                }
            }
        }

        private boolean fill() throws IOException {
            if (next == limit && !ended) {
                next = 0;
                limit = Math.max(0, file.read(buffer, 0, buffer.length));
                ended = limit == 0;
            }
            return next < limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (ended || !fill()) {
                return -1;
            }
            int count = Math.min(length, limit - next);
            // The line with the last byte of the range is the last one.
            int from = Math.clamp(to - 1 - position, 0, count);
            for (int i = from; i < count; i++) {
                if (buffer[next + i] == '\n') {
                    count = i + 1;
                    ended = true;
                    break;
                }
            }
            System.arraycopy(buffer, next, target, offset, count);
            next += count;
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
