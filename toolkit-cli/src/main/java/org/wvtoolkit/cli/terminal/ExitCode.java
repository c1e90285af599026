package org.wvtoolkit.cli.terminal;

/** The exit codes. The JVM exits with 130 after Ctrl-C and with 143 after SIGTERM. */
public final class ExitCode {
    /** Success. */
    public static final int DONE = 0;

    /** The command failed; standard error has the reason in one line. */
    public static final int FAILED = 1;

    /** Incorrect usage; standard error has the reason in one line. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
