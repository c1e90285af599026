package org.wvtoolkit.cli.terminal;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown when the reader of standard output has closed the pipe, as {@code head} does. Not an error, but the
 * command ends.
 */
public final class BrokenPipeException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    BrokenPipeException(IOException cause) {
        super("standard output was closed", cause);
    }
}
