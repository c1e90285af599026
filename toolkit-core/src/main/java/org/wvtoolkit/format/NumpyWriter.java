package org.wvtoolkit.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Writer of a {@code .npy} file whose number of rows is not known in advance: the header is written
 * first and its row count corrected at the end. The data go to a temporary file that is renamed to
 * the target. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class NumpyWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final int columns;
    private final TemporaryFile temporary;
    private final FileChannel channel;
    private final OutputStream out;

    private NumpyWriter(Path target, int columns, TemporaryFile temporary, FileChannel channel) throws IOException {
        this.target = target;
        this.columns = columns;
        this.temporary = temporary;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        out.write(header(0));
    }

    /**
     * Creates a writer.
     *
     * @param target the file to create, in an existing folder; an existing file is replaced on
     *     {@link #commit}
     * @param columns number of values in a row, at least 1
     * @return the writer; the caller closes it
     * @throws IOException if the file cannot be written
     */
    public static NumpyWriter create(Path target, int columns) throws IOException {
        Path resolved = (target.toFile().exists() ? target.toRealPath() : target.toAbsolutePath()).normalize();
        Path folder = resolved.getParent();
        if (folder == null) {
            throw new IOException(target + ": not a valid output file; choose another path");
        }
        TemporaryFile temporary =
                TemporaryFiles.create(folder, resolved.getFileName().toString());
        try {
            FileChannel channel = FileChannel.open(temporary.path(), StandardOpenOption.WRITE);
            return new NumpyWriter(resolved, columns, temporary, channel);
        } catch (Throwable failure) {
            temporary.close();
            throw failure;
        }
    }

    /** Returns the header, 128 bytes for any number of rows. */
    private byte[] header(long rows) {
        return NumpyTable.header(rows, columns).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Appends rows.
     *
     * @param bytes little-endian single-precision floats of complete rows
     * @param offset index of the first byte
     * @param length number of bytes
     * @throws IOException if writing fails
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /**
     * Updates the number of rows in the header and renames the file to the target.
     *
     * @throws IOException if that fails; the target is then unchanged
     */
    public void commit() throws IOException {
        out.flush();
        byte[] begin = header(0);
        long rows = (channel.position() - begin.length) / ((long) columns * Float.BYTES);
        channel.write(ByteBuffer.wrap(header(rows)), 0);
        channel.force(true);
        temporary.moveTo(target);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            temporary.close();
        }
    }
}
