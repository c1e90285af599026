package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
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
 * Temporary file of the sorted runs of all blocks, the only file that counting keeps open. It
 * contains one piece for each block and each range of rows, with the rows in ascending order.
 *
 * <p>A row consists of one list of cells for each range of columns (usually a single range): the
 * number of cells, then for each cell the distance of its column from the preceding one minus 1,
 * and its sum. All numbers are variable-length integers of seven bits a byte, lowest bits first,
 * with the high bit set if more bytes follow. Counts of natural text need about three bytes a cell.
 *
 * <p>Where the operating system allows it, the file is unlinked immediately, so that even a killed
 * process leaves nothing behind.
 *
 * <p>{@link #append} is thread-safe.
 */
final class RunFile implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private final AtomicLong end = new AtomicLong();
    private final List<long[]> begins = new ArrayList<>();
    private final List<long[]> lengths = new ArrayList<>();

    /** Creates an empty file in a folder. */
    RunFile(Path folder) throws IOException {
        this.folder = folder;
        try (TemporaryFile file = TemporaryFiles.create(folder, "cooccurrence")) {
            this.channel = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    /** Begins the next block with the given number of pieces. */
    void beginBlock(int pieces) {
        begins.add(new long[pieces]);
        lengths.add(new long[pieces]);
    }

    /** Returns the number of blocks. */
    int blocks() {
        return begins.size();
    }

    /** Returns the number of bytes written. */
    long size() {
        return end.get();
    }

    /**
     * Checks that the disk has enough free space.
     *
     * @param bytes estimated number of bytes that will still be written
     * @throws IOException if less space is available
     */
    void requireSpace(long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new IOException(folder + ": counting needs about " + bytes + " bytes for temporary files, but only "
                    + free + " are free; free disk space, choose another folder, or increase the memory budget");
        }
    }

    /** Writes a piece of the last block. */
    void append(int piece, byte[] bytes, int length) throws IOException {
        long begin = end.getAndAdd(length);
        begins.getLast()[piece] = begin;
        lengths.getLast()[piece] = length;
        try {
            // In small steps, because the channel copies through native memory of the size of its
            // argument and retains it.
            int step = 1 << 18;
            for (int done = 0; done < length; done += step) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, done, Math.min(step, length - done));
                while (buffer.hasRemaining()) {
                    channel.write(buffer, begin + buffer.position());
                }
            }
        } catch (ClosedByInterruptException interrupted) {
            throw TemporaryFiles.interrupted(interrupted);
        } catch (IOException failure) {
            throw new IOException(
                    folder + ": a temporary file cannot be written (" + failure.getMessage() + ") after " + begin
                            + " bytes; free disk space, choose another folder, or increase the memory budget",
                    failure);
        }
    }

    /** Maps all bytes written so far. */
    MemorySegment map() throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, end.get(), arena);
    }

    /** Returns the offset of a piece in the mapped file. */
    long pieceBegin(int block, int piece) {
        return begins.get(block)[piece];
    }

    @Override
    public void close() throws IOException {
        arena.close();
        channel.close();
    }
}
