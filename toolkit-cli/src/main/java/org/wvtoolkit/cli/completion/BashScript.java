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
        return "# bash completion of wv, printed by 'wv completion bash'.\n"
                + CaseFunctions.of(completions, BashScript::words, 2)
                + FUNCTION;
    }

    private static String words(List<Completions.Value> values) {
        return "_wv_words="
                + ScriptCases.quoted(
                        values.stream().map(Completions.Value::text).collect(Collectors.joining(" ")));
    }
}
