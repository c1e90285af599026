package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.Serial;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Exception for text that cannot be read because it is missing, protected, damaged or not text. The
 * one-line message states the file, the problem and the remedy.
 */
public final class UnreadableTextException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String where;
    private final long offset;
    private final String what;

    private UnreadableTextException(String where, long offset, String what, String remedy, @Nullable Throwable cause) {
        super(where + ": " + what + (offset < 0 ? "" : " at byte " + offset) + "; " + remedy, cause);
        this.where = where;
        this.what = what + (offset < 0 ? "" : " at byte " + offset);
        this.offset = offset;
    }

    /**
     * Creates an exception for a file as a whole.
     *
     * @param where the file, folder or stream
     * @param what the problem
     * @param remedy what the user can do
     * @param cause the exception that revealed the problem, or null
     * @return the exception
     */
    public static UnreadableTextException of(String where, String what, String remedy, @Nullable Throwable cause) {
        return new UnreadableTextException(where, -1, what, remedy, cause);
    }

    /**
     * Creates an exception for a problem at an offset.
     *
     * @param where the file or stream
     * @param offset the offset in bytes of the stored file, which may be compressed
     * @param what the problem
     * @param remedy what the user can do
     * @param cause the exception that revealed the problem, or null
     * @return the exception
     */
    static UnreadableTextException at(
            String where, long offset, String what, String remedy, @Nullable Throwable cause) {
        return new UnreadableTextException(where, offset, what, remedy, cause);
    }

    /** Returns one line with the file, the problem and the remedy. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns the problem without the file and the remedy. */
    public String what() {
        return what;
    }

    /**
     * Returns the text that cannot be read.
     *
     * @return the file, folder or stream
     */
    public String where() {
        return where;
    }

    /**
     * Returns the offset of the problem.
     *
     * @return the offset in bytes of the stored file, which may be compressed; empty if the problem
     *     concerns the file as a whole
     */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
