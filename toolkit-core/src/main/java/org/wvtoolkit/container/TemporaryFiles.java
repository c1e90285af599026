package org.wvtoolkit.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Factory for temporary files. They are deleted when closed; a shutdown hook deletes those still
 * open when the program ends, also after Ctrl-C. A file that outlives its process after
 * {@code kill -9} or a power failure is deleted by the next process that creates a temporary file
 * in the same folder: the file name, {@code .NAME.PID-START-HOST-RANDOM.tmp}, identifies its
 * process, and files of processes on other hosts are never deleted.
 *
 * <p>The set of open files is static because it belongs to the process. Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class TemporaryFiles {
    private static final Set<Path> OUTSTANDING = new LinkedHashSet<>();
    /** Folders in which orphaned files have been searched. */
    private static final Set<Path> SWEPT = new HashSet<>();

    private static final int RADIX = 36;
    private static final String SUFFIX = ".tmp";
    private static final Pattern OWNER = Pattern.compile("\\..*\\.(\\d+)-([0-9a-z]+)-([0-9a-z]+)-[0-9a-z]+\\.tmp");
    private static boolean hooked;
    private static boolean ended;

    private TemporaryFiles() {}

    /**
     * Creates a new empty file.
     *
     * @param folder an existing folder
     * @param name the name of the output or stage that the file is for
     * @return the file; the caller closes it
     * @throws IOException if the folder does not exist or is not writable, or the program is
     *     already ending
     */
    public static TemporaryFile create(Path folder, String name) throws IOException {
        // Nearly all file systems limit names to 255 bytes. With up to four bytes a character this
        // leaves room for the rest of the name.
        String stem = "." + beginning(name);
        removeOrphans(folder);
        String owner = ProcessHandle.current().pid() + "-" + start(ProcessHandle.current()) + "-" + host();
        while (true) {
            String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), RADIX);
            Path path = folder.resolve(stem + "." + owner + "-" + random + SUFFIX);
            try {
                return new TemporaryFile(register(path));
            } catch (FileAlreadyExistsException taken) {
                // A name collision, possibly with a file of a killed process with the same id:
                // choose another name.
            } catch (NoSuchFileException missing) {
                throw new NoSuchFileException(
                        folder.toString(), null, "no such folder; create it or choose another folder for " + name);
            } catch (AccessDeniedException denied) {
                throw new IOException(
                        folder + ": permission denied to write in this folder; choose another folder for " + name,
                        denied);
            } catch (IOException failure) {
                throw Files.isDirectory(folder) ? failure : new IOException(folder + ": not a folder", failure);
            }
        }
    }

    /** Returns at most 50 characters of a name. Half of a surrogate pair cannot be encoded and is left out. */
    private static String beginning(String name) {
        int length = Math.min(50, name.length());
        boolean splitsPair = length < name.length() && Character.isHighSurrogate(name.charAt(length - 1));
        return name.substring(0, splitsPair ? length - 1 : length);
    }

    /**
     * Creates the exception for a temporary file that cannot be written. The message states the folder, which is
     * that of the output, because the name of a temporary file means nothing to a user.
     *
     * @param folder folder of the temporary file
     * @param failure the failure, for example of a full disk
     * @return the exception, to be thrown; an {@link InterruptedIOException} if the thread was interrupted
     */
    public static IOException cannotWrite(Path folder, IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            return interrupted(failure);
        }
        return new IOException(
                folder + ": a temporary file for the output cannot be written: " + failure.getMessage() + ";"
                        + AtomicFile.free(folder) + " free disk space or choose another folder",
                failure);
    }

    /**
     * Creates the exception for a file operation that ended because its thread was interrupted.
     *
     * @param failure the exception of the channel
     * @return an {@link InterruptedIOException}, to be thrown
     */
    public static InterruptedIOException interrupted(IOException failure) {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(failure);
        return interrupted;
    }

    /** Returns whether a path is that of a temporary file. */
    static boolean isTemporary(Path path) {
        return OWNER.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** Deletes the files that ended processes of this host left in a folder, once for each folder. */
    private static synchronized void removeOrphans(Path folder) {
        if (!SWEPT.add(folder.toAbsolutePath())) {
            return;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, file -> isOrphan(String.valueOf(file.getFileName())))) {
            for (Path orphan : files) {
                Files.deleteIfExists(orphan);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // Orphaned files only occupy disk space. The next step checks whether the folder is
            // writable.
            return;
        }
    }

    private static boolean isOrphan(String name) {
        Matcher owner = OWNER.matcher(name);
        if (!owner.matches() || owner.group(1).length() > 18 || !owner.group(3).equals(host())) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.group(1)));
        return process.isEmpty() || !start(process.get()).equals(owner.group(2));
    }

    /**
     * Returns the start time of a process, which distinguishes it from a later process with the
     * same id; 0 if unknown.
     */
    private static String start(ProcessHandle process) {
        return Long.toString(
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L), RADIX);
    }

    /** Returns a short hash of the host name; containers have their own names. */
    private static String host() {
        String name;
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            name = String.valueOf(System.getenv().getOrDefault("COMPUTERNAME", System.getenv("HOSTNAME")));
        }
        return Integer.toString(name.hashCode() & 0x3FFF_FFFF, RADIX);
    }

    /** Creates and registers a file under one lock, so that the shutdown hook cannot miss it. */
    private static synchronized Path register(Path path) throws IOException {
        if (ended) {
            throw new IOException(path + ": the program is ending");
        }
        if (!hooked) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::end, "wv-temporary-files"));
            } catch (IllegalStateException shuttingDown) {
                throw new IOException(path + ": the program is ending", shuttingDown);
            }
            hooked = true;
        }
        // Files.createTempFile would create a model that only its owner can read.
        Files.createFile(path);
        OUTSTANDING.add(path.toAbsolutePath());
        return path;
    }

    private static synchronized void end() {
        ended = true;
        for (Path path : OUTSTANDING) {
            deleteQuietly(path);
        }
        OUTSTANDING.clear();
    }

    static synchronized void forget(Path path) {
        OUTSTANDING.remove(path.toAbsolutePath());
    }

    static synchronized void delete(Path path) {
        if (OUTSTANDING.remove(path.toAbsolutePath())) {
            deleteQuietly(path);
        }
    }

    /**
     * Deletes a file and ignores failures, which must not hide the result or the failure of the
     * operation itself.
     */
    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            path.toFile().deleteOnExit();
        }
    }

    /** Forces the rename in the folder of {@code file} to disk, if the file system supports it. */
    static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // The file is complete and in place; some file systems cannot open or force a folder.
            return;
        }
    }
}
