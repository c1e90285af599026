package org.wvtoolkit.cli.completion;

import java.util.List;
import java.util.stream.Collectors;

/** The script of bash. It uses nothing beyond bash 3.2, and no bash-completion package. */
final class BashScript {
    private static final String FUNCTION = """

            # Completes the last word of COMP_WORDS. Readline divides --format=json at the equals sign.
            _wv() {
              local _wv_words= _wv_kind=none _wv_name= _wv_path= _wv_prefix=
              local current=${COMP_WORDS[COMP_CWORD]} previous= index=1
              if [ "$COMP_CWORD" -gt 1 ]; then
                _wv_path_of "${COMP_WORDS[1]}" "${COMP_WORDS[2]:-}" "$COMP_CWORD"
              fi
              [ "$COMP_CWORD" -gt 0 ] && previous=${COMP_WORDS[COMP_CWORD - 1]}
              if [ "$current" = = ]; then
                current=
              elif [ "$previous" = = ] && [ "$COMP_CWORD" -gt 1 ]; then
                previous=${COMP_WORDS[COMP_CWORD - 2]}
              fi
              COMPREPLY=()
              _wv_values "$_wv_path $previous"
              if [ -z "$_wv_name" ]; then
                case $current in
                  -*) _wv_options "$_wv_path"; _wv_kind=words ;;
                  *) _wv_arguments "$_wv_path" ;;
                esac
              fi
              if [ "$_wv_kind" = list ]; then
                case $current in
                  *,*) _wv_prefix=${current%,*}, current=${current##*,} ;;
                esac
              fi
              if [ -n "$_wv_words" ]; then
                local IFS=$' \\n'
                COMPREPLY=($(compgen -P "$_wv_prefix" -W "$_wv_words" -- "$current"))
              fi
              # Without matches, readline offers files; numbers and free text are no files.
              if [ "$_wv_kind" != files ] && type compopt >/dev/null 2>&1; then
                compopt +o default 2>/dev/null
              fi
              return 0
            }
            complete -o default -F _wv wv
            """;

    private BashScript() {}

    static String of(Completions completions) {
        ScriptCases options = new ScriptCases();
        ScriptCases arguments = new ScriptCases();
        ScriptCases values = new ScriptCases();
        ScriptCases paths = new ScriptCases();
        completions.commands().forEach((name, command) -> {
            options.add(
                    name,
                    words(command.options().stream()
                            .flatMap(option -> option.names().stream())
                            .toList()));
            if (command.subcommands().isEmpty()) {
                arguments.add(
                        name,
                        words(command.values().stream()
                                        .map(Completions.Value::text)
                                        .toList())
                                + " _wv_kind=" + (command.files() ? "files" : "words"));
            } else {
                arguments.add(name, words(List.copyOf(command.subcommands().keySet())) + " _wv_kind=words");
            }
            if (name.contains(" ")) {
                paths.add(name, "[ \"$3\" -gt 2 ] && _wv_path=\"$1 $2\"");
            }
        });
        ScriptCases.eachOption(completions, (key, option) -> {
            if (option.argument()) {
                String kind = option.files() ? "files" : option.list() ? "list" : "words";
                values.add(
                        key,
                        "_wv_name=1 _wv_kind=" + kind + " "
                                + words(option.values().stream()
                                        .map(Completions.Value::text)
                                        .toList()));
            }
        });
        String names = completions.commands().keySet().stream()
                .filter(name -> !name.isEmpty() && !name.contains(" "))
                .map(ScriptCases::quoted)
                .collect(Collectors.joining("|"));
        return "# bash completion of wv, printed by 'wv completion bash'.\n"
                + function("_wv_options", options)
                + function("_wv_arguments", arguments)
                + function("_wv_values", values)
                + "_wv_path_of() {\n  case $1 in\n    " + names + ") _wv_path=$1 ;;\n  esac\n"
                + "  case \"$1 $2\" in\n" + paths.branches() + "  esac\n}\n"
                + FUNCTION;
    }

    private static String function(String name, ScriptCases cases) {
        return name + "() {\n  case $1 in\n" + cases.branches() + "  esac\n}\n";
    }

    private static String words(List<String> words) {
        return "_wv_words=" + ScriptCases.quoted(String.join(" ", words));
    }
}
