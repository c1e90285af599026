package org.wvtoolkit.nn.labelled;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.Utf8Stream;

/**
 * Labelled files divided into blocks of whole lines with their line numbers. Each worker thread
 * reads the block that it takes, so no thread is occupied with reading only. Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class LineBlocks implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 18;

    private final List<TextInput> inputs;
    private final LineFormat given;
    private final Purpose purpose;
    private final ProgressListener progress;
    private final MessageDigest hash;
    private final long totalBytes;

    private int nextInput;
    private @Nullable Utf8Stream current;
    private @Nullable InputStream lines;
    private @Nullable CsvLines csv;
    private String where = "";
    private @Nullable LabelledFormat format;
    private byte[] rest = {};
    private byte[] ready = {};
    private int readyAt;
    private long number;
    private long nextLine;
    private long blankLines;
    private long bytes;
    private long rawBytesBefore;
    private @Nullable Failure earliest;

    /** Error in the lines of a block. */
    private record Failure(long block, IOException reason) {}

    /**
     * The use of the lines.
     *
     * @param labelled whether lines must have labels
     * @param labels labels that may occur in lines without required labels
     * @param maxLines maximum number of lines in a block, at least 1
     */
    public record Purpose(boolean labelled, Set<String> labels, int maxLines) {
        /** Training: every line has a label, which is not known beforehand. */
        static final Purpose TRAINING = new Purpose(true, Set.of(), Integer.MAX_VALUE);

        /** Copies the labels. */
        public Purpose {
            labels = Set.copyOf(labels);
        }
    }

    /**
     * @param inputs files and streams in order
     * @param given format of the lines
     * @param purpose the use of the lines
     * @param progress receives progress in bytes, from the thread that reads
     */
    public LineBlocks(List<TextInput> inputs, LineFormat given, Purpose purpose, ProgressListener progress)
            throws IOException {
        this.inputs = List.copyOf(inputs);
        this.given = given;
        this.purpose = purpose;
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
     * Block of whole lines.
     *
     * @param number number of the block, from 0
     * @param where the file or stream
     * @param firstLine number of its first line, from 1
     * @param format format of the lines
     * @param bytes the lines, each with a line feed at its end
     */
    @SuppressWarnings("ArrayRecordComponent") // a buffer, passed on once
    public record Block(long number, String where, long firstLine, LabelledFormat format, byte[] bytes) {
        /** Creates the exception for a line, with its location. */
        public IOException bad(long line, String problem) {
            return new IOException(where + ": line " + (firstLine + line) + " " + problem);
        }
    }

    /** Returns the total number of bytes in the files, or −1 if unknown. */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * Returns the next block, or null at the end of all inputs or after an error. {@link #check} throws the error,
     * after the other threads have finished their blocks.
     */
    public synchronized @Nullable Block next() throws IOException {
        if (earliest != null) {
            return null;
        }
        try {
            return nextBlock();
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (IOException unreadable) {
            earliest = new Failure(number, unreadable);
            return null;
        }
    }

    private @Nullable Block nextBlock() throws IOException {
        while (true) {
            Utf8Stream in = current;
            if (in == null) {
                if (nextInput == inputs.size()) {
                    return null;
                }
                in = open(inputs.get(nextInput++));
            }
            byte[] next = nextLines(Objects.requireNonNull(lines));
            progress.advanced(rawBytesBefore + in.rawBytes(), "");
            if (next.length == 0) {
                rawBytesBefore += in.rawBytes();
                in.close();
                current = null;
                // CsvLines adds blank lines to keep the line numbers, so its own count of blank records applies.
                noteBlank(csv == null ? blankLines : csv.blankRecords());
                continue;
            }
            LabelledFormat known = format;
            if (known == null) {
                known = recognise(next);
                if (known == null) {
                    skip(next); // only blank lines so far
                    continue;
                }
                format = known;
            }
            hash.update(next);
            bytes += next.length;
            Block block = new Block(number++, where, nextLine, known, next);
            skip(next);
            return block;
        }
    }

    private void noteBlank(long count) {
        if (count > 0) {
            progress.note(where + ": " + count + (count == 1 ? " blank line" : " blank lines") + " skipped");
        }
    }

    /** Counts the lines of a block and skipped blank lines. */
    private void skip(byte[] block) {
        int from = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == '\n') {
                nextLine++;
                blankLines += LineCursor.isBlank(block, from, i) ? 1 : 0;
                from = i + 1;
            }
        }
    }

    /** Returns the format of the first non-blank line, or null if all lines are blank. */
    private @Nullable LabelledFormat recognise(byte[] block) {
        int from = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == '\n') {
                if (!LineCursor.isBlank(block, from, i)) {
                    return LabelledFormat.recognise(block, from, i, purpose);
                }
                from = i + 1;
            }
        }
        return null;
    }

    private Utf8Stream open(TextInput input) throws IOException {
        Utf8Stream in = Utf8Stream.open(input, given.encoding());
        current = in;
        where = input instanceof TextInput.AtPath(Path path) ? path.toString() : input.name();
        format = given.of(where);
        InputStream text = LineEnds.normalised(in);
        csv = format == LabelledFormat.CSV ? new CsvLines(text, where, given.columns(), purpose.labelled()) : null;
        lines = csv == null ? text : csv;
        rest = new byte[0];
        ready = new byte[0];
        readyAt = 0;
        nextLine = 1;
        blankLines = 0;
        return in;
    }

    /** Returns the next lines, at most those of one block; none at the end. */
    private byte[] nextLines(InputStream in) throws IOException {
        if (readyAt == ready.length) {
            ready = read(in);
            readyAt = 0;
        }
        int from = readyAt;
        int lineCount = 0;
        while (readyAt < ready.length && lineCount < purpose.maxLines()) {
            lineCount += ready[readyAt] == '\n' ? 1 : 0;
            readyAt++;
        }
        return from == 0 && readyAt == ready.length ? ready : Arrays.copyOfRange(ready, from, readyAt);
    }

    /** Reads the next lines; none at the end. A line longer than a block extends the result. */
    private byte[] read(InputStream in) throws IOException {
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
                    buffer[length++] = '\n'; // the last line has none; the buffer has room, because it was not filled
                }
                return Arrays.copyOf(buffer, length);
            }
            if (end > 0) {
                rest = Arrays.copyOfRange(buffer, end, length);
                return Arrays.copyOf(buffer, end);
            }
            if (buffer.length > Integer.MAX_VALUE / 4) {
                throw new IOException(where + ": line " + nextLine + " is longer than 512 MB; split it");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    /**
     * Reports an error and stops the distribution of blocks. All preceding blocks have been
     * distributed and are processed to their end, so the earliest error does not depend on thread
     * timing.
     *
     * @param block the block with the error
     * @param reason the error with its location
     */
    public synchronized void failed(Block block, IOException reason) {
        if (earliest == null || block.number() < earliest.block()) {
            earliest = new Failure(block.number(), reason);
        }
    }

    /**
     * Throws the earliest error, if any. Must be called after all threads have finished their
     * blocks.
     */
    public synchronized void check() throws IOException {
        if (earliest != null) {
            throw earliest.reason();
        }
    }

    /** Returns the number of decompressed bytes read. */
    synchronized long bytes() {
        return bytes;
    }

    /** Returns the hash of all lines. Must be called once, at the end. */
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
