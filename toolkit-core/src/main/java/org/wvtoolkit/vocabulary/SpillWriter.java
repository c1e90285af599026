package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.wvtoolkit.container.TemporaryFiles;

/** Buffered writer of little-endian numbers and bytes to a range of a temporary file. Confined to one thread. */
final class SpillWriter implements AutoCloseable {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int BUFFER_BYTES = 1 << 17;

    private final FileChannel channel;
    private final Path folder;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
    private long position;
    private long used;

    /**
     * Creates a writer.
     *
     * @param channel the file; not closed by this writer
     * @param position file offset of the first byte
     * @param folder folder of the file, for messages
     */
    SpillWriter(FileChannel channel, long position, Path folder) {
        this.channel = channel;
        this.position = position;
        this.folder = folder;
    }

    void write(int value) throws IOException {
        reserve(Integer.BYTES);
        buffer.set(INT, used, value);
        used += Integer.BYTES;
    }

    void write(long value) throws IOException {
        reserve(Long.BYTES);
        buffer.set(LONG, used, value);
        used += Long.BYTES;
    }

    void write(MemorySegment source, long offset, int length) throws IOException {
        for (long done = 0; done < length; ) {
            reserve(1);
            long part = Math.min(length - done, BUFFER_BYTES - used);
            MemorySegment.copy(source, JAVA_BYTE, offset + done, buffer, JAVA_BYTE, used, part);
            used += part;
            done += part;
        }
    }

    private void reserve(int bytes) throws IOException {
        if (used + bytes > BUFFER_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        ByteBuffer outgoing = buffer.asSlice(0, used).asByteBuffer();
        try {
            while (outgoing.hasRemaining()) {
                position += channel.write(outgoing, position);
            }
        } catch (IOException failure) {
            throw TemporaryFiles.cannotWrite(folder, failure);
        }
        used = 0;
    }

    /** Writes the rest of the buffer. */
    @Override
    public void close() throws IOException {
        try (arena) {
            flush();
        }
    }
}
