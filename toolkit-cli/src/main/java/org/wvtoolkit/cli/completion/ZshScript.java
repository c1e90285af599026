package org.wvtoolkit.cli.completion;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The script of zsh: a native completion function, with descriptions. */
final class ZshScript {
    private static final String FUNCTION = """

            _wv() {
              local wv_path= wv_kind=none wv_name= previous=${words[CURRENT - 1]} current=${PREFIX}
              local -a wv_items
              (( CURRENT > 2 )) && _wv_path_of "${words[2]}" "${words[3]}" $CURRENT
              if [[ $current = --*=* ]]; then
                previous=${current%%=*}
                compset -P '*='
              fi
              _wv_values "$wv_path $previous"
              if [[ -z $wv_name ]]; then
                if [[ $current = -* ]]; then
                  _wv_options "$wv_path"
                  _describe -o option wv_items
                  return
                fi
                _wv_arguments "$wv_path"
              elif [[ $wv_kind = list ]]; then
                compset -P '*,'
              fi
              (( $#wv_items )) && _describe value wv_items
              [[ $wv_kind = files ]] && _files
              return 0
            }

            # compinit loads the file as a function and runs it at the first completion.
            if [[ $funcstack[1] = _wv ]]; then
              _wv "$@"
            else
              compdef _wv wv
            fi
            """;

    private ZshScript() {}

    static String of(Completions completions) {
        ScriptCases options = new ScriptCases();
        ScriptCases arguments = new ScriptCases();
        ScriptCases values = new ScriptCases();
        ScriptCases paths = new ScriptCases();
        completions.commands().forEach((name, command) -> {
            options.add(
                    name,
                    items(command.options().stream()
                            .flatMap(option ->
                                    option.names().stream().map(text -> new Completions.Value(text, option.summary())))
                            .toList()));
            if (command.subcommands().isEmpty()) {
                arguments.add(name, items(command.values()) + " wv_kind=" + (command.files() ? "files" : "words"));
            } else {
                arguments.add(name, items(values(command.subcommands())) + " wv_kind=words");
            }
            if (name.contains(" ")) {
                paths.add(name, "(( $3 > 3 )) && wv_path=\"$1 $2\"");
            }
        });
        ScriptCases.eachOption(completions, (key, option) -> {
            if (option.argument()) {
                String kind = option.files() ? "files" : option.list() ? "list" : "words";
                values.add(key, "wv_name=1 wv_kind=" + kind + " " + items(option.values()));
            }
        });
        String names = completions.commands().keySet().stream()
                .filter(name -> !name.isEmpty() && !name.contains(" "))
                .map(ScriptCases::quoted)
                .collect(Collectors.joining("|"));
        return "#compdef wv\n# zsh completion of wv, printed by 'wv completion zsh'.\n"
                + function("_wv_options", options)
                + function("_wv_arguments", arguments)
                + function("_wv_values", values)
                + "_wv_path_of() {\n  case $1 in\n    " + names + ") wv_path=$1 ;;\n  esac\n"
                + "  case \"$1 $2\" in\n" + paths.branches() + "  esac\n}\n"
                + FUNCTION;
    }

    private static String function(String name, ScriptCases cases) {
        return name + "() {\n  case $1 in\n" + cases.branches() + "  esac\n}\n";
    }

    private static List<Completions.Value> values(Map<String, String> subcommands) {
        return subcommands.entrySet().stream()
                .map(entry -> new Completions.Value(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** An array as _describe expects it: the value, a colon, its description. */
    private static String items(List<Completions.Value> values) {
        return values.stream()
                .map(value -> ScriptCases.quoted(
                        value.text().replace(":", "\\:") + (value.summary().isEmpty() ? "" : ":" + value.summary())))
                .collect(Collectors.joining(" ", "wv_items=(", ")"));
    }
}
