package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv completion}: prints the completion script of a shell. */
@Command(
        name = "completion",
        customSynopsis = "wv completion bash|zsh",
        description = "Prints the completion script of bash or zsh.",
        footer = {
            "source <(wv completion bash)  For this session; add the line to ~/.bashrc to keep it",
            "source <(wv completion zsh)  The same for zsh and ~/.zshrc",
            "wv completion zsh > ~/.zfunc/_wv  For a folder on zsh's fpath"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** The first line tells compinit which command the file completes; compopt exists in bash only. */
    private static final String ZSH_HEAD = """
            #compdef wv
            (( $+functions[compopt] )) || function compopt { return 0 }
            """;

    /** compinit loads the file as a function and runs it at the first completion, which it must answer, too. */
    private static final String ZSH_END = """

            if [[ $funcstack[1] = _wv ]]; then
              _bash_complete -o default -F _complete_wv
            fi
            """;

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CompletionCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new ParameterException(spec.commandLine(), "'" + shell + "' is not one of bash, zsh");
        }
        Writer out = context.results();
        // The same script serves both shells: in zsh it first loads the emulation of bash's completion.
        out.write(shell.equals("zsh") ? ZSH_HEAD : "");
        out.write(AutoComplete.bash("wv", spec.root().commandLine()));
        out.write(shell.equals("zsh") ? ZSH_END : "");
        out.flush();
        return ExitCode.DONE;
    }
}
