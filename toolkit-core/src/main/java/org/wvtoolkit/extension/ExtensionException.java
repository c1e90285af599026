package org.wvtoolkit.extension;

import java.io.Serial;

/** An extension cannot be loaded, or one of its parts cannot be registered. The message names the extension or part. */
public final class ExtensionException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    ExtensionException(String message) {
        super(message);
    }

    ExtensionException(String message, Throwable cause) {
        super(message, cause);
    }
}
