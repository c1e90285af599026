package org.wvtoolkit.format.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.TemporaryFile;

/**
 * Random-access input file. Thread-safe.
 *
 * <p>The file is not memory-mapped: truncation by another program then raises an ordinary
 * {@link IOException}, and copying blocks of one megabyte is faster than mapping their pages.
 *
 * <p>Not part of the public API.
 */
public final class InputFile implements AutoCloseable {
    private static final int LINE_BLOCK = 1 << 18;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final @Nullable TemporaryFile temporary;

    /** A position whose line number is known, from which those of later positions are counted. */
    private long knownOffset;

    private long knownLine = 1;

    private InputFile(Path path, FileChannel channel, long size, @Nullable TemporaryFile temporary) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.temporary = temporary;
    }

    public static InputFile open(Path path) throws IOException {
        check(path);
        return open(path, path, null);
    }

    /**
     * Opens the decompressed content of a file. Closing the result deletes the temporary file;
     * messages name the original path.
     */
    public static InputFile unpacked(Path path, TemporaryFile content) throws IOException {
        return open(path, content.path(), content);
    }

    private static InputFile open(Path path, Path content, @Nullable TemporaryFile temporary) throws IOException {
        FileChannel channel = FileChannel.open(content, StandardOpenOption.READ);
        try {
            return new InputFile(path, channel, channel.size(), temporary);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Checks that a path is a readable regular file.
     *
     * @throws IOException if it is not; the message states what to do
     */
    public static void check(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": not a regular file; use a vector file");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(path + ": permission denied; change the file's permissions");
        }
    }

    public Path path() {
        return path;
    }

    /** Returns the length in bytes at the time of opening. */
    public long size() {
        return size;
    }

    /**
     * Reads bytes at an offset.
     *
     * @param position offset in the file, from 0
     * @param target receives the bytes
     * @param offset index of the first byte in {@code target}
     * @param length number of bytes to read
     * @return the number of bytes read, less than {@code length} only at the end of the file
     */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, Math.max(0, size - position));
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, wanted);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                throw new EOFException(path + ": truncated while being read; copy the file again and retry");
            }
        }
        return wanted;
    }

    /**
     * Returns the number of the line that contains a byte, from 1, for messages. Reads the bytes after the position of
     * the previous call, so that calls in the order of positions together read the file once.
     */
    public synchronized long lineNumber(long offset) throws IOException {
        if (offset < knownOffset) {
            knownOffset = 0;
            knownLine = 1;
        }
        byte[] block = new byte[(int) Math.min(LINE_BLOCK, offset - knownOffset)];
        while (knownOffset < offset) {
            int count = read(knownOffset, block, 0, (int) Math.min(block.length, offset - knownOffset));
            if (count == 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                knownLine += block[i] == '\n' ? 1 : 0;
            }
            knownOffset += count;
        }
        return knownLine;
    }

    /** Creates the exception for content that violates the format. */
    public MalformedVectorFileException malformed(long offset, String problem) {
        return new MalformedVectorFileException(path, offset, problem);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            if (temporary != null) {
                temporary.close();
            }
        }
    }
}
