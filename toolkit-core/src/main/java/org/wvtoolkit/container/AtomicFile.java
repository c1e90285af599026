package org.wvtoolkit.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Output file that is written sequentially to a temporary file and renamed to its target on commit.
 * Used for formats other than the container. Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** Maximum number of consecutive symbolic links, as in Linux. */
    private static final int MAX_LINKS = 40;

    private final Path target;
    private final TemporaryFile temporary;
    private final FileChannel channel;
    private final OutputStream out;

    private AtomicFile(Path target, TemporaryFile temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /**
     * Creates a temporary file in the folder of the target.
     *
     * @param target the file to create; a symbolic link is followed, and an existing file is
     *     replaced on commit
     * @return the file; the caller closes it
     * @throws IOException if the folder does not exist or is not writable, or the target is not a
     *     regular file
     */
    public static AtomicFile create(Path target) throws IOException {
        Path resolved = resolve(target);
        TemporaryFile temporary = beside(resolved);
        try {
            return new AtomicFile(resolved, temporary, FileChannel.open(temporary.path(), StandardOpenOption.WRITE));
        } catch (Throwable failure) {
            temporary.close();
            throw failure;
        }
    }

    /**
     * Appends bytes.
     *
     * @param bytes the source
     * @param offset index of the first byte
     * @param length number of bytes
     * @throws IOException if writing fails, for example because the disk is full; the message
     *     states the remedy
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            throw cannotWrite(target, -1, failure);
        }
    }

    /**
     * Returns the number of bytes appended so far.
     *
     * @return the size of the file
     * @throws IOException if writing buffered bytes fails
     */
    public long size() throws IOException {
        try {
            out.flush();
            return channel.position();
        } catch (IOException failure) {
            throw cannotWrite(target, -1, failure);
        }
    }

    /**
     * Overwrites bytes at the beginning of the file, such as a header whose content depends on all data.
     *
     * @param bytes at most as many bytes as were appended
     * @throws IOException if writing fails
     */
    public void overwriteBeginning(byte[] bytes) throws IOException {
        try {
            out.flush();
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left, left.position());
            }
        } catch (IOException failure) {
            throw cannotWrite(target, -1, failure);
        }
    }

    /**
     * Forces all data to disk and renames the file to its target.
     *
     * @throws IOException if that fails; the target is then unchanged
     */
    public void commit() throws IOException {
        try {
            out.flush();
            channel.force(true);
            channel.close();
            temporary.moveTo(target);
        } catch (IOException failure) {
            throw cannotWrite(target, -1, failure);
        }
    }

    /** Deletes the temporary file unless {@link #commit} succeeded. Closing twice has no effect. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            temporary.close();
        }
    }

    /**
     * Resolves a symbolic link, so that the rename replaces the file and not the link. Rejects
     * paths that are not regular files.
     */
    static Path resolve(Path target) throws IOException {
        Path resolved = Files.exists(target) ? target.toRealPath() : followed(target.toAbsolutePath());
        if (Files.isDirectory(resolved)) {
            throw new IOException(target + ": is a folder; specify the path of a file");
        }
        if (Files.exists(resolved) && !Files.isRegularFile(resolved)) {
            throw new IOException(
                    target + ": not a regular file, so it cannot be replaced; specify the path of a file");
        }
        return resolved;
    }

    /** Resolves a chain of symbolic links to a file that does not exist yet. */
    private static Path followed(Path target) throws IOException {
        Path resolved = target;
        for (int links = 0; Files.isSymbolicLink(resolved); links++) {
            if (links == MAX_LINKS) {
                throw new IOException(target + ": too many symbolic links; specify the path of a file");
            }
            resolved = resolved.resolveSibling(Files.readSymbolicLink(resolved)).normalize();
        }
        return resolved;
    }

    static TemporaryFile beside(Path resolved) throws IOException {
        Path folder = resolved.getParent();
        Path name = resolved.getFileName();
        if (folder == null || name == null) {
            throw new IOException(resolved + ": is a folder; specify the path of a file");
        }
        return TemporaryFiles.create(folder, name.toString());
    }

    /**
     * Creates the exception for a failed write. The message states the file, the space needed if
     * known, the space available, and the remedy.
     */
    static IOException cannotWrite(Path target, long bytesNeeded, IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            return TemporaryFiles.interrupted(failure);
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && TemporaryFiles.isTemporary(target)) {
            return TemporaryFiles.cannotWrite(folder, failure);
        }
        String needed = bytesNeeded < 0 ? "" : " it needs " + bytesNeeded + " bytes,";
        String free = folder == null ? "" : free(folder);
        return new IOException(
                target + ": cannot be written: " + failure.getMessage() + ";" + needed + free
                        + " free disk space or choose another path; an existing file is unchanged",
                failure);
    }

    /** Returns the space that is available in a folder, for messages. */
    static String free(Path folder) {
        try {
            return " " + Files.getFileStore(folder).getUsableSpace() + " bytes are free;";
        } catch (IOException unknown) {
            return "";
        }
    }
}
