package org.wvtoolkit.phrases;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Exception for a file that was given as a phrase list but is another kind of file. */
public final class NotAPhraseListException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    NotAPhraseListException(Path file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
