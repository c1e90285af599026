package org.wvtoolkit.container;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Exception for a file whose content violates its format. The one-line message states the file, the
 * problem, its offset, and the remedy.
 */
public class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** Stored as a string, because not every {@link Path} is serializable. */
    private final String path;

    private final long offset;

    /**
     * Creates an exception.
     *
     * @param path the file
     * @param offset offset of the invalid byte, from 0, or −1 if the problem has no single location
     * @param problem the problem, as the predicate of a sentence about the file
     * @param remedy what the user can do
     */
    public MalformedFileException(Path path, long offset, String problem, String remedy) {
        super(path + ": " + oneLine(problem) + (offset < 0 ? "" : " (at byte " + offset + ")") + "; "
                + oneLine(remedy));
        this.path = path.toString();
        this.offset = offset;
    }

    /**
     * Returns the file.
     *
     * @return its path as it was given
     */
    public Path path() {
        return Path.of(path);
    }

    /**
     * Returns the location of the problem.
     *
     * @return byte offset from 0, or −1 if the problem has no single location
     */
    public long offset() {
        return offset;
    }

    /**
     * Replaces control characters: text quoted from an invalid file must not break the message into
     * lines or control the terminal.
     */
    private static String oneLine(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .limit(1000)
                .forEach(point -> clean.appendCodePoint(Character.isISOControl(point) ? '\uFFFD' : point));
        return clean.toString();
    }
}
