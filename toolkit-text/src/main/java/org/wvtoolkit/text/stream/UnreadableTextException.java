package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.Serial;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Text that cannot be read: missing, forbidden, broken, or not text. The message is one line that
 * says where, what, and what to do about it.
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
     * Text that cannot be read as a whole.
     *
     * @param where the file, folder or stream
     * @param what what is wrong with it
     * @param remedy what a person can do
     * @param cause what brought it up, or null
     * @return the exception
     */
    public static UnreadableTextException of(String where, String what, String remedy, @Nullable Throwable cause) {
        return new UnreadableTextException(where, -1, what, remedy, cause);
    }

    /**
     * Text that cannot be read from some place on.
     *
     * @param where the file or stream
     * @param offset the place, in bytes of the file as it lies there, compressed or not
     * @param what what is wrong with it
     * @param remedy what a person can do
     * @param cause what brought it up, or null
     * @return the exception
     */
    static UnreadableTextException at(
            String where, long offset, String what, String remedy, @Nullable Throwable cause) {
        return new UnreadableTextException(where, offset, what, remedy, cause);
    }

    /** One line: where, what, and what to do. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** What is wrong, without where and what to do. */
    public String what() {
        return what;
    }

    /**
     * Where the trouble is.
     *
     * @return the file, folder or stream
     */
    public String where() {
        return where;
    }

    /**
     * How far into the file the trouble is.
     *
     * @return bytes of the file as it lies there, compressed or not; empty where the file as a whole is meant
     */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
