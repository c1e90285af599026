package org.wvtoolkit.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The options with which the launcher starts Java for a command. The launchers are a shell script and a
 * batch file. They contain the tables that {@link #launcherTable} and {@link #windowsTable} generate from {@link
 * Commands}.
 */
public enum StartupProfile {
    /** Short runs: fast start-up, no vector module, first-tier compiler only. */
    QUESTION,
    /** Long work on text and files: no vector module, optimizing compiler. */
    READING,
    /** Training: with the vector module and kernels that are compiled at their first calls. */
    TRAINING,
    /** Other numerical work: with the vector module. */
    VECTORS;

    /**
     * Generates the launcher's table.
     *
     * @return lines of a shell {@code case} statement that set the variable {@code profile}
     */
    public static List<String> launcherTable() {
        List<String> lines = new ArrayList<>();
        lines.add("case \"${1:-} ${2:-} \" in");
        // Subcommands first: they may have another profile than their command.
        for (boolean subcommand : new boolean[] {true, false}) {
            for (StartupProfile profile : List.of(TRAINING, VECTORS, READING)) {
                TreeSet<String> patterns = new TreeSet<>();
                Commands.profiles().forEach((name, its) -> {
                    if (its == profile && name.contains(" ") == subcommand) {
                        patterns.add("\"" + name + " \"*");
                    }
                });
                if (!patterns.isEmpty()) {
                    lines.addAll(patterns.stream()
                            .map(pattern -> "  " + pattern + " | \\")
                            .toList());
                    String last = lines.removeLast();
                    lines.add(last.substring(0, last.length() - " | \\".length()) + ")");
                    lines.add("    profile=" + profile.name().toLowerCase(Locale.ROOT) + " ;;");
                }
            }
        }
        lines.add("  *) profile=" + QUESTION.name().toLowerCase(Locale.ROOT) + " ;;");
        lines.add("esac");
        return lines;
    }

    /**
     * Generates the table of the launcher of Windows.
     *
     * @return lines of a batch file that set the variable {@code profile}, which is {@code question} before
     */
    public static List<String> windowsTable() {
        List<String> lines = new ArrayList<>();
        // Subcommands last: they may have another profile than their command.
        for (boolean subcommand : new boolean[] {false, true}) {
            new TreeMap<>(Commands.profiles()).forEach((name, profile) -> {
                if (profile != QUESTION && name.contains(" ") == subcommand) {
                    lines.add("if \"%~1" + (subcommand ? " %~2" : "") + "\"==\"" + name + "\" set profile="
                            + profile.name().toLowerCase(Locale.ROOT));
                }
            });
        }
        return lines;
    }
}
