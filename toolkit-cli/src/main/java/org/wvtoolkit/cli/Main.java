package org.wvtoolkit.cli;

import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.StandardError;

/** The {@code wv} command as a process; the only place that ends it. */
public final class Main {
    private Main() {}

    /**
     * Runs the command.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        StandardError.restore();
        System.exit(Wv.run(ProcessContext.ofProcess(), arguments));
    }
}
