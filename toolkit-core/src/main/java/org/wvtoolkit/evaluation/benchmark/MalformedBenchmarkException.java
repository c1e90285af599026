package org.wvtoolkit.evaluation.benchmark;

import org.wvtoolkit.container.MalformedFileException;

/** A file of questions that cannot be understood. The message is one line: which file, which line, what, what to do. */
public final class MalformedBenchmarkException extends MalformedFileException {
    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * A bad file.
     *
     * @param source the file
     * @param line the line where it is wrong, from 1, or 0 where the fault has no single place
     * @param problem what is wrong, as the end of a sentence
     * @param remedy what to do about it
     */
    MalformedBenchmarkException(String source, int line, String problem, String remedy) {
        super(java.nio.file.Path.of(source), -1, (line > 0 ? "line " + line + ": " : "") + problem, remedy);
        this.line = line;
    }

    /**
     * Where it is wrong.
     *
     * @return the line from 1, or 0 where the fault has no single place
     */
    public int line() {
        return line;
    }
}
