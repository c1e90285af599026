package org.wvtoolkit.container;

import java.io.IOException;
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
 * Creates temporary files and removes them. A file is deleted when it is closed; files still open when the program ends, Ctrl-C
 * included, are deleted by one shutdown hook. A file that outlives its process after {@code kill -9} or a power cut is removed by the
 * next process that creates a temporary file in the same folder: the file's name,
 * {@code .NAME.PID-START-HOST-RANDOM.tmp}, identifies its process, and a process on another host is never taken for an ended one.
 *
 * <p>The set of outstanding files belongs to the process, as its end does; hence the only static state of the package. Thread-safe.
 */
public final class TemporaryFiles {
    private static final Set<Path> OUTSTANDING = new LinkedHashSet<>();
    /** The folders in which orphans have been looked for. */
    private static final Set<Path> SWEPT = new HashSet<>();

    private static final int RADIX = 36;
    private static final String SUFFIX = ".tmp";
    private static final Pattern OWNER = Pattern.compile("\\..*\\.(\\d+)-([0-9a-z]+)-([0-9a-z]+)-[0-9a-z]+\\.tmp");
    private static boolean hooked;
    private static boolean ended;

    private TemporaryFiles() {}

    /**
     * Makes a new empty file.
     *
     * @param folder an existing folder
     * @param name what it is for: the name of the output, or of a stage
     * @return the file; whoever asked closes it
     * @throws IOException if the folder does not exist or cannot be written to, or the program is already ending
     */
    public static TemporaryFile create(Path folder, String name) throws IOException {
        // The limit of a name is 255 bytes nearly everywhere; four bytes a character leave room for the rest.
        String stem = "." + (name.length() <= 50 ? name : name.substring(0, 50));
        removeOrphans(folder);
        String owner = ProcessHandle.current().pid() + "-" + start(ProcessHandle.current()) + "-" + host();
        while (true) {
            String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), RADIX);
            Path path = folder.resolve(stem + "." + owner + "-" + random + SUFFIX);
            try {
                return new TemporaryFile(register(path));
            } catch (FileAlreadyExistsException taken) {
                // By chance, or left by a killed process of the same number: draw another name.
            } catch (NoSuchFileException missing) {
                throw new NoSuchFileException(
                        folder.toString(), null, "no such folder; make it first or choose another place for " + name);
            } catch (AccessDeniedException denied) {
                throw new IOException(
                        folder + ": no permission to write into this folder; choose another place for " + name, denied);
            } catch (IOException failure) {
                throw Files.isDirectory(folder) ? failure : new IOException(folder + ": not a folder", failure);
            }
        }
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
            // Orphans do no harm but to the free space; whether the folder can be written is seen next.
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

    /** When a process began, by which it differs from a later one of the same number; 0 where the system does not tell. */
    private static String start(ProcessHandle process) {
        return Long.toString(
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L), RADIX);
    }

    /** A short hash of this host's name; containers have names of their own. */
    private static String host() {
        String name;
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            name = String.valueOf(System.getenv().getOrDefault("COMPUTERNAME", System.getenv("HOSTNAME")));
        }
        return Integer.toString(name.hashCode() & 0x3FFF_FFFF, RADIX);
    }

    /** Creates and registers under one lock, so that no file can slip past the hook. */
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
        // Not Files.createTempFile: its permissions would leave a model that only its owner can read.
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

    /** A temporary file that cannot be deleted must not hide the result or the failure of the work itself. */
    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            path.toFile().deleteOnExit();
        }
    }

    /** Forces a rename in the folder of {@code file} to disk, where the file system offers that. */
    static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // The file is in place and whole; some file systems cannot open or force a folder.
            return;
        }
    }
}
