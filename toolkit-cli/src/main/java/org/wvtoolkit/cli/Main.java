package org.wvtoolkit.cli;

import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.StandardError;

/** The entry point of the {@code wv} process. The only class that calls {@link System#exit}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and ends the process.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        StandardError.restore();
        System.exit(Wv.run(ProcessContext.ofProcess(), arguments));
    }
}
