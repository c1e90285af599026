package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.completion.Shell;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv completion}: prints the completion script of a shell. */
@Command(
        name = "completion",
        customSynopsis = "wv completion bash|zsh|fish|powershell",
        description = "Prints the completion script of a shell.",
        footer = {
            "source <(wv completion bash)  For this session; add the line to ~/.bashrc to keep it",
            "source <(wv completion zsh)  The same for zsh and ~/.zshrc",
            "wv completion zsh > ~/.zfunc/_wv  For a folder on zsh's fpath",
            "wv completion fish > ~/.config/fish/completions/wv.fish  For fish",
            "wv completion powershell | Out-String | Invoke-Expression  For PowerShell's $PROFILE"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String shell = "";

    /** Names of shells, read when the help is printed. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Shell.names().iterator();
        }
    }

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
        Shell target = Shell.find(shell)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'" + shell + "' is not one of " + String.join(", ", Shell.names())));
        Writer out = context.results();
        out.write(target.script(spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE;
    }
}
