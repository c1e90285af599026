package org.wvtoolkit.cli.terminal;

import java.io.IOException;
import java.io.Serial;

/** Whoever read standard output has had enough, as {@code head} does: no failure, but no reason to go on. */
public final class BrokenPipeException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    BrokenPipeException(IOException cause) {
        super("standard output was closed", cause);
    }
}
