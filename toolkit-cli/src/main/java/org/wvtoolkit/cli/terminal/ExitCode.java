package org.wvtoolkit.cli.terminal;

/** The exit codes. After Ctrl-C the JVM exits with 130. */
public final class ExitCode {
    /** Success. */
    public static final int DONE = 0;

    /** The command failed; standard error has the reason in one line. */
    public static final int FAILED = 1;

    /** Incorrect usage; standard error has the reason in one line. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
