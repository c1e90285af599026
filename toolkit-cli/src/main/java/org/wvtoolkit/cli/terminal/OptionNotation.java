package org.wvtoolkit.cli.terminal;

import java.util.regex.Pattern;

/**
 * The notation of options on the command line. Messages of the library refer to "the option min-count", because the
 * library has other user interfaces; the command line prints {@code --min-count}.
 */
public final class OptionNotation {
    private static final Pattern REFERENCE = Pattern.compile("\\bthe option ([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\\b");

    private OptionNotation() {}

    /**
     * Replaces the references to options in a message.
     *
     * @param message a message of the library or of the command line
     * @return the message with flags
     */
    public static String flags(String message) {
        return REFERENCE.matcher(message).replaceAll("--$1");
    }
}
