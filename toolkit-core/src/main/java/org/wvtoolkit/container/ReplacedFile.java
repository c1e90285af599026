package org.wvtoolkit.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written from begin to end beside its target and renamed into place: for formats other than the container.
 *
 * <p>Threads: confined to one.
 */
public final class ReplacedFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** Links followed from one to the next, as Linux follows them. */
    private static final int MOST_LINKS = 40;

    private final Path target;
    private final TemporaryFile temporary;
    private final FileChannel channel;
    private final OutputStream out;

    private ReplacedFile(Path target, TemporaryFile temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /**
     * Opens a temporary file beside the target.
     *
     * @param target where the file shall be; a symbolic link is followed, an existing file replaced on commit
     * @return the file to write; the caller closes it
     * @throws IOException if the target's folder does not exist or cannot be written to, or the target is not a file
     */
    public static ReplacedFile create(Path target) throws IOException {
        Path place = resolve(target);
        TemporaryFile temporary = beside(place);
        try {
            return new ReplacedFile(place, temporary, FileChannel.open(temporary.path(), StandardOpenOption.WRITE));
        } catch (Throwable failure) {
            temporary.close();
            throw failure;
        }
    }

    /**
     * Writes on.
     *
     * @param bytes the source
     * @param offset first byte
     * @param length how many
     * @throws IOException if they cannot be written, the disk being full for one; the message says what to do
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            throw cannotWrite(target, -1, failure);
        }
    }

    /**
     * Forces everything to disk and renames the file into place.
     *
     * @throws IOException if that fails; the target is then as it was
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

    /** Deletes the temporary file unless {@link #commit} has succeeded. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            temporary.close();
        }
    }

    /** Follows a symbolic link, so that the rename replaces the file and not the link; refuses what is not a file. */
    static Path resolve(Path target) throws IOException {
        Path place = Files.exists(target) ? target.toRealPath() : followed(target.toAbsolutePath());
        if (Files.isDirectory(place)) {
            throw new IOException(target + ": is a folder; name a file in it");
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            throw new IOException(target + ": not a regular file, so it cannot be replaced; name a file");
        }
        return place;
    }

    /** Follows a link to a file that does not exist yet, and links it leads to. */
    private static Path followed(Path target) throws IOException {
        Path place = target;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MOST_LINKS) {
                throw new IOException(target + ": too many symbolic links; name a file");
            }
            place = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
        }
        return place;
    }

    static TemporaryFile beside(Path place) throws IOException {
        Path folder = place.getParent();
        Path name = place.getFileName();
        if (folder == null || name == null) {
            throw new IOException(place + ": is a folder; name a file in it");
        }
        return TemporaryFiles.create(folder, name.toString());
    }

    /** Says which file, how much it needs where that is known, how much there is, and what to do. */
    static IOException cannotWrite(Path target, long bytesNeeded, IOException failure) {
        String needed = bytesNeeded < 0 ? "" : " the file needs " + bytesNeeded + " bytes,";
        String free;
        try {
            Path folder = target.getParent();
            free = folder == null ? "" : " " + Files.getFileStore(folder).getUsableSpace() + " are free;";
        } catch (IOException unknown) {
            free = "";
        }
        return new IOException(
                target + ": cannot be written: " + failure.getMessage() + ";" + needed + free
                        + " make room or choose another place; what was there before is unchanged",
                failure);
    }
}
