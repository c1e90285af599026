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

/** {@code wv man}: the manual page, made of the commands themselves. */
@Command(
        name = "man",
        customSynopsis = "wv man",
        description = "Writes the manual page, every command with its options and examples.",
        footer = {
            "%nExamples:%n",
            "  wv man | man -l -                 read it",
            "  wv man > ~/.local/share/man/man1/wv.1    and from then on: man wv"
        })
public final class ManCommand implements Callable<Integer> {
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]");

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * A command for one run.
     *
     * @param context what the process was given
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

    /** Help is laid out already. */
    private static void verbatim(String text, Writer out) throws IOException {
        out.write(".nf\n");
        out.write(escaped(text));
        out.write(".fi\n");
    }

    /**
     * A backslash begins an escape, a hyphen is typeset as a dash, a dot or an apostrophe at a line's begin is a request, and what is not
     * ASCII would be taken for several characters.
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
