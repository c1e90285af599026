package org.wvtoolkit.cli.completion;

import java.util.List;
import java.util.stream.Collectors;

/** The script of zsh: a native completion function, with descriptions. */
final class ZshScript {
    private static final String FUNCTION = """

            _wv() {
              local _wv_path= _wv_kind=none _wv_name= previous=${words[CURRENT - 1]} current=${PREFIX}
              local -a _wv_items
              (( CURRENT > 2 )) && _wv_path_of "${words[2]}" "${words[3]}" $CURRENT
              if [[ $current = --*=* ]]; then
                previous=${current%%=*}
                compset -P '*='
              fi
              _wv_values "$_wv_path $previous"
              if [[ -z $_wv_name ]]; then
                if [[ $current = -* ]]; then
                  _wv_options "$_wv_path"
                  _describe -o option _wv_items
                  return
                fi
                _wv_arguments "$_wv_path"
              elif [[ $_wv_kind = list ]]; then
                compset -P '*,'
              fi
              (( $#_wv_items )) && _describe value _wv_items
              [[ $_wv_kind = files ]] && _files
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
        return "#compdef wv\n# zsh completion of wv, printed by 'wv completion zsh'.\n"
                + CaseFunctions.of(completions, ZshScript::items, 3)
                + FUNCTION;
    }

    /** An array as _describe expects it: the value, a colon, its description. */
    private static String items(List<Completions.Value> values) {
        return values.stream()
                .map(value -> ScriptCases.quoted(
                        value.text().replace(":", "\\:") + (value.summary().isEmpty() ? "" : ":" + value.summary())))
                .collect(Collectors.joining(" ", "_wv_items=(", ")"));
    }
}
