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
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.TemporaryFile;

/**
 * A file whose bytes are read at any place. Not mapped: a file that another program cuts short is then an error like any other,
 * and blocks of a megabyte are copied faster than their pages are mapped. Safe for concurrent use.
 */
public final class InputFile implements AutoCloseable {
    private static final String REMEDY =
            "the file is damaged or of another format; fetch it again, or see what wv check-model says of it";

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final @Nullable TemporaryFile temporary;

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

    /** The unpacked content of a file, which goes with it; messages name the file that the user knows. */
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

    /** Refuses what is no file, with what to do. */
    public static void check(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": not a file; give a file of vectors");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(path + ": no permission to read it; change its permissions");
        }
    }

    public Path path() {
        return path;
    }

    /** Its length in bytes, as it was at opening. */
    public long size() {
        return size;
    }

    /**
     * Reads bytes at a place.
     *
     * @param position from 0
     * @param target takes them
     * @param offset where in the target
     * @param length how many
     * @return how many there were: fewer only at the end of the file
     */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, Math.max(0, size - position));
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, wanted);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                throw new EOFException(path + ": was cut short while it was read; copy it again and retry");
            }
        }
        return wanted;
    }

    /** The exception for content that is not what the format asks for. */
    public MalformedFileException malformed(long offset, String problem) {
        return new MalformedFileException(path, offset, problem, REMEDY);
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
