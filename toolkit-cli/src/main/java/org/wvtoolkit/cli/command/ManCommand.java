package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv man}: prints the manual page, generated from the commands' help. */
@Command(
        name = "man",
        customSynopsis = "wv man",
        description = "Prints the manual page with the help of every command.",
        footer = {"wv man | man -l -  Read it", "wv man > ~/.local/share/man/man1/wv.1  Install it for 'man wv'"})
public final class ManCommand implements Callable<Integer> {
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]");

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public ManCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine wv = spec.root().commandLine();
        Writer out = context.results();
        out.write(".TH WV 1 \"\" \"wv\" \"User Commands\"\n.SH NAME\nwv \\- word vectors from your own text\n");
        out.write(".SH SYNOPSIS\n.B wv\nCOMMAND [OPTIONS] [ARGUMENTS]\n.SH DESCRIPTION\n");
        verbatim(wv.getUsageMessage(Help.Ansi.OFF), out);
        out.write(".SH COMMANDS\n");
        for (Map.Entry<String, CommandLine> command : wv.getSubcommands().entrySet()) {
            write("wv " + command.getKey(), command.getValue(), out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static void write(String name, CommandLine command, Writer out) throws IOException {
        out.write(".SS " + escaped(name) + "\n");
        verbatim(command.getUsageMessage(Help.Ansi.OFF), out);
        for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
            write(name + " " + inner.getKey(), inner.getValue(), out);
        }
    }

    /** Writes help, which is laid out already, without filling lines. */
    private static void verbatim(String text, Writer out) throws IOException {
        out.write(".nf\n");
        out.write(escaped(text));
        out.write(".fi\n");
    }

    /**
     * Escapes roff syntax: a backslash begins an escape, a hyphen is typeset as a dash, a dot or apostrophe at the
     * beginning of a line is a request, and characters beyond ASCII are taken for several.
     */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String safe = line.replace("\\", "\\e").replace("-", "\\-");
            escaped.append(escaped.isEmpty() ? "" : "\n")
                    .append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" : "")
                    .append(safe);
        }
        return NOT_ASCII
                .matcher(escaped)
                .replaceAll(found -> String.format("\\\\[u%04X]", found.group().codePointAt(0)));
    }
}
