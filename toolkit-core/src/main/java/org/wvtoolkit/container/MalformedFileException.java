package org.wvtoolkit.container;

import java.io.IOException;
import java.nio.file.Path;

/** A file whose content is not what its format asks for. The message is one line: which file, what, where, what to do. */
public class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** Kept as a string: not every {@link Path} can be serialised. */
    private final String path;

    private final long offset;

    /**
     * A bad file.
     *
     * @param path the file
     * @param offset the byte where it is wrong, from 0, or −1 where the fault has no single place
     * @param problem what is wrong, as the end of a sentence
     * @param remedy what to do about it
     */
    public MalformedFileException(Path path, long offset, String problem, String remedy) {
        super(path + ": " + oneLine(problem) + (offset < 0 ? "" : " (at byte " + offset + ")") + "; "
                + oneLine(remedy));
        this.path = path.toString();
        this.offset = offset;
    }

    /**
     * The file.
     *
     * @return its path as it was given
     */
    public Path path() {
        return Path.of(path);
    }

    /**
     * Where it is wrong.
     *
     * @return the byte from 0, or −1 where the fault has no single place
     */
    public long offset() {
        return offset;
    }

    /** Text quoted from a bad file must not break the message into lines or drive the terminal. */
    private static String oneLine(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .limit(1000)
                .forEach(point -> clean.appendCodePoint(Character.isISOControl(point) ? '\uFFFD' : point));
        return clean.toString();
    }
}
