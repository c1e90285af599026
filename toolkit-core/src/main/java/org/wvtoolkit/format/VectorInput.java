package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.progress.ProgressListener;

/** A file read from begin to end through a buffer, which knows where it is. Confined to a thread. */
final class VectorInput implements AutoCloseable {
    /** The longest line of a header, far above what two numbers need. */
    private static final int MAX_HEADER = 100;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ProgressListener progress;
    private final byte[] buffer = new byte[1 << 18];
    private final ByteBuffer wrapped = ByteBuffer.wrap(buffer);
    private int next;
    private int limit;
    private long bufferEnd;

    private VectorInput(Path path, FileChannel channel, long size, ProgressListener progress) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.progress = progress;
    }

    static VectorInput open(Path path, ProgressListener progress) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": not a file; give a file of vectors");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long size = channel.size();
            progress.stage("reading vectors", ProgressListener.Unit.BYTES, size);
            return new VectorInput(path, channel, size, progress);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    /** Length of the file. */
    long size() {
        return size;
    }

    /** The byte that comes next, from 0. */
    long position() {
        return bufferEnd - (limit - next);
    }

    /** Goes back to the begin. */
    void rewind() throws IOException {
        channel.position(0);
        bufferEnd = 0;
        next = 0;
        limit = 0;
    }

    /** The next byte, 0 to 255, or −1 at the end. */
    int read() throws IOException {
        if (next == limit && !fill()) {
            return -1;
        }
        return buffer[next++] & 0xFF;
    }

    /** The next byte without taking it, or −1 at the end. */
    int peek() throws IOException {
        if (next == limit && !fill()) {
            return -1;
        }
        return buffer[next] & 0xFF;
    }

    private boolean fill() throws IOException {
        wrapped.clear();
        int count = channel.read(wrapped);
        next = 0;
        limit = Math.max(0, count);
        bufferEnd += limit;
        progress.advanced(bufferEnd, "");
        return limit > 0;
    }

    /** Fills an array; false if the file ends before. */
    boolean readFully(byte[] target, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (next == limit && !fill()) {
                return false;
            }
            int count = Math.min(limit - next, length - done);
            System.arraycopy(buffer, next, target, done, count);
            next += count;
            done += count;
        }
        return true;
    }

    /** Number of lines from here to the end that are not blank; takes everything. */
    long countLines() throws IOException {
        long lines = 0;
        boolean blank = true;
        while (next < limit || fill()) {
            for (int i = next; i < limit; i++) {
                if (buffer[i] == '\n') {
                    lines += blank ? 0 : 1;
                    blank = true;
                } else {
                    blank &= buffer[i] >= 0 && buffer[i] <= ' ';
                }
            }
            next = limit;
        }
        return blank ? lines : lines + 1;
    }

    /**
     * What a file's first line says.
     *
     * @param rows number of vectors, 0 to 2^31 − 9
     * @param dimension their length, at least 1
     */
    record Claim(int rows, int dimension) {}

    /** Reads the header of a word2vec file: two numbers in decimal and a line feed. */
    Claim readClaim() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            if (c < 0 || line.length() == MAX_HEADER) {
                throw malformed(position(), "the first line is not \"WORDS DIMENSION\"");
            }
            line.append((char) c);
        }
        String[] numbers = line.toString().strip().split("[ \t]+", -1);
        if (numbers.length != 2) {
            throw malformed(0, "the first line is not \"WORDS DIMENSION\"");
        }
        int rows = number(numbers[0], "number of words");
        int dimension = number(numbers[1], "dimension");
        if (dimension == 0) {
            throw malformed(0, "claims a dimension of 0");
        }
        return new Claim(rows, dimension);
    }

    private int number(String text, String what) throws MalformedFileException {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed(0, "the " + what + " in the first line is not a whole number: \"" + text + "\"");
        }
        if (text.length() > 10 || Long.parseLong(text) > Integer.MAX_VALUE - 16) {
            throw malformed(0, "claims a " + what + " of " + text + ", above " + (Integer.MAX_VALUE - 16));
        }
        return Integer.parseInt(text);
    }

    /** Refuses a claim that the rest of the file has no room for, before anything is allocated for it. */
    void checkRoom(Claim claim, long leastBytesOfRow) throws MalformedFileException {
        long rest = size - position();
        // Neither factor reaches 2^35, so the product cannot overflow.
        if (claim.rows() > 0 && leastBytesOfRow > (rest + 1) / claim.rows()) {
            throw malformed(
                    position(),
                    "claims " + claim.rows() + " vectors of dimension " + claim.dimension() + ", which need at least "
                            + leastBytesOfRow + " bytes each, but only " + rest + " bytes follow");
        }
    }

    MalformedFileException malformed(long offset, String problem) {
        return new MalformedFileException(
                path, offset, problem, "the file is damaged or of another format; fetch it again or name its format");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
