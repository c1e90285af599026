package org.wvtoolkit.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code wv help}: prints the complete help of a command. */
@Command(
        name = "help",
        helpCommand = true,
        customSynopsis = "wv help [COMMAND...]",
        description = "Prints the complete help of a command.",
        footer = {"wv help train", "wv help corpus stats"})
public final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command. Default: wv itself.")
    private List<String> command = new ArrayList<>();

    /** Creates the command. */
    public HelpCommand() {}

    @Override
    public Integer call() {
        CommandLine wv = Objects.requireNonNull(spec.parent()).commandLine();
        CommandLine asked = wv;
        for (String name : command) {
            CommandLine next = asked.getSubcommands().get(name);
            if (next == null) {
                throw new UnmatchedArgumentException(asked, List.of(name));
            }
            asked = next;
        }
        asked.usage(wv.getOut());
        return ExitCode.DONE;
    }
}
