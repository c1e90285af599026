package org.wvtoolkit.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The environment of one run of {@code wv}.
 *
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: progress, notes and errors
 * @param environment the environment variables
 * @param terminalOut whether standard output is a terminal
 * @param terminalErr whether standard error is a terminal
 * @param columns width of the terminal in characters
 * @param lastFailure the failure that was reported last
 */
public record ProcessContext(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean terminalOut,
        boolean terminalErr,
        int columns,
        LastFailure lastFailure) {
    private static final int DEFAULT_COLUMNS = 80;

    /** Environment variable with the width of the terminal. */
    private static final String COLUMNS = "COLUMNS";

    /** A key that cannot be the name of an environment variable. */
    private static final String INTERACTIVE = "=interactive";

    /** Minimum width for a progress line. */
    private static final int MIN_COLUMNS = 20;

    /** Creates a context in which nothing has failed. */
    public ProcessContext(
            InputStream in,
            OutputStream out,
            PrintStream err,
            Map<String, String> environment,
            boolean terminalOut,
            boolean terminalErr,
            int columns) {
        this(in, out, err, environment, terminalOut, terminalErr, columns, new LastFailure());
    }

    /**
     * Creates the context of this process. Java cannot determine which of the streams are terminals (its console
     * depends on standard input, too), so the launcher passes the system properties {@code wv.stdout}, {@code
     * wv.stderr} and {@code wv.columns}. The launcher of Windows cannot determine it either and passes the value {@code
     * console}: the streams are terminals if Java has a console. The environment variable {@code COLUMNS} takes
     * precedence over {@code wv.columns}.
     *
     * @return the context
     */
    public static ProcessContext ofProcess() {
        return new ProcessContext(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                System.err,
                System.getenv(),
                isTerminal("wv.stdout"),
                isTerminal("wv.stderr"),
                columns(System.getenv().getOrDefault(COLUMNS, System.getProperty("wv.columns"))));
    }

    private static boolean isTerminal(String property) {
        String said = System.getProperty(property, "");
        return said.equals("terminal") || (said.equals("console") && isConsole());
    }

    /** Whether both standard input and standard output are a terminal. */
    private static boolean isConsole() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static int columns(@Nullable String said) {
        try {
            return said == null ? DEFAULT_COLUMNS : Math.max(MIN_COLUMNS, Integer.parseInt(said));
        } catch (NumberFormatException notANumber) {
            return DEFAULT_COLUMNS;
        }
    }

    /**
     * Returns whether this is one of several commands in one process, as in {@code wv shell}.
     *
     * @return false for a single command line
     */
    public boolean interactive() {
        return environment.containsKey(INTERACTIVE);
    }

    /**
     * Copies this context for a command in an interactive process.
     *
     * @return a context that is {@link #interactive}
     */
    public ProcessContext ofInteraction() {
        Map<String, String> more = new HashMap<>(environment);
        more.put(INTERACTIVE, "");
        return new ProcessContext(in, out, err, Map.copyOf(more), terminalOut, terminalErr, columns);
    }

    /**
     * Returns whether standard input is a terminal, by the launcher's system property {@code wv.stdin}.
     *
     * @return false if the property is missing
     */
    public static boolean terminalIn() {
        return isTerminal("wv.stdin");
    }

    /**
     * Buffered standard output for text, in UTF-8 in every locale.
     *
     * @return a writer that the caller flushes; throws {@link BrokenPipeException} if the pipe is closed
     */
    public Writer results() {
        return new BufferedWriter(new OutputStreamWriter(new StandardOutput(out), StandardCharsets.UTF_8));
    }

    /**
     * Buffered standard output for tables. On a terminal, or if the environment variable {@code COLUMNS} is set,
     * lines that are longer than the terminal is wide are wrapped at words.
     *
     * @return a writer that the caller flushes
     */
    public Writer tables() {
        return terminalOut || environment.containsKey(COLUMNS) ? new WrappedLines(results(), columns) : results();
    }

    /**
     * Buffered standard output for UTF-8 bytes.
     *
     * @return a stream that the caller flushes; throws {@link BrokenPipeException} if the pipe is closed
     */
    public OutputStream resultBytes() {
        return new BufferedOutputStream(new StandardOutput(out), 1 << 16);
    }

    /**
     * Returns whether a terminal may show colours: not if {@code NO_COLOR} is set (no-color.org) or the terminal is
     * dumb.
     *
     * @return true unless the environment excludes it
     */
    public boolean colours() {
        String no = environment.get("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(environment.get("TERM"));
    }

    /**
     * Reports a failure on standard error.
     *
     * @param message one line: what, where, remedy
     * @return the exit code of a failure
     */
    public int failed(String message) {
        return failed(message, Map.of());
    }

    /**
     * Reports a failure that unknown words cause on standard error.
     *
     * @param message one line: what, where, remedy
     * @param unknown similar spellings by unknown word
     * @return the exit code of a failure
     */
    public int failed(String message, Map<String, List<String>> unknown) {
        String line = Quantities.oneLine(OptionNotation.flags(message));
        lastFailure.set(line, unknown);
        err.println("wv: " + line);
        return ExitCode.FAILED;
    }
}
