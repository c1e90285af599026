package org.wvtoolkit.container;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes temporary files that leave nothing behind: they are deleted when closed, and those still open when the program ends,
 * Ctrl-C included, are deleted by one shutdown hook. (Nothing helps against {@code kill -9} or a power cut; the names then
 * tell what is left: {@code .NAME.PID-RANDOM.tmp}.)
 *
 * <p>The set of outstanding files belongs to the process, as its end does; hence the only static state of the package.
 *
 * <p>Threads: safe from any.
 */
public final class TemporaryFiles {
    private static final Set<Path> OUTSTANDING = new LinkedHashSet<>();
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
        String stem = name.length() <= 50 ? name : name.substring(0, 50);
        long pid = ProcessHandle.current().pid();
        while (true) {
            String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
            Path path = folder.resolve("." + stem + "." + pid + "-" + random + ".tmp");
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
