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

/** {@code wv completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        customSynopsis = "wv completion bash|zsh",
        description = "Writes the script by which bash or zsh completes wv's commands and options.",
        footer = {
            "%nExamples:%n",
            "  source <(wv completion bash)      now; put the line into ~/.bashrc for ever",
            "  source <(wv completion zsh)       the same for zsh and ~/.zshrc",
            "  wv completion zsh > ~/.zfunc/_wv  for a folder that zsh's fpath names"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** By its first line compinit knows what the file completes; compopt is bash's alone. */
    private static final String ZSH_HEAD = """
            #compdef wv
            (( $+functions[compopt] )) || function compopt { return 0 }
            """;

    /** What compinit loads as a function is run at the first question, and has to answer that, too. */
    private static final String ZSH_END = """

            if [[ $funcstack[1] = _wv ]]; then
              _bash_complete -o default -F _complete_wv
            fi
            """;

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private String shell = "";

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public CompletionCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new ParameterException(spec.commandLine(), "'" + shell + "' is none of bash, zsh");
        }
        Writer out = context.results();
        // One script serves both: in zsh it loads the emulation of bash's completion first.
        out.write(shell.equals("zsh") ? ZSH_HEAD : "");
        out.write(AutoComplete.bash("wv", spec.root().commandLine()));
        out.write(shell.equals("zsh") ? ZSH_END : "");
        out.flush();
        return ExitCode.DONE;
    }
}
