package org.wvtoolkit.cli.terminal;

/** How {@code wv} ends. After Ctrl-C it is 130, which the Java virtual machine sees to. */
public final class ExitCode {
    /** The work is done. */
    public static final int DONE = 0;

    /** The work failed; one line on standard error says why. */
    public static final int FAILED = 1;

    /** The command line was wrong; one line on standard error says where. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
