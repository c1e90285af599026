package org.wvtoolkit.cli.completion;

import java.util.List;
import java.util.stream.Collectors;

/** The script of fish: one {@code complete} line per option and command. */
final class FishScript {
    private static final String HEAD = """
            # fish completion of wv, printed by 'wv completion fish'.
            # The command line names the given command, and with "only" nothing but it.
            function __wv_at
                set -l words (commandline -opc)
                set -e words[1]
                test (count $words) -ge (count $argv); or test "$argv[1]" = ""; or return 1
                if test "$argv[1]" = ""
                    test (count $words) -eq 0
                    return
                end
                for index in (seq (count $argv))
                    test "$words[$index]" = "$argv[$index]"; or return 1
                end
            end
            function __wv_just
                __wv_at $argv; and test (count (commandline -opc)) -eq (math (count $argv) + 1)
            end
            complete -c wv -f
            """;

    private FishScript() {}

    static String of(Completions completions) {
        StringBuilder script = new StringBuilder(HEAD);
        completions.commands().forEach((name, command) -> {
            String at = name.isEmpty() ? "__wv_at ''" : "__wv_at " + name;
            String just = name.isEmpty() ? at : "__wv_just " + name;
            command.subcommands().forEach((sub, summary) -> line(script, just, " -a " + quoted(sub), summary));
            for (Completions.Flag option : command.options()) {
                String names = option.names().stream()
                        .map(text -> text.startsWith("--")
                                ? " -l " + text.substring(2)
                                : text.length() == 2 ? " -s " + text.substring(1) : " -o " + text.substring(1))
                        .collect(Collectors.joining());
                String value = !option.argument() ? "" : option.files() ? " -r -F" : " -x" + values(option.values());
                line(script, at, names + value, option.summary());
            }
            if (!command.values().isEmpty()) {
                line(script, at, values(command.values()), "");
            }
            if (command.files()) {
                line(script, at, " -F", "");
            }
        });
        return script.toString();
    }

    private static void line(StringBuilder script, String condition, String what, String summary) {
        script.append("complete -c wv -n ").append(quoted(condition)).append(what);
        if (!summary.isEmpty()) {
            script.append(" -d ").append(quoted(summary));
        }
        script.append('\n');
    }

    /** Values with descriptions after a tab; fish expands the quoted argument once more. */
    private static String values(List<Completions.Value> values) {
        if (values.isEmpty()) {
            return "";
        }
        return values.stream()
                .map(value -> value.text() + (value.summary().isEmpty() ? "" : "\\t" + quoted(value.summary())))
                .collect(Collectors.collectingAndThen(Collectors.joining(" "), all -> " -a " + quoted(all)));
    }

    /** A string in single quotes, in which fish reads only the backslash and the quote as special. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
