package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.command.Commands;

/** The library does not depend on the command line: its messages name neither flags nor commands. */
class LibraryMessagesTest {
    /** A string literal on one line. */
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    private static final Pattern FLAG = Pattern.compile("(^|[^-\\w])--[a-z]");

    private static final Pattern COMMAND = Pattern.compile("\\bwv (" + String.join("|", Commands.NAMES) + ")\\b");

    @Test
    @DisplayName("No string literal of a library module mentions a flag")
    void noFlags() throws IOException {
        assertEquals(List.of(), literals(FLAG));
    }

    @Test
    @DisplayName("No string literal of a library module mentions a command")
    void noCommands() throws IOException {
        assertEquals(List.of(), literals(COMMAND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"use --threads", "--threads", "run wv corpus phrases", "(wv check-model)"})
    @DisplayName("The patterns find flags and commands")
    void patterns(String text) {
        assertTrue(FLAG.matcher(text).find() || COMMAND.matcher(text).find());
    }

    /** Returns the literals of the library that contain a match, with their files. */
    private static List<String> literals(Pattern pattern) throws IOException {
        List<Path> files = sources();
        assertTrue(files.size() > 500, "sources of all modules are read: " + files.size());
        return files.stream().flatMap(file -> literals(file, pattern)).toList();
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
            for (Path module : modules.sorted().toList()) {
                String name = module.getFileName().toString();
                Path sources = module.resolve("src/main/java");
                if (name.startsWith("toolkit-") && !isCommandLine(name) && Files.isDirectory(sources)) {
                    try (Stream<Path> all = Files.walk(sources)) {
                        all.filter(file -> file.toString().endsWith(".java"))
                                .filter(file -> !file.toString().contains("/org/wvtoolkit/spark/cli/"))
                                .sorted()
                                .forEach(files::add);
                    }
                }
            }
        }
        return files;
    }

    /** Returns whether a module consists of command-line programs. */
    private static boolean isCommandLine(String module) {
        return List.of("toolkit-cli", "toolkit-bench", "toolkit-distribution").contains(module);
    }

    private static Stream<String> literals(Path file, Pattern pattern) {
        try {
            return LITERAL.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group().substring(1, match.group().length() - 1))
                    .filter(text -> pattern.matcher(text).find())
                    .map(text -> file.getFileName() + ": " + text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
