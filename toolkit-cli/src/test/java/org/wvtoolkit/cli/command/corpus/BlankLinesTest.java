package org.wvtoolkit.cli.command.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.CommandRun;

/** Lines without a visible character, which no command may count as lines of the text. */
class BlankLinesTest {
    @TempDir
    private Path folder;

    private CommandRun run(Object... arguments) {
        return CommandRun.Place.home(folder).run(arguments).done();
    }

    @ParameterizedTest
    @DisplayName("blank lines are left out alike by check, stats, dedup, sample, shuffle, split and tokenize")
    @ValueSource(strings = {"", "   ", "\t", "\u00A0", "\u3000 ", "\r", " \t \u2003"})
    void leftOut(String blank) throws IOException {
        Path text = Files.writeString(
                folder.resolve("text.txt"),
                "a b c\n" + blank + "\nd e f\n" + blank + "\n" + blank + "\ng h i\n" + blank + "\n");
        List<String> lines = List.of("a b c", "d e f", "g h i");
        for (List<String> command :
                List.of(List.of("dedup"), List.of("sample", "--share", "1"), List.of("shuffle"), List.of("tokenize"))) {
            List<Object> arguments = new ArrayList<>(List.of("corpus", command.getFirst(), text));
            arguments.addAll(command.subList(1, command.size()));
            List<String> found = run(arguments.toArray()).outLines();
            assertEquals(lines, found.stream().sorted().toList(), command.toString());
        }
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        run("corpus", "split", text, "-o", first, "-o", second);
        List<String> parts = new ArrayList<>(Files.readAllLines(first));
        parts.addAll(Files.readAllLines(second));
        assertEquals(lines, parts.stream().sorted().toList());
        for (String command : List.of("check", "stats")) {
            String report = run("corpus", command, text, "--format", "json").out();
            assertTrue(report.replace(" ", "").contains("\"lines\":3"), command + ": " + report);
        }
    }
}
