package org.wvtoolkit.cli.completion;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The shell functions that bash and zsh share. They set {@code _wv_kind} to what an option or
 * argument takes, {@code _wv_name} if an option takes a value, {@code _wv_path} to the command of
 * a line, and the shell's own variable to the values.
 */
final class CaseFunctions {
    private CaseFunctions() {}

    /**
     * Returns the functions {@code _wv_options}, {@code _wv_arguments}, {@code _wv_values} and
     * {@code _wv_path_of}.
     *
     * @param completions what is completed
     * @param assignment creates the assignment of values to the variable of the shell
     * @param position the highest position of the cursor at which a subcommand is still being
     *     typed, as the shell counts words
     */
    static String of(Completions completions, Function<List<Completions.Value>, String> assignment, int position) {
        ScriptCases options = new ScriptCases();
        ScriptCases arguments = new ScriptCases();
        ScriptCases values = new ScriptCases();
        ScriptCases paths = new ScriptCases();
        completions.commands().forEach((name, command) -> {
            options.add(
                    name,
                    assignment.apply(command.options().stream()
                            .flatMap(option ->
                                    option.names().stream().map(text -> new Completions.Value(text, option.summary())))
                            .toList()));
            List<Completions.Value> subcommands = command.subcommands().entrySet().stream()
                    .map(entry -> new Completions.Value(entry.getKey(), entry.getValue()))
                    .toList();
            arguments.add(
                    name,
                    assignment.apply(subcommands.isEmpty() ? command.values() : subcommands) + " _wv_kind="
                            + (subcommands.isEmpty() && command.files() ? "files" : "words"));
            if (name.contains(" ")) {
                paths.add(name, "[ \"$3\" -gt " + position + " ] && _wv_path=\"$1 $2\"");
            }
        });
        ScriptCases.eachOption(completions, (key, option) -> {
            if (option.argument()) {
                String kind = option.files() ? "files" : option.list() ? "list" : "words";
                values.add(key, "_wv_name=1 _wv_kind=" + kind + " " + assignment.apply(option.values()));
            }
        });
        String names = completions.commands().keySet().stream()
                .filter(name -> !name.isEmpty() && !name.contains(" "))
                .map(ScriptCases::quoted)
                .collect(Collectors.joining("|"));
        return function("_wv_options", options)
                + function("_wv_arguments", arguments)
                + function("_wv_values", values)
                + "_wv_path_of() {\n  case $1 in\n    " + names + ") _wv_path=$1 ;;\n  esac\n"
                + "  case \"$1 $2\" in\n" + paths.branches() + "  esac\n}\n";
    }

    private static String function(String name, ScriptCases cases) {
        return name + "() {\n  case $1 in\n" + cases.branches() + "  esac\n}\n";
    }
}
