package org.wvtoolkit.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Temporary file that is deleted when it is closed or when the program ends, unless it has been
 * moved to its target. Thread-safe.
 */
public final class TemporaryFile implements AutoCloseable {
    private final Path path;

    TemporaryFile(Path path) {
        this.path = path;
    }

    /**
     * Returns the path of the file.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * Renames the file atomically: a reader of the target sees either the old or the new file
     * completely. The content must have been forced to disk before; this method forces the folder.
     *
     * @param target a path on the same file system; an existing file is replaced
     * @throws IOException if renaming fails; the target is then unchanged
     */
    public void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        TemporaryFiles.forget(path);
        TemporaryFiles.forceFolder(target);
    }

    /** Deletes the file, unless it has been moved. Closing twice has no effect. */
    @Override
    public void close() {
        TemporaryFiles.delete(path);
    }
}
