package org.wvtoolkit.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.command.Commands;
import org.wvtoolkit.cli.command.RootCommand;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The scripts in the shells for which they are made. Tests of a shell that is absent are skipped. */
class CompletionScriptTest {
    private static final CommandLine WV = wv();
    private static final Completions COMPLETIONS = Completions.of(WV);

    /** Labels of values that are free text, numbers or dates rather than names from a list or files. */
    private static final Set<String> FREE = Set.of(
            "N",
            "X",
            "R",
            "P",
            "A",
            "WORD",
            "TEXT",
            "TIME",
            "SIZE",
            "PORT",
            "ADDRESS",
            "SECONDS",
            "BYTES",
            "PIXELS",
            "SHARE",
            "VALUE",
            "RANGE",
            "PATTERN",
            "CHAR",
            "NAME=X",
            "NAME[:VALUE]",
            "NAME|NUMBER");

    /** Options with the label NAME whose value is a name of the user's or one of hundreds. */
    private static final Set<String> OWN_NAMES = Set.of("--field", "--encoding", "--include", "--relation");

    @TempDir
    Path folder;

    private static CommandLine wv() {
        CommandLine wv = new CommandLine(new RootCommand());
        for (String name : Commands.NAMES) {
            wv.addSubcommand(name, Commands.create(name, ProcessContext.ofProcess()));
        }
        return wv;
    }

    private static String executable(String name) {
        Path found = List.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin").stream()
                .map(bin -> Path.of(bin, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "needs " + name);
        return String.valueOf(found);
    }

    private String run(List<String> command, String in) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("in"), in);
        Path output = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("no end after a minute: " + Files.readString(output));
        }
        String text = Files.readString(output);
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    private static List<CommandLine> commands(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(sub -> all.addAll(commands(sub)));
        return all;
    }

    @Test
    @DisplayName("an option that takes one of several names offers them")
    void everyListIsOffered() {
        Set<String> without = new TreeSet<>();
        COMPLETIONS.commands().forEach((name, command) -> {
            for (Completions.Flag option : command.options()) {
                CommandLine line = WV;
                for (String part : name.isEmpty() ? new String[0] : name.split(" ", -1)) {
                    line = Objects.requireNonNull(line.getSubcommands().get(part));
                }
                OptionSpec spec = line.getCommandSpec().findOption(option.longest());
                if (option.argument()
                        && option.values().isEmpty()
                        && !option.files()
                        && !FREE.contains(spec.paramLabel())
                        && !OWN_NAMES.contains(option.longest())) {
                    without.add(name + " " + option.longest() + " " + spec.paramLabel());
                }
            }
        });
        assertEquals(Set.of(), without);
    }

    @Test
    @DisplayName("an option accepts every value that is offered for it")
    void everyValueIsAccepted() {
        for (CommandLine command : commands(WV)) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                Completions.Flag flag = COMPLETIONS.commands().values().stream()
                        .flatMap(other -> other.options().stream())
                        .filter(other -> other.longest().equals(option.longestName()))
                        .findFirst()
                        .orElseThrow();
                if (option.converters().length > 0 && option.completionCandidates() != null) {
                    for (String candidate : option.completionCandidates()) {
                        String value = option.type().isEnum()
                                ? candidate.toLowerCase(Locale.ROOT).replace('_', '-')
                                : candidate;
                        try {
                            option.converters()[0].convert(value);
                        } catch (Exception e) {
                            throw new AssertionError(flag.longest() + " " + value, e);
                        }
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("bash completes every command, option and value")
    void bashCompletesEverything() throws Exception {
        String bash = executable("bash");
        Files.writeString(folder.resolve("wv"), Shell.BASH.script(WV));
        StringBuilder questions = new StringBuilder();
        List<String> expected = new ArrayList<>();
        COMPLETIONS.commands().forEach((name, command) -> {
            String line = name.isEmpty() ? "" : name + " ";
            questions.append(line).append("-\n");
            expected.add(line + "-: "
                    + command.options().stream()
                            .flatMap(option -> option.names().stream())
                            .collect(Collectors.joining(" ")));
            for (Completions.Flag option : command.options()) {
                if (option.argument()) {
                    questions.append(line).append(option.longest()).append(" @\n");
                    expected.add(line + option.longest() + " @: "
                            + option.values().stream()
                                    .map(Completions.Value::text)
                                    .collect(Collectors.joining(" ")));
                }
            }
        });
        String ask = """
                compopt() { :; }
                source ./wv
                while read -r line; do
                  COMP_WORDS=(wv ${line/@/})
                  case $line in *@) COMP_WORDS+=('') ;; esac
                  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                  _wv
                  echo "$line: ${COMPREPLY[*]}"
                done
                """;
        assertEquals(
                expected,
                run(List.of(bash, "-c", ask), questions.toString()).lines().toList());
    }

    @Test
    @DisplayName("bash divides words at the equals sign, and lists at the comma")
    void bashCompletesWithinWords() throws Exception {
        String bash = executable("bash");
        Files.writeString(folder.resolve("wv"), Shell.BASH.script(WV));
        String ask = """
                source ./wv
                ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wv 2>/dev/null; echo "${COMPREPLY[*]}"; }
                ask wv odd
                ask wv corpus tok
                ask wv train --format = j
                ask wv similar --format = j
                ask wv similar --format =
                ask wv similar --relation form,ant
                ask wv train --analyzer ch
                ask wv completion f
                ask wv help thes
                ask wv similar --count ''
                """;
        assertEquals(
                List.of(
                        "odd-one-out",
                        "tokenize",
                        "",
                        "json",
                        "table tsv json",
                        "form,antonym",
                        "chinese",
                        "fish",
                        "thesaurus",
                        ""),
                run(List.of(bash, "-c", ask), "").lines().toList());
    }

    @Test
    @DisplayName("zsh completes in an interactive session")
    void zshCompletesInASession() throws Exception {
        String zsh = executable("zsh");
        Files.writeString(folder.resolve("_wv"), Shell.ZSH.script(WV));
        // The inner zsh writes the candidates that compadd adds; the outer one types lines and a tab.
        Files.writeString(folder.resolve("setup"), """
                PS1=
                fpath=($PWD $fpath)
                autoload -U compinit
                compinit -u -D
                compadd() {
                  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)* ]]; then builtin compadd "$@"; return $?; fi
                  local -a hits
                  builtin compadd -A hits "$@"
                  print -r -- "<$hits>"
                  builtin compadd "$@"
                }
                bindkey '^I' complete-word
                LISTMAX=10000
                """);
        String session = """
                zmodload zsh/zpty || exit 3
                zpty wv zsh -fi
                zpty -w wv "source ./setup; echo REA''DY"
                zpty -r wv output '*READY*'
                while read -r line; do
                  zpty -n -w wv "$line"$'\t'
                  zpty -r wv output '*<*>*'
                  print -r -- "$line: ${${output##*<}%%>*}"
                  zpty -n -w wv $'\\x15'
                done
                zpty -d wv
                """;
        String lines = """
                wv odd
                wv corpus tok
                wv train --analyzer ch
                wv similar --reg
                wv similar --format=j
                wv similar --relation form,ant
                wv train --method s
                """;
        assertEquals("""
                wv odd: odd-one-out
                wv corpus tok: tokenize
                wv train --analyzer ch: chinese
                wv similar --reg: --regex
                wv similar --format=j: json
                wv similar --relation form,ant: antonym
                wv train --method s: skipgram svd
                """, run(List.of(zsh, "-fc", session), lines));
    }

    @Test
    @DisplayName("zsh has every option of every command, and its values")
    void zshHasAllValues() throws Exception {
        String zsh = executable("zsh");
        Files.writeString(folder.resolve("_wv"), Shell.ZSH.script(WV));
        List<String> expected = new ArrayList<>();
        StringBuilder questions = new StringBuilder();
        ScriptCases.eachOption(COMPLETIONS, (key, option) -> {
            if (option.argument()) {
                questions.append(key).append('\n');
                expected.add(key + ": "
                        + option.values().stream().map(Completions.Value::text).collect(Collectors.joining(" ")));
            }
        });
        COMPLETIONS.commands().forEach((name, command) -> {
            questions.append("@").append(name).append('\n');
            expected.add("@" + name + ": "
                    + command.options().stream()
                            .flatMap(option -> option.names().stream())
                            .collect(Collectors.joining(" ")));
        });
        String ask = """
                compdef() { :; }
                source ./_wv
                while IFS= read -r line; do
                  _wv_items=()
                  case $line in @*) _wv_options "${line#@}" ;; *) _wv_values "$line" ;; esac
                  names=(${_wv_items%%:*}); print -r -- "$line: $names"
                done
                """;
        assertEquals(
                expected,
                run(List.of(zsh, "-fc", ask), questions.toString()).lines().toList());
    }

    @Test
    @DisplayName("fish completes every command, option and value")
    void fishCompletes() throws Exception {
        String fish = executable("fish");
        Files.writeString(folder.resolve("wv.fish"), Shell.FISH.script(WV));
        StringBuilder questions = new StringBuilder();
        List<String> expected = new ArrayList<>();
        COMPLETIONS.commands().forEach((name, command) -> {
            for (Completions.Flag option : command.options()) {
                // fish offers one name of an option that has several on the same line.
                if (option.argument() && !option.values().isEmpty()) {
                    questions
                            .append("wv ")
                            .append(name)
                            .append(' ')
                            .append(option.longest())
                            .append(" \n");
                    expected.add(option.values().stream()
                            .map(Completions.Value::text)
                            .sorted()
                            .collect(Collectors.joining(" ")));
                }
            }
        });
        String ask = """
                source wv.fish
                while read -l line
                    echo (complete -C "$line " | string replace -r '\\t.*' '' | sort)
                end
                """;
        List<String> answers = run(List.of(fish, "--no-config", "-c", ask), questions.toString())
                .lines()
                .toList();
        assertEquals(expected.size(), answers.size());
        for (int i = 0; i < answers.size(); i++) {
            assertEquals(
                    new TreeSet<>(List.of(expected.get(i).split(" ", -1))),
                    new TreeSet<>(List.of(answers.get(i).split(" ", -1))),
                    questions.toString().lines().toList().get(i));
        }
    }

    @Test
    @DisplayName("keys of PowerShell's tables differ in more than case")
    void powerShellKeys() {
        String script = Shell.POWERSHELL.script(WV);
        for (String table : script.split("(?m)^\\}\n", -1)) {
            Set<String> keys = new HashSet<>();
            for (MatchResult key : Pattern.compile("(?m)^    ('[^']*') = @\\(")
                    .matcher(table)
                    .results()
                    .toList()) {
                assertTrue(keys.add(key.group(1).toLowerCase(Locale.ROOT)), key.group(1));
            }
        }
        assertTrue(
                script.contains(
                        "    'train --cbow-gradient' = @(@('exact', ''), @('square-root', ''), @('word2vec', ''))\n"),
                script);
        assertFalse(script.contains("\t"));
    }
}
