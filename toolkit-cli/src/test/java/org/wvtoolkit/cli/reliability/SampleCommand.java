package org.wvtoolkit.cli.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A short run of a command for tests of killed processes, full disks, closed pipes and damaged inputs.
 *
 * @param command name of the command, with its subcommand
 * @param label name in failure messages
 * @param arguments the command line; {@code @/} at the beginning of an argument stands for the output folder
 * @param copies inputs that the command expects in the output folder, by their names there
 * @param traits properties of the output
 */
record SampleCommand(
        String command, String label, List<String> arguments, Map<String, Path> copies, Set<Trait> traits) {
    static final String OUTPUT = "@/";

    /** Properties of an output. */
    enum Trait {
        /** The command writes files. */
        WRITES,
        /** The command never replaces a file. */
        KEEPS,
        /** Outputs contain times or measurements: only their text without digits is the same in every run. */
        MEASURES,
        /** The command runs a server until it is ended. */
        SERVES
    }

    /** Files that are appended to while a command runs, so that it can be continued. */
    private static final List<String> PROGRESS =
            List.of(".trials", ".checkpoint", ".corpus", ".part", ".part.origin", ".log");

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The command line with an output folder. */
    List<String> arguments(Path folder) {
        List<String> all = new ArrayList<>();
        for (String argument : arguments) {
            all.add(
                    argument.startsWith(OUTPUT)
                            ? folder.resolve(argument.substring(OUTPUT.length()))
                                    .toString()
                            : argument);
        }
        return all;
    }

    /** Creates the output folder with the inputs that are expected there. */
    void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            Path target = folder.resolve(copy.getKey());
            if (Files.notExists(target)) {
                Files.copy(copy.getValue(), target);
            }
        }
    }

    /** Tests whether a file records the progress of a run and may be incomplete. */
    static boolean isProgress(String name) {
        return PROGRESS.stream().anyMatch(name::endsWith);
    }

    @Override
    public String toString() {
        return label;
    }
}
