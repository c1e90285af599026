package org.wvtoolkit.cli;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.command.RootCommand;
import org.wvtoolkit.cli.terminal.ProcessContext;

/** Runs {@code wv} within the process, without ending it. */
public final class Wv {
    private Wv() {}

    /**
     * Runs a command line.
     *
     * @param context streams, environment and terminal
     * @param arguments the arguments of {@code wv}
     * @return the exit code
     */
    public static int run(ProcessContext context, String... arguments) {
        boolean debug = false;
        for (String argument : arguments) {
            debug |= argument.equals(RootCommand.DEBUG);
        }
        Failures failures = new Failures(context, debug);
        try {
            Callable<Integer> plain = PlainQuestion.read(context, arguments);
            return plain != null ? plain.call() : ParsedCommandLine.run(context, failures, arguments);
        } catch (Throwable failure) {
            return failures.report(failure);
        }
    }
}
