package org.wvtoolkit.cli.command;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code wv} without a command: prints the help. */
@Command(
        name = "wv",
        customSynopsis = "wv COMMAND [OPTIONS] [ARGUMENTS]",
        versionProvider = VersionLine.class,
        description = {
            "Trains word vectors on your own text, queries and evaluates them, and converts them for other tools.",
            "Results go to standard output, everything else to standard error. Commands that query a model use the"
                    + " default model unless -m MODEL or $WV_MODEL names another."
        },
        footer = {
            "wv train  Train on the built-in corpus",
            "wv similar france  Query the default model",
            "wv train my.txt -o my.safetensors  Train on your own text",
            "wv similar -m my.safetensors WORD  Query your own model"
        },
        exitCodeList = {
            "0:Success.",
            "1:The command failed; standard error has the reason in one line.",
            "2:Incorrect usage of the command line.",
            "130:Interrupted with Ctrl-C.",
            "143:Terminated by SIGTERM."
        })
public final class RootCommand implements Callable<Integer> {
    /** The option that prints the short help. */
    public static final String SHORT_HELP = "-h";

    /** The option that prints stack traces. */
    public static final String DEBUG = "--debug";

    @Option(
            names = {SHORT_HELP, "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 1000,
            description = "Print short help (-h) or complete help (--help) and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Option(
            names = DEBUG,
            scope = ScopeType.INHERIT,
            order = 1002,
            description = "Print a stack trace if the command fails.")
    @SuppressWarnings("UnusedVariable") // Wv searches the arguments for it, since parsing itself may fail
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 1003,
            description = "Print the version and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean version;

    /** Prints the complete help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
