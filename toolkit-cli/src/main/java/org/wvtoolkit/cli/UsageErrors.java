package org.wvtoolkit.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.option.OptionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reports every failure of a command. Wrong arguments, whether the parser, a command or the library found them, get
 * exit code 2 and a reference to the help; the library's option names are written as flags. All other failures go
 * to {@link Failures}.
 */
final class UsageErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final ProcessContext context;
    private final Failures failures;

    UsageErrors(ProcessContext context, Failures failures) {
        this.context = context;
        this.failures = failures;
    }

    /** Reports what is wrong, similar names, and where the help is. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        failures.trace(failure);
        return report(UsageMessages.of(failure, List.of(arguments)), failure.getCommandLine());
    }

    private int report(String message, CommandLine command) {
        context.failed(message + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    /**
     * Finds long options written with a single dash, which the parser would read as a cluster of short options:
     * {@code -output x} as {@code -o utput}.
     *
     * @param arguments the words of the command line
     * @param command the command that they are for
     * @return what is wrong, or empty
     */
    static Optional<String> singleDash(String[] arguments, CommandLine command) {
        CommandLine current = command;
        for (String argument : arguments) {
            if (argument.equals("--")) {
                break;
            }
            String name = argument.split("=", 2)[0];
            if (name.length() > 2 && name.charAt(0) == '-' && name.charAt(1) != '-') {
                if (current.getCommandSpec().findOption(name) == null
                        && current.getCommandSpec().findOption("-" + name) != null) {
                    return Optional.of("unknown option " + name + "; did you mean -" + name + "?");
                }
            } else if (current.getSubcommands().containsKey(argument)) {
                current = current.getSubcommands().get(argument);
            }
        }
        return Optional.empty();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        return switch (failure) {
            case ParameterException usage -> handleParseException(usage, new String[0]);
            case OptionException option -> {
                failures.trace(option);
                yield report(UsageMessages.of(option), command);
            }
            case UsageException usage -> {
                failures.trace(usage);
                yield report(String.valueOf(usage.getMessage()), command);
            }
            default -> failures.report(failure);
        };
    }
}
