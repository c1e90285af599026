package org.wvtoolkit.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@code wv} was given by whoever started it.
 *
 * @param in standard input
 * @param out standard output: results and nothing else
 * @param err standard error: progress, notes and failures
 * @param environment the environment variables
 * @param terminalOut whether standard output is a terminal
 * @param terminalErr whether standard error is a terminal
 * @param columns characters in a line of the terminal
 */
public record ProcessContext(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean terminalOut,
        boolean terminalErr,
        int columns) {
    private static final int DEFAULT_COLUMNS = 80;

    /** No variable can be called so. */
    private static final String INTERACTIVE = "=interactive";

    /** Narrower than this a line of progress says nothing. */
    private static final int LEAST_COLUMNS = 20;

    /**
     * This process's. Java cannot tell by itself which of the streams are terminals (its console asks for standard input too),
     * so the launcher says it in the system properties {@code wv.stdout}, {@code wv.stderr} and {@code wv.columns}.
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
                columns(System.getProperty("wv.columns")));
    }

    private static boolean isTerminal(String property) {
        return "terminal".equals(System.getProperty(property));
    }

    private static int columns(@Nullable String said) {
        try {
            return said == null ? DEFAULT_COLUMNS : Math.max(LEAST_COLUMNS, Integer.parseInt(said));
        } catch (NumberFormatException notANumber) {
            return DEFAULT_COLUMNS;
        }
    }

    /**
     * Whether this is one of many questions to a process that stays, as of {@code wv shell}.
     *
     * @return false for a command line of its own
     */
    public boolean interactive() {
        return environment.containsKey(INTERACTIVE);
    }

    /**
     * The same, for a question to a process that stays.
     *
     * @return a context that is {@link #interactive}
     */
    public ProcessContext ofInteraction() {
        Map<String, String> more = new HashMap<>(environment);
        more.put(INTERACTIVE, "");
        return new ProcessContext(in, out, err, Map.copyOf(more), terminalOut, terminalErr, columns);
    }

    /**
     * Whether standard input is a terminal, as the launcher says in the system property {@code wv.stdin}.
     *
     * @return false where nothing was said
     */
    public static boolean terminalIn() {
        return isTerminal("wv.stdin");
    }

    /**
     * Standard output for results, buffered, in UTF-8 whatever the locale.
     *
     * @return a writer, to be flushed; when nobody reads any more it throws {@link BrokenPipeException}
     */
    public Writer results() {
        return new BufferedWriter(new OutputStreamWriter(new StandardOutput(out), StandardCharsets.UTF_8));
    }

    /**
     * Standard output for text that is in UTF-8 already.
     *
     * @return a stream, buffered, to be flushed; when nobody reads any more it throws {@link BrokenPipeException}
     */
    public OutputStream resultBytes() {
        return new BufferedOutputStream(new StandardOutput(out), 1 << 16);
    }

    /**
     * Whether colours are wanted on a terminal: not where {@code NO_COLOR} is set (no-color.org) or the terminal is dumb.
     *
     * @return true unless the environment says no
     */
    public boolean colours() {
        String no = environment.get("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(environment.get("TERM"));
    }

    /**
     * Says on standard error that the work failed.
     *
     * @param message one line: what, where, what to do
     * @return the exit code for that
     */
    public int failed(String message) {
        err.println("wv: " + Quantities.oneLine(message));
        return ExitCode.FAILED;
    }
}
