package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * The rows of all blocks in one temporary file, which is all that counting has open: for each block and each range of rows one
 * piece, in which the rows lie in order.
 *
 * <p>A row is, for each range of columns (usually there is but one), the number of its cells, then for each cell how far its
 * column is from the one before, less 1, and its sum: all as variable-length integers, seven bits a byte, lowest first, the
 * high bit set where more follow. Counts of real text take about three bytes a cell.
 *
 * <p>Where the system allows it, the file loses its name at once, so that not even a killed process leaves it behind.
 *
 * <p>Threads: {@link #append} is safe from any.
 */
final class RunFile implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private final AtomicLong end = new AtomicLong();
    private final List<long[]> begins = new ArrayList<>();
    private final List<long[]> lengths = new ArrayList<>();

    /** Makes an empty file in a folder. */
    RunFile(Path folder) throws IOException {
        this.folder = folder;
        try (TemporaryFile file = TemporaryFiles.create(folder, "cooccurrence")) {
            this.channel = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    /** Begins the next block, which will have so many pieces. */
    void beginBlock(int pieces) {
        begins.add(new long[pieces]);
        lengths.add(new long[pieces]);
    }

    /** How many blocks there are. */
    int blocks() {
        return begins.size();
    }

    /** Bytes so far. */
    long size() {
        return end.get();
    }

    /**
     * Fails early where the file will not fit on the disk.
     *
     * @param bytes what it is forecast to need from now on
     */
    void requireSpace(long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new IOException(folder + ": counting needs about " + bytes + " bytes of temporary files and only "
                    + free + " are free; make room, choose another folder, or give more memory");
        }
    }

    /** Writes a piece of the newest block. */
    void append(int piece, byte[] bytes, int length) throws IOException {
        long begin = end.getAndAdd(length);
        begins.getLast()[piece] = begin;
        lengths.getLast()[piece] = length;
        try {
            // In small steps: the channel copies through native memory as large as what it is given, and keeps it.
            int step = 1 << 18;
            for (int done = 0; done < length; done += step) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, done, Math.min(step, length - done));
                while (buffer.hasRemaining()) {
                    channel.write(buffer, begin + buffer.position());
                }
            }
        } catch (IOException failure) {
            throw new IOException(
                    folder + ": a temporary file cannot be written (" + failure.getMessage() + ") after " + begin
                            + " bytes; make room, choose another folder, or give more memory",
                    failure);
        }
    }

    /** Maps all that has been written. */
    MemorySegment map() throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, end.get(), arena);
    }

    /** Where a piece begins in the mapped file. */
    long pieceBegin(int block, int piece) {
        return begins.get(block)[piece];
    }

    @Override
    public void close() throws IOException {
        arena.close();
        channel.close();
    }
}
