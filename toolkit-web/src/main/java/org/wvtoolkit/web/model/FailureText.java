package org.wvtoolkit.web.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.wvtoolkit.container.MalformedFileException;

/** Descriptions of failures for the page: without file names and class names. */
final class FailureText {
    private FailureText() {}

    /** Returns a phrase without details. */
    static String of(Throwable failure) {
        return switch (failure) {
            case OutOfMemoryError _ -> "out of memory";
            case MalformedFileException _ -> "a file is malformed";
            case NoSuchFileException _ -> "a file is missing";
            case IOException _ -> "a file cannot be read or written";
            default -> "internal error";
        };
    }
}
