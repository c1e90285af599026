package org.wvtoolkit.spark.record;

import java.io.IOException;
import java.nio.file.Path;

/** Failure to write a temporary file of an executor, usually because its disk is full. */
public final class LocalDiskException extends IOException {
    private static final long serialVersionUID = 1;

    LocalDiskException(Path folder, IOException cause) {
        super(
                folder + ": an executor cannot write a temporary file (" + cause.getMessage()
                        + "); free disk space, or set spark.local.dir to larger disks",
                cause);
    }
}
