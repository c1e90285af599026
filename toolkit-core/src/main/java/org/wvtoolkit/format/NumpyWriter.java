package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.wvtoolkit.container.AtomicFile;

/**
 * Writer of a {@code .npy} file whose number of rows is not known in advance: the header is written
 * first and its row count corrected at the end. The data go to a temporary file that is renamed to
 * the target. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class NumpyWriter implements AutoCloseable {
    private final int columns;
    private final AtomicFile file;

    private NumpyWriter(int columns, AtomicFile file) throws IOException {
        this.columns = columns;
        this.file = file;
        byte[] begin = header(0);
        file.write(begin, 0, begin.length);
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
        AtomicFile file = AtomicFile.create(target);
        try {
            return new NumpyWriter(columns, file);
        } catch (Throwable failure) {
            file.close();
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
        file.write(bytes, offset, length);
    }

    /**
     * Updates the number of rows in the header and renames the file to the target.
     *
     * @throws IOException if that fails; the target is then unchanged
     */
    public void commit() throws IOException {
        long rows = (file.size() - header(0).length) / ((long) columns * Float.BYTES);
        file.overwriteBeginning(header(rows));
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
