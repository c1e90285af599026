package org.wvtoolkit.cli.option.text;

import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of shared groups that are present on a command line. */
public final class GivenOptions {
    private GivenOptions() {}

    /**
     * Finds an option of the given groups on the command line, for commands that reject such options in some modes.
     *
     * @param command the command, after parsing
     * @param groups classes of the mixins that declare the options
     * @return the long name of the first option that is present, with dashes, or empty
     */
    public static Optional<String> first(CommandSpec command, Set<Class<?>> groups) {
        for (CommandSpec mixin : command.mixins().values()) {
            if (!groups.contains(mixin.userObject().getClass())) {
                continue;
            }
            for (OptionSpec option : mixin.options()) {
                if (command.commandLine().getParseResult().hasMatchedOption(option.longestName())) {
                    return Optional.of(option.longestName());
                }
            }
        }
        return Optional.empty();
    }
}
