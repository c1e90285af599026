package org.wvtoolkit.cli;

/** The {@code wv} command. */
public final class Main {
    private Main() {}

    /**
     * Runs the command.
     *
     * @param args the words of the command line
     */
    public static void main(String[] args) {
        System.exit(args.length == 0 ? 2 : 0);
    }
}
