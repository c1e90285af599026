package org.wvtoolkit.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Branches of a {@code case} statement of bash and zsh. Keys with the same body share a branch. Not thread-safe. */
final class ScriptCases {
    private final Map<String, List<String>> keysByBody = new LinkedHashMap<>();

    void add(String key, String body) {
        keysByBody.computeIfAbsent(body, any -> new ArrayList<>()).add(key);
    }

    /** The values of all options, with keys such as {@code train --method}; options of the same values share a body. */
    static void eachOption(Completions completions, BiConsumer<String, Completions.Flag> action) {
        completions.commands().forEach((name, command) -> {
            for (Completions.Flag option : command.options()) {
                option.names().forEach(optionName -> action.accept(name + " " + optionName, option));
            }
        });
    }

    /** The branches, one per line, each indented by four spaces. */
    String branches() {
        return keysByBody.entrySet().stream()
                .map(entry -> "    "
                        + entry.getValue().stream().map(ScriptCases::quoted).collect(Collectors.joining("|"))
                        + ") " + entry.getKey() + " ;;\n")
                .collect(Collectors.joining());
    }

    /** A string in single quotes, as bash and zsh read it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
