package org.wvtoolkit.nn.labelled;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.Utf8Stream;

/**
 * Labelled files as blocks of whole lines, which know the place of their first one. Workers take blocks in turn: whoever takes one
 * reads it, so that no thread does nothing but read. Safe for concurrent use.
 */
public final class LineBlocks implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 18;

    private final List<TextInput> inputs;
    private final @Nullable LabelledFormat given;
    private final boolean labelled;
    private final ProgressListener progress;
    private final MessageDigest hash;
    private final long totalBytes;

    private int nextInput;
    private @Nullable Utf8Stream current;
    private String where = "";
    private @Nullable LabelledFormat format;
    private byte[] rest = {};
    private long number;
    private long nextLine;
    private long blankLines;
    private long bytes;
    private long rawBytesBefore;
    private @Nullable Failure earliest;

    /** What is wrong with the lines of a block. */
    private record Failure(long block, IOException reason) {}

    /**
     * @param inputs files and streams, in order
     * @param given how lines are written, or null to look at each file's first one
     * @param labelled whether lines are expected to have labels
     * @param progress told of bytes, by whoever reads
     */
    public LineBlocks(
            List<TextInput> inputs, @Nullable LabelledFormat given, boolean labelled, ProgressListener progress)
            throws IOException {
        this.inputs = List.copyOf(inputs);
        this.given = given;
        this.labelled = labelled;
        this.progress = progress;
        try {
            this.hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        long total = 0;
        for (TextInput input : inputs) {
            total = total >= 0 && input instanceof TextInput.AtPath(Path path) && Files.isRegularFile(path)
                    ? total + Files.size(path)
                    : -1;
        }
        this.totalBytes = total;
    }

    /**
     * Whole lines.
     *
     * @param number of the block, from 0
     * @param where the file or stream
     * @param firstLine number of the first line in it, from 1
     * @param format how lines are written
     * @param bytes the lines, each ended by a line feed
     */
    @SuppressWarnings("ArrayRecordComponent") // a buffer, handed over once
    public record Block(long number, String where, long firstLine, LabelledFormat format, byte[] bytes) {
        /** The failure for a line, which says where it stands. */
        public IOException bad(long line, String problem) {
            return new IOException(where + ": line " + (firstLine + line) + " " + problem);
        }
    }

    /** Bytes as they lie in the files, or −1 where nobody knows. */
    public long totalBytes() {
        return totalBytes;
    }

    /** The next lines, or null at the end of all inputs or where lines are bad. */
    public synchronized @Nullable Block next() throws IOException {
        if (earliest != null) {
            return null;
        }
        while (true) {
            Utf8Stream in = current;
            if (in == null) {
                if (nextInput == inputs.size()) {
                    return null;
                }
                in = open(inputs.get(nextInput++));
            }
            byte[] lines = read(in);
            progress.advanced(rawBytesBefore + in.rawBytes(), "");
            if (lines.length == 0) {
                rawBytesBefore += in.rawBytes();
                in.close();
                current = null;
                if (blankLines > 0) {
                    progress.note(where + ": " + blankLines + (blankLines == 1 ? " blank line" : " blank lines")
                            + " skipped");
                }
                continue;
            }
            LabelledFormat known = format;
            if (known == null) {
                known = given != null ? given : recognise(lines);
                if (known == null) {
                    skip(lines); // nothing but blank lines yet
                    continue;
                }
                format = known;
            }
            hash.update(lines);
            bytes += lines.length;
            Block block = new Block(number++, where, nextLine, known, lines);
            skip(lines);
            return block;
        }
    }

    /** Counts lines that are about to be handed out, or that are blank. */
    private void skip(byte[] lines) {
        int from = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                nextLine++;
                blankLines += LineCursor.isBlank(lines, from, i) ? 1 : 0;
                from = i + 1;
            }
        }
    }

    /** The format that the first line with content looks like; null if all lines are blank. */
    private @Nullable LabelledFormat recognise(byte[] lines) {
        int from = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                if (!LineCursor.isBlank(lines, from, i)) {
                    return LabelledFormat.recognise(lines, from, i, labelled);
                }
                from = i + 1;
            }
        }
        return null;
    }

    private Utf8Stream open(TextInput input) throws IOException {
        Utf8Stream in = Utf8Stream.open(input);
        current = in;
        where = input instanceof TextInput.AtPath(Path path) ? path.toString() : input.name();
        format = null;
        rest = new byte[0];
        nextLine = 1;
        blankLines = 0;
        return in;
    }

    /** Lines that were not read yet; none at the end. A line longer than a block makes the block longer. */
    private byte[] read(Utf8Stream in) throws IOException {
        byte[] buffer = Arrays.copyOf(rest, Math.max(BLOCK_BYTES, 2 * rest.length));
        int length = rest.length;
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(where + ": reading was interrupted");
            }
            int read = in.readNBytes(buffer, length, buffer.length - length);
            boolean atEnd = read < buffer.length - length;
            length += read;
            int end = length;
            while (end > 0 && buffer[end - 1] != '\n') {
                end--;
            }
            if (atEnd) {
                rest = new byte[0];
                if (end < length) {
                    buffer[length++] = '\n'; // the last line has none; there is room, since the buffer was not filled
                }
                return Arrays.copyOf(buffer, length);
            }
            if (end > 0) {
                rest = Arrays.copyOfRange(buffer, end, length);
                return Arrays.copyOf(buffer, end);
            }
            if (buffer.length > Integer.MAX_VALUE / 4) {
                throw new IOException(where + ": line " + nextLine + " is longer than 512 MB; cut it");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    /**
     * Lines are bad: no more blocks are handed out. All before this one have been, and whoever has one goes on to its end, so the
     * earliest failure does not depend on which thread is faster.
     *
     * @param block that has them
     * @param reason says where
     */
    public synchronized void failed(Block block, IOException reason) {
        if (earliest == null || block.number() < earliest.block()) {
            earliest = new Failure(block.number(), reason);
        }
    }

    /** Throws the earliest failure, if there is one; to be called when no thread has a block any more. */
    public synchronized void check() throws IOException {
        if (earliest != null) {
            throw earliest.reason();
        }
    }

    /** Decompressed bytes so far. */
    synchronized long bytes() {
        return bytes;
    }

    /** The hash of all lines; to be asked for once, at the end. */
    synchronized String sha256() {
        return HexFormat.of().formatHex(hash.digest());
    }

    @Override
    public synchronized void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
