package org.wvtoolkit.evaluation.benchmark;

import org.wvtoolkit.container.MalformedFileException;

/**
 * Exception for an invalid benchmark file. The one-line message states the file, the line, the
 * problem and the remedy.
 */
public final class MalformedBenchmarkException extends MalformedFileException {
    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * Creates an exception.
     *
     * @param source the file
     * @param line the invalid line, from 1, or 0 if the problem has no single location
     * @param problem the problem, as the predicate of a sentence about the line or file
     * @param remedy what the user can do
     */
    MalformedBenchmarkException(String source, int line, String problem, String remedy) {
        super(java.nio.file.Path.of(source), -1, (line > 0 ? "line " + line + ": " : "") + problem, remedy);
        this.line = line;
    }

    /**
     * Returns the location of the problem.
     *
     * @return line number from 1, or 0 if the problem has no single location
     */
    public int line() {
        return line;
    }
}
