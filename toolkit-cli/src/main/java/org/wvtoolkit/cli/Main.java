package org.wvtoolkit.cli;

/** Entry. */
public final class Main {
    private Main() {}

    /** @param args words */
    public static void main(String[] args) {
        System.out.println("wv " + args.length);
    }
}
