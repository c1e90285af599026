package org.wvtoolkit.cli.completion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** The shells for which a completion script can be generated. */
public enum Shell {
    /** GNU bash 3.2 or later. */
    BASH,
    /** zsh 5 or later. */
    ZSH,
    /** fish 3 or later. */
    FISH,
    /** PowerShell 5.1 or later. */
    POWERSHELL;

    /**
     * Finds a shell by name.
     *
     * @param name a name as in {@link #names}
     * @return the shell, or empty
     */
    public static Optional<Shell> find(String name) {
        return Arrays.stream(values())
                .filter(shell -> shell.label().equals(name))
                .findFirst();
    }

    /**
     * Returns the names of all shells.
     *
     * @return lower-case names
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(Shell::label).toList();
    }

    /**
     * Returns the name of the shell.
     *
     * @return a lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Generates the completion script.
     *
     * @param root {@code wv} with all commands
     * @return the script, which ends with a line break
     */
    public String script(CommandLine root) {
        Completions completions = Completions.of(root);
        return switch (this) {
            case BASH -> BashScript.of(completions);
            case ZSH -> ZshScript.of(completions);
            case FISH -> FishScript.of(completions);
            case POWERSHELL -> PowerShellScript.of(completions);
        };
    }
}
