package org.wvtoolkit.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/** Long unit of text in a temporary file, which {@link #close} deletes. Not thread-safe. */
final class SpooledUnit implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final TemporaryFile file;
    private final FileChannel channel;
    private final MessageDigest digest;

    private SpooledUnit(Path folder, TemporaryFile file, FileChannel channel, MessageDigest digest) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        this.digest = digest;
    }

    static SpooledUnit create(Path folder) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        TemporaryFile file = TemporaryFiles.create(folder, "unit");
        try {
            return new SpooledUnit(
                    folder,
                    file,
                    FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE),
                    digest);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException failure) {
            throw TemporaryFiles.cannotWrite(folder, failure);
        }
    }

    /** Returns a 64-bit hash of the text, which ends: no further text may be appended. */
    long hash() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    void copyTo(UnitConsumer consumer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long position = 0;
        for (int read = channel.read(buffer, position); read > 0; read = channel.read(buffer, position)) {
            consumer.piece(buffer.array(), 0, read);
            position += read;
            buffer.clear();
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            channel.close();
        }
    }
}
