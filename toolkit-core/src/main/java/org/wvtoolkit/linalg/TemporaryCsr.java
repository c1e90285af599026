package org.wvtoolkit.linalg;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Sparse matrix in a temporary file, written in parts by several threads and then memory-mapped. It
 * does not count against the memory budget, and is deleted when it is closed.
 *
 * <p>Where the operating system allows it, the file is unlinked immediately, so that even a killed
 * process leaves nothing behind.
 */
public final class TemporaryCsr implements CsrTarget, AutoCloseable {
    private final Path folder;
    private final TemporaryFile file;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private final int rows;
    private final int columns;
    private final boolean doubles;
    private final long dataBegin;
    private final long indicesBegin;
    private final long end;

    // More than six parameters: the open file and the shape of the matrix, stored as they are.
    private TemporaryCsr(
            Path folder,
            TemporaryFile file,
            FileChannel channel,
            int rows,
            int columns,
            long nonZeros,
            boolean doubles) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        this.rows = rows;
        this.columns = columns;
        this.doubles = doubles;
        this.dataBegin = Long.BYTES * (rows + 1L);
        this.indicesBegin = dataBegin + nonZeros * (doubles ? Double.BYTES : Float.BYTES);
        this.end = indicesBegin + nonZeros * Integer.BYTES;
    }

    /**
     * Creates the file.
     *
     * @param folder folder of the file
     * @param name purpose of the file, part of its name
     * @param rows number of rows
     * @param columns number of columns
     * @param nonZeros number of cells that will be written
     * @param doubles whether values have double precision
     * @return the empty matrix; the caller closes it
     * @throws IOException if the folder is not writable or its disk has too little space
     */
    public static TemporaryCsr create(Path folder, String name, int rows, int columns, long nonZeros, boolean doubles)
            throws IOException {
        TemporaryFile file = TemporaryFiles.create(folder, name);
        try {
            FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
            TemporaryCsr matrix = new TemporaryCsr(folder, file, channel, rows, columns, nonZeros, doubles);
            try {
                matrix.requireSpace();
                file.close();
                return matrix;
            } catch (Throwable failure) {
                matrix.close();
                throw failure;
            }
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < end) {
            throw new IOException(folder + ": a temporary file needs " + end + " bytes and only " + free
                    + " are free; free disk space or choose another folder");
        }
    }

    @Override
    public void writeIndptr(MemorySegment indptr) throws IOException {
        write(0, indptr);
    }

    @Override
    public void writeCells(long position, MemorySegment indices, MemorySegment data) throws IOException {
        write(dataBegin + position * (doubles ? Double.BYTES : Float.BYTES), data);
        write(indicesBegin + position * Integer.BYTES, indices);
    }

    private void write(long at, MemorySegment source) throws IOException {
        long size = source.byteSize();
        try {
            long step = 1L << 28;
            for (long done = 0; done < size; done += step) {
                ByteBuffer bytes =
                        source.asSlice(done, Math.min(step, size - done)).asByteBuffer();
                long to = at + done;
                while (bytes.hasRemaining()) {
                    to += channel.write(bytes, to);
                }
            }
        } catch (ClosedByInterruptException interrupted) {
            throw TemporaryFiles.interrupted(interrupted);
        } catch (IOException failure) {
            throw new IOException(
                    folder + ": a temporary file of " + end + " bytes cannot be written (" + failure.getMessage()
                            + "); free disk space or choose another folder",
                    failure);
        }
    }

    /**
     * Maps the matrix after all parts have been written.
     *
     * @return the matrix, valid until this object is closed
     * @throws IOException if the file cannot be mapped
     */
    public CsrMatrix map() throws IOException {
        MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, end, arena);
        MemorySegment indptr = mapped.asSlice(0, dataBegin);
        MemorySegment data = mapped.asSlice(dataBegin, indicesBegin - dataBegin);
        MemorySegment indices = mapped.asSlice(indicesBegin, end - indicesBegin);
        return doubles
                ? CsrMatrix.viewDoubles(rows, columns, indptr, indices, data)
                : CsrMatrix.viewFloats(rows, columns, indptr, indices, data);
    }

    /** Unmaps and deletes the file. Closing twice has no effect. */
    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        try {
            channel.close();
        } finally {
            file.close();
        }
    }
}
