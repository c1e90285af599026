package org.wvtoolkit.cli.command.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;

class CorpusStatsCommandTest {
    @TempDir
    Path folder;

    @Test
    void standardInput() {
        List<String> lines = Place.home(folder)
                .with("The cat saw the dog.\n\nThe dog ran.\n")
                .run("corpus", "stats", "-", "--top", 2)
                .done()
                .outLines();
        for (String expected : List.of(
                "lines\t2",
                "tokens\t8",
                "words\t5",
                "words_seen_once\t3",
                "tokens_per_line\t4.0",
                "longest_line\t5",
                "most_frequent.the\t3",
                "most_frequent.dog\t2")) {
            assertTrue(lines.contains(expected), expected + " in " + lines);
        }
        assertEquals("most_frequent.dog\t2", lines.getLast());
    }

    @Test
    void jsonHasNumbers() throws Exception {
        Path text = Files.writeString(folder.resolve("t.txt"), "a b\nb\n");
        String json = Place.home(folder)
                .run("corpus", "stats", text, "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"lines\":2,\"tokens\":3,\"words\":2"), json);
        assertTrue(json.contains("\"tokens_per_line\":1.5"), json);
        assertTrue(
                json.endsWith("\"most_frequent\":[{\"word\":\"b\",\"count\":2},{\"word\":\"a\",\"count\":1}]}\n"),
                json);
    }

    @Test
    void unknownCommand() {
        String line = Place.home(folder).run("corpus", "stat").failedWith(2);
        assertTrue(line.contains("no command stat; did you mean stats? (see wv corpus --help)"), line);
    }
}
