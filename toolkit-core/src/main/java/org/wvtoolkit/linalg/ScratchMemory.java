package org.wvtoolkit.linalg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Allocator of zeroed memory for the large arrays of a stage: off-heap within a budget, beyond it
 * in a memory-mapped temporary file, of which the operating system keeps as much in memory as there
 * is space. Exceeding the budget therefore costs time but does not fail.
 *
 * <p>All blocks of the file are allocated before it is mapped, so that a full disk raises an
 * exception here instead of a fault on a later access. Where the operating system allows it, the
 * file is unlinked immediately, so that even a killed process leaves nothing behind.
 *
 * <p>Allocation is not thread-safe; the allocated memory may be used by any thread. {@link #close}
 * frees all of it.
 *
 * <p>Not part of the public API.
 */
public final class ScratchMemory implements SegmentAllocator, AutoCloseable {
    private static final int CHUNK = 1 << 20;

    /** Size of a region of huge pages, unless a block is larger. */
    private static final long REGION = 64L << 20;

    private final Arena arena = Arena.ofShared();
    private final Path folder;
    private long left;
    private MemorySegment region = MemorySegment.NULL;
    private @Nullable FileChannel channel;
    private long end;

    /**
     * Creates an empty allocator.
     *
     * @param budget maximum number of off-heap bytes
     * @param folder folder of the temporary file
     */
    public ScratchMemory(long budget, Path folder) {
        this.left = budget;
        this.folder = folder;
    }

    /**
     * Allocates zeroed memory.
     *
     * @param byteSize at least 0
     * @param byteAlignment a power of two, at most 4096
     * @return memory that is valid until this allocator is closed
     * @throws UncheckedIOException if it exceeds the budget and the temporary file cannot be
     *     written
     */
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        if (byteSize <= left) {
            left -= byteSize;
            return inMemory(byteSize, byteAlignment);
        }
        try {
            return map(byteSize);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Divides regions of huge pages into blocks, because blocks that are smaller than a few huge pages could not be
     * allocated in them separately.
     */
    private MemorySegment inMemory(long bytes, long alignment) {
        long padding = -region.address() & (alignment - 1);
        if (padding + bytes > region.byteSize()) {
            padding = 0;
            // Pages that are not accessed take no memory.
            long size = Math.max(bytes, Math.min(REGION, bytes + left));
            region = HugePages.find(arena, size).orElse(MemorySegment.NULL);
            if (region.byteSize() == 0) {
                return arena.allocate(bytes, alignment);
            }
        }
        MemorySegment block = region.asSlice(padding, bytes);
        region = region.asSlice(padding + bytes);
        return block;
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
        } catch (ClosedByInterruptException interrupted) {
            throw TemporaryFiles.interrupted(interrupted);
        } catch (IOException failure) {
            throw new IOException(
                    folder + ": a temporary file of " + (begin + pages) + " bytes cannot be written ("
                            + failure.getMessage() + "); free disk space, choose another folder, or increase the "
                            + "memory budget",
                    failure);
        }
        end = begin + pages;
        return open.map(FileChannel.MapMode.READ_WRITE, begin, pages, arena).asSlice(0, bytes);
    }

    /**
     * Returns the number of bytes in the temporary file.
     *
     * @return at least 0
     */
    public long mappedBytes() {
        return end;
    }

    /** Frees all memory and deletes the file. */
    @Override
    public void close() throws IOException {
        arena.close();
        if (channel != null) {
            channel.close();
        }
    }
}
