package org.wvtoolkit.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A temporary file that vanishes when it is closed or when the program ends, unless it has been moved into place.
 *
 * <p>Threads: safe from any.
 */
public final class TemporaryFile implements AutoCloseable {
    private final Path path;

    TemporaryFile(Path path) {
        this.path = path;
    }

    /**
     * Where it is.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * Renames it into place, atomically: whoever opens the target sees the old file or the new one, whole. Its content must
     * have been forced to disk before; this forces the folder.
     *
     * @param target a path on the same file system; what is there is replaced
     * @throws IOException if it cannot be renamed; the target is then as it was
     */
    public void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        TemporaryFiles.forget(path);
        TemporaryFiles.forceFolder(target);
    }

    /** Deletes the file, if it has not been moved. Closing twice does nothing. */
    @Override
    public void close() {
        TemporaryFiles.delete(path);
    }
}
