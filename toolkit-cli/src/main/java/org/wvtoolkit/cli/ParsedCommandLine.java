package org.wvtoolkit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wvtoolkit.cli.command.Commands;
import org.wvtoolkit.cli.command.RootCommand;
import org.wvtoolkit.cli.command.ShellCommand;
import org.wvtoolkit.cli.help.HelpLayout;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A command line that picocli parses. */
final class ParsedCommandLine {
    private static final int HELP_COLUMNS = 100;

    /** Labels of arguments that are texts because they may also be patterns or names. */
    private static final Set<String> TEXTS = Set.of("CORPUS", "MODEL", "FILE", "LIST");

    private ParsedCommandLine() {}

    static int run(ProcessContext context, Failures failures, String... arguments) {
        return run(context, failures, wv -> {}, arguments);
    }

    private static int run(
            ProcessContext context, Failures failures, Consumer<CommandLine> prepare, String... arguments) {
        UsageErrors errors = new UsageErrors(context, failures);
        CommandLine wv = commandLine(
                context, arguments.length == 0 ? "" : arguments[0], arguments.length < 2 ? "" : arguments[1]);
        prepare.accept(wv);
        CommandLine shell = wv.getSubcommands().get("shell");
        if (shell != null && shell.getCommand() instanceof ShellCommand command) {
            command.setRunner((questions, share, line) -> run(questions, failures, share, line));
        }
        wv.setParameterExceptionHandler(errors);
        wv.setExecutionExceptionHandler(errors);
        Optional<String> misspelt = UsageErrors.singleDash(arguments, wv);
        if (misspelt.isPresent()) {
            return errors.handleParseException(
                    new CommandLine.ParameterException(commandOf(arguments, wv), misspelt.get()), arguments);
        }
        int code = wv.execute(arguments);
        wv.getOut().flush();
        return code;
    }

    /** The command that the first arguments name. */
    private static CommandLine commandOf(String[] arguments, CommandLine wv) {
        CommandLine command = wv;
        for (String argument : arguments) {
            CommandLine sub = command.getSubcommands().get(argument);
            if (sub == null) {
                break;
            }
            command = sub;
        }
        return command;
    }

    /**
     * Creates only the command that is run, because picocli reads the options of each by reflection. Creates all
     * commands where the whole list is needed: for the help, for completion and for an unknown name.
     */
    private static CommandLine commandLine(ProcessContext context, String command, String under) {
        CommandLine wv = new CommandLine(new RootCommand());
        if (Commands.NAMES.contains(command) && !Commands.OF_ALL.contains(command)) {
            wv.addSubcommand(command, Commands.create(command, under, context));
        } else {
            for (String name : Commands.NAMES) {
                wv.addSubcommand(name, Commands.create(name, context));
            }
        }
        // A word may begin with @, and a file of that name must not change its meaning.
        wv.setExpandAtFiles(false);
        wv.setOut(new PrintWriter(context.results()));
        wv.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));

        wv.setColorScheme(
                Help.defaultColorScheme(context.terminalOut() && context.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
        int width = Math.min(HELP_COLUMNS, context.columns());
        HelpLayout.install(wv, width, Commands.GROUPS);
        wv.setExecutionStrategy(parsed -> execute(parsed, width));
        return wv;
    }

    /** Runs the command, or prints its short help. */
    private static int execute(ParseResult parsed, int width) {
        for (CommandLine command : parsed.asCommandLineList()) {
            if (command.isUsageHelpRequested() && parsed.originalArgs().contains(RootCommand.SHORT_HELP)) {
                command.getOut().print(HelpLayout.summary(command, width, Commands.GROUPS));
                return ExitCode.DONE;
            }
        }
        for (ParseResult result = parsed;
                result != null;
                result = result.hasSubcommand() ? result.subcommand() : null) {
            checkFiles(result);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Returns whether an argument names files. */
    private static boolean namesFiles(ArgSpec argument) {
        return Arrays.asList(argument.auxiliaryTypes()).contains(Path.class) || TEXTS.contains(argument.paramLabel());
    }

    /**
     * Rejects empty file names, such as those of unset variables of a shell, a log that is also another file, and an
     * output that is also an input.
     */
    private static void checkFiles(ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        Set<Path> inputs = new HashSet<>();
        Set<Path> outputs = new HashSet<>();
        Set<Path> all = new HashSet<>();
        Path log = null;
        for (ArgSpec argument : parsed.matchedArgs()) {
            if (!namesFiles(argument)) {
                continue;
            }
            String what = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
            for (String name : argument.originalStringValues()) {
                if (name.isEmpty()) {
                    throw new CommandLine.ParameterException(
                            command, what + ": the file name is empty; specify a file (is a shell variable unset?)");
                }
                Path path = Path.of(name);
                Path absolute = path.toAbsolutePath().normalize();
                switch (what) {
                    case "--log" -> log = absolute;
                    case "--output", "--classes", "--export" -> outputs.add(path);
                    // A model may be replaced by its continuation.
                    case "--continue" -> {}
                    default -> inputs.add(path);
                }
                if (!what.equals("--log")) {
                    all.add(absolute);
                }
            }
        }
        if (log != null && all.contains(log)) {
            throw new CommandLine.ParameterException(
                    command, "--log names a file that the command reads or writes; choose another file for the log");
        }
        for (Path output : outputs) {
            try {
                for (Path input : inputs) {
                    OutputFile.requireDifferent(output, input);
                }
            } catch (IOException refusal) {
                throw new CommandLine.ExecutionException(command, String.valueOf(refusal.getMessage()), refusal);
            }
        }
    }
}
