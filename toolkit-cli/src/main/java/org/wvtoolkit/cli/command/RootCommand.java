package org.wvtoolkit.cli.command;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code wv} itself, which shows what there is. */
@Command(
        name = "wv",
        customSynopsis = "wv COMMAND [OPTIONS] [ARGUMENTS]",
        versionProvider = VersionLine.class,
        description = "Word vectors from your own text: trained, asked, shipped to other tools.",
        commandListHeading = "%nCommands:%n%n",
        footer = {
            "%nFirst steps:%n",
            "  wv train              vectors from the built-in corpus, in a quarter of a minute",
            "  wv similar france     ask them",
            "  wv train my.txt -o my.safetensors",
            "  wv similar -m my.safetensors WORD",
            "%nwv help COMMAND shows a command's options and examples.",
            "%nExit codes: 0 done, 1 the work failed, 2 wrong usage, 130 after Ctrl-C."
        })
public final class RootCommand implements Callable<Integer> {
    /** The option that asks for stack traces. */
    public static final String DEBUG = "--debug";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 1000,
            description = "show this help and end")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = DEBUG,
            scope = ScopeType.INHERIT,
            order = 1001,
            description = "on a failure show where in the program it happened")
    @SuppressWarnings("UnusedVariable") // a failure may come before it is parsed, so it is sought in the arguments
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version and end")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    /** Shows the help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
