package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * The result of running {@code wv} within the process.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int code, String out, String err) {
    /**
     * The environment of a run.
     *
     * @param environment the environment variables
     * @param in standard input
     * @param terminalOut whether standard output is a terminal
     * @param terminalErr whether standard error is a terminal
     */
    public record Place(Map<String, String> environment, String in, boolean terminalOut, boolean terminalErr) {
        /** A home folder, no terminal, empty standard input. */
        public static Place home(Path home) {
            return new Place(Map.of("WV_HOME", home.toString()), "", false, false);
        }

        public Place with(String newIn) {
            return new Place(environment, newIn, terminalOut, terminalErr);
        }

        public Place onTerminal() {
            return new Place(environment, in, true, true);
        }

        public Place withEnvironment(Map<String, String> newEnvironment) {
            return new Place(newEnvironment, in, terminalOut, terminalErr);
        }

        public CommandRun run(Object... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Wv.run(
                    new ProcessContext(
                            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                            out,
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            environment,
                            terminalOut,
                            terminalErr,
                            Integer.parseInt(environment.getOrDefault("COLUMNS", "80"))),
                    List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
            return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    /** Asserts success. */
    public CommandRun done() {
        assertEquals(0, code, err);
        return this;
    }

    /** Asserts an exit code with one line on standard error and nothing on standard output. */
    public String failedWith(int expected) {
        assertEquals(expected, code, err);
        assertEquals("", out);
        List<String> lines = err.lines().toList();
        assertEquals(1, lines.size(), err);
        assertTrue(err.startsWith("wv: "), err);
        return lines.getFirst();
    }

    /** Like {@link #failedWith} after progress output: the error is the last line, without a stack trace. */
    public String failedAfterProgress(int expected) {
        assertEquals(expected, code, err);
        assertTrue(err.lines().noneMatch(line -> line.startsWith("\tat ")), err);
        assertEquals(1, err.lines().filter(line -> line.startsWith("wv: ")).count(), err);
        String last = err.lines().toList().getLast();
        assertTrue(last.startsWith("wv: "), err);
        return last;
    }

    /** The first word of a result. */
    public String first() {
        return out.substring(0, out.indexOf('\t'));
    }

    public List<String> outLines() {
        return out.lines().toList();
    }
}
