package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The library does not depend on how the command line writes its options. */
class LibraryMessagesTest {
    private static final Pattern FLAG = Pattern.compile("\"[^\"\\n]*--[a-z][^\"\\n]*\"");

    @Test
    @DisplayName("no string in a module other than the command line mentions a flag")
    void noFlags() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
            for (Path module : modules.toList()) {
                String name = module.getFileName().toString();
                Path sources = module.resolve("src/main/java");
                if (name.startsWith("toolkit-") && !isCommandLine(name) && Files.isDirectory(sources)) {
                    try (Stream<Path> all = Files.walk(sources)) {
                        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        }
        assertTrue(files.size() > 100, "sources of all modules are read: " + files.size());
        assertEquals(
                List.of(), files.stream().flatMap(LibraryMessagesTest::flags).toList());
    }

    /** Modules that are command-line programs themselves. */
    private static boolean isCommandLine(String module) {
        return List.of("toolkit-cli", "toolkit-bench", "toolkit-spark", "toolkit-distribution")
                .contains(module);
    }

    private static Stream<String> flags(Path file) {
        try {
            Matcher matcher = FLAG.matcher(Files.readString(file));
            return matcher.results().map(match -> file.getFileName() + ": " + match.group());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
