package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.command.Commands;
import org.wvtoolkit.cli.help.HelpLayout;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Rules for the help of every command and subcommand in the registry. */
class HelpTest {
    private static final int COLUMNS = 80;
    private static final int NARROW = 40;

    @TempDir
    Path folder;

    /** A command or subcommand, as the words of its command line. */
    record Named(List<String> words, CommandSpec spec) {
        @Override
        public String toString() {
            return "wv " + String.join(" ", words);
        }
    }

    static Stream<Named> commands() {
        CommandLine root = new CommandLine(CommandSpec.create());
        for (String name : Commands.NAMES) {
            root.addSubcommand(name, Commands.create(name, ProcessContext.ofProcess()));
        }
        List<Named> all = new ArrayList<>();
        collect(root, List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine parent, List<String> words, List<Named> all) {
        parent.getSubcommands().forEach((name, command) -> {
            List<String> extended =
                    Stream.concat(words.stream(), Stream.of(name)).toList();
            all.add(new Named(extended, command.getCommandSpec()));
            collect(command, extended, all);
        });
    }

    private String help(Place place, List<String> command, String flag) {
        List<String> words = new ArrayList<>(command);
        words.add(flag);
        return place.run(words.toArray()).done().out();
    }

    private String help(List<String> command, String flag) {
        return help(Place.home(folder), command, flag);
    }

    @Test
    @DisplayName("the registry has subcommands at two levels")
    void levels() {
        List<List<String>> words = commands().map(Named::words).toList();
        assertTrue(words.contains(List.of("train")), words.toString());
        assertTrue(words.contains(List.of("classify", "train")), words.toString());
        assertTrue(words.contains(List.of("plot", "words")), words.toString());
        assertTrue(words.contains(List.of("thesaurus", "walk")), words.toString());
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("the first paragraph is one short sentence in the third person that ends with a full stop")
    void summary(Named command) {
        String summary = command.spec().usageMessage().description()[0];
        assertTrue(summary.matches("[A-Z][a-z]+s (?:[^.]|\\.(?! ))*\\."), summary);
        assertTrue(summary.length() <= 2 * COLUMNS, summary);
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("-h fits one screen, is shorter than --help and begins with the same line")
    void shortHelp(Named command) {
        String help = help(command.words(), "-h");
        String complete = help(command.words(), "--help");
        assertTrue(help.lines().count() <= HelpLayout.SHORT_LINES, help);
        assertTrue(help.lines().allMatch(line -> line.length() <= COLUMNS), help);
        assertNotEquals(complete, help);
        assertEquals(complete.lines().findFirst(), help.lines().findFirst());
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("--help has, in this order, usage, examples and options, and is at most 80 columns wide")
    void completeHelp(Named command) {
        String help = help(command.words(), "--help");
        int usage = help.indexOf("\nUsage: " + command);
        int examples = help.indexOf("\nExamples:\n");
        int options = help.indexOf("options:\n");
        assertTrue(usage > 0 && usage < examples && examples < options, help);
        assertTrue(help.contains("\n      --debug "), help);
        assertEquals(
                List.of(),
                help.lines().filter(line -> line.length() > COLUMNS).toList(),
                "longer than a line of the terminal");
        List<String> words = new ArrayList<>(List.of("help"));
        words.addAll(command.words());
        assertEquals(help, Place.home(folder).run(words.toArray()).done().out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("every option and argument has a description of full sentences, without unresolved variables")
    void descriptions(Named command) {
        String help = help(command.words(), "--help");
        assertFalse(help.contains("${") || help.contains("%n"), help);
        for (ArgSpec argument : command.spec().args()) {
            if (argument.hidden()) {
                continue;
            }
            String text = String.join(" ", argument.description());
            assertTrue(
                    text.matches("(?s)['A-Z0-9].*(\\.|\\]|Default: (_|\\$\\{DEFAULT-VALUE\\}))"),
                    command + ": " + text);
        }
    }

    @Test
    @DisplayName("at 40 columns, help is wrapped at words")
    void narrowHelp() {
        Place narrow = Place.home(folder).withEnvironment(Map.of("COLUMNS", String.valueOf(NARROW)));
        Stream.concat(Stream.of(List.<String>of()), commands().map(Named::words))
                .forEach(command -> {
                    for (String flag : List.of("-h", "--help")) {
                        // Names of options, examples and lines of example files may be longer than a line.
                        List<String> wide = help(narrow, command, flag)
                                .lines()
                                .filter(line -> line.length() > NARROW
                                        && line.strip().replace(" \\", "").contains(" "))
                                .toList();
                        assertEquals(List.of(), wide, "wv " + String.join(" ", command));
                    }
                });
    }
}
