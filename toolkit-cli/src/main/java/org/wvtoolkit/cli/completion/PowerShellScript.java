package org.wvtoolkit.cli.completion;

import java.util.List;
import java.util.stream.Collectors;

/** The script of PowerShell: tables of options and values, and an argument completer that reads them. */
final class PowerShellScript {
    private static final String FUNCTION = """
            Register-ArgumentCompleter -Native -CommandName wv, wv.cmd -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                # The words before the one under the cursor.
                $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
                    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
                $path = ''
                if ($words.Count -ge 1 -and $wvCommands.ContainsKey($words[0])) { $path = $words[0] }
                if ($words.Count -ge 2 -and $wvCommands.ContainsKey("$($words[0]) $($words[1])")) {
                    $path = "$($words[0]) $($words[1])"
                }
                $items = @()
                $previous = if ($words.Count -ge 1) { $words[-1] } else { '' }
                if ($wvValues.ContainsKey("$path $previous")) {
                    $items = $wvValues["$path $previous"]
                } elseif ($wordToComplete.StartsWith('-')) {
                    $items = $wvOptions[$path]
                } else {
                    $items = $wvCommands[$path]
                }
                $items | Where-Object { $_[0].StartsWith($wordToComplete) } | ForEach-Object {
                    $tip = if ($_[1]) { $_[1] } else { $_[0] }
                    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $tip)
                }
            }
            """;

    private PowerShellScript() {}

    static String of(Completions completions) {
        StringBuilder commands = new StringBuilder("$wvCommands = @{\n");
        StringBuilder options = new StringBuilder("$wvOptions = @{\n");
        StringBuilder values = new StringBuilder("$wvValues = @{\n");
        completions.commands().forEach((name, command) -> {
            List<Completions.Value> next = command.subcommands().isEmpty()
                    ? command.values()
                    : command.subcommands().entrySet().stream()
                            .map(entry -> new Completions.Value(entry.getKey(), entry.getValue()))
                            .toList();
            row(commands, name, next);
            row(
                    options,
                    name,
                    command.options().stream()
                            .flatMap(option ->
                                    option.names().stream().map(text -> new Completions.Value(text, option.summary())))
                            .toList());
        });
        ScriptCases.eachOption(completions, (key, option) -> {
            if (option.argument()) {
                // Keys of a table ignore case; a test ensures that no two options differ in case only.
                row(values, key, option.values());
            }
        });
        return "# PowerShell completion of wv, printed by 'wv completion powershell'.\n" + commands + "}\n" + options
                + "}\n" + values + "}\n" + FUNCTION;
    }

    private static void row(StringBuilder table, String key, List<Completions.Value> values) {
        // Without the comma, PowerShell flattens an array that holds a single pair.
        table.append("    ").append(quoted(key)).append(values.size() == 1 ? " = @(," : " = @(");
        table.append(values.stream()
                .map(value -> "@(" + quoted(value.text()) + ", " + quoted(value.summary()) + ")")
                .collect(Collectors.joining(", ")));
        table.append(")\n");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
