package org.wvtoolkit.linalg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Zeroed memory for the large arrays of a stage: off the heap while a budget lasts, beyond it in a temporary file that is
 * mapped, of which the system keeps in memory what there is room for and writes out the rest. So what does not fit costs time,
 * never the process.
 *
 * <p>The file has all its blocks before it is mapped: a full disk is an exception here, not a fault on some later access. Where
 * the system allows it, the file has no name, so that not even a killed process leaves it behind.
 *
 * <p>Threads: confined to one; what it hands out may be used by any. All of it is freed on closing.
 */
public final class ScratchMemory implements SegmentAllocator, AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Arena arena = Arena.ofShared();
    private final Path folder;
    private long left;
    private @Nullable FileChannel channel;
    private long end;

    /**
     * Memory of nothing yet.
     *
     * @param budget bytes that may be taken off the heap
     * @param folder where a temporary file goes if they do not suffice
     */
    public ScratchMemory(long budget, Path folder) {
        this.left = budget;
        this.folder = folder;
    }

    /**
     * Memory, zeroed.
     *
     * @param byteSize at least 0
     * @param byteAlignment a power of two, at most 4096
     * @return the memory, which lives until this is closed
     * @throws UncheckedIOException if it does not fit into the budget and the temporary file cannot be written
     */
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        if (byteSize <= left) {
            left -= byteSize;
            return arena.allocate(byteSize, byteAlignment);
        }
        try {
            return map(byteSize);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private MemorySegment map(long bytes) throws IOException {
        if (channel == null) {
            try (TemporaryFile file = TemporaryFiles.create(folder, "scratch")) {
                channel = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
            }
        }
        FileChannel open = channel;
        long begin = end;
        long pages = (bytes + 4095) / 4096 * 4096;
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, pages));
        try {
            for (long at = begin; at < begin + pages; ) {
                zeros.position(0).limit((int) Math.min(zeros.capacity(), begin + pages - at));
                at += open.write(zeros, at);
            }
        } catch (IOException failure) {
            throw new IOException(
                    folder + ": a temporary file of " + (begin + pages) + " bytes cannot be written ("
                            + failure.getMessage() + "); make room, choose another folder, or give more memory",
                    failure);
        }
        end = begin + pages;
        return open.map(FileChannel.MapMode.READ_WRITE, begin, pages, arena).asSlice(0, bytes);
    }

    /**
     * Bytes that had to go to the temporary file.
     *
     * @return at least 0
     */
    public long mappedBytes() {
        return end;
    }

    /** Frees everything and deletes the file. */
    @Override
    public void close() throws IOException {
        arena.close();
        if (channel != null) {
            channel.close();
        }
    }
}
