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
 * A {@code .npy} of as many rows of floats as come: the header is written first and its count of rows put right at the end. The file
 * is written beside its target and renamed into place. Confined to one thread at a time.
 */
public final class NumpyRows implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final int columns;
    private final TemporaryFile temporary;
    private final FileChannel channel;
    private final OutputStream out;

    private NumpyRows(Path target, int columns, TemporaryFile temporary, FileChannel channel) throws IOException {
        this.target = target;
        this.columns = columns;
        this.temporary = temporary;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        out.write(header(0));
    }

    /**
     * Begins a file.
     *
     * @param target where it shall be; its folder exists; what is there is replaced on {@link #commit}
     * @param columns values of a row, at least 1
     * @return the file to write; the caller closes it
     * @throws IOException if it cannot be written
     */
    public static NumpyRows create(Path target, int columns) throws IOException {
        Path place = (target.toFile().exists() ? target.toRealPath() : target.toAbsolutePath()).normalize();
        Path folder = place.getParent();
        if (folder == null) {
            throw new IOException(target + ": is not a file; name another output");
        }
        TemporaryFile temporary =
                TemporaryFiles.create(folder, place.getFileName().toString());
        try {
            FileChannel channel = FileChannel.open(temporary.path(), StandardOpenOption.WRITE);
            return new NumpyRows(place, columns, temporary, channel);
        } catch (Throwable failure) {
            temporary.close();
            throw failure;
        }
    }

    /** Of 128 bytes whatever the number of rows. */
    private byte[] header(long rows) {
        return NumpyTable.header(rows, columns).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes on.
     *
     * @param bytes little-endian floats of single precision, of whole rows
     * @param offset first byte
     * @param length how many
     * @throws IOException if they cannot be written
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /**
     * All rows are written: puts their number into the header and the file in its place.
     *
     * @throws IOException if that fails; the target is then as it was
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
