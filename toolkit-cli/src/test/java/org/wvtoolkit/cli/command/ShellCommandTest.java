package org.wvtoolkit.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;
import org.wvtoolkit.embedding.Embeddings;

class ShellCommandTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private String model = "";

    @BeforeEach
    void save() throws IOException {
        place = Place.home(folder);
        model = Models.royal(folder.resolve("m"), "standard").toString();
    }

    private CommandRun shell(String lines) {
        return place.with(lines).run("shell", "-m", model);
    }

    @Test
    @DisplayName("a line gives the same answer as the command line")
    void commandLines() {
        CommandRun run = shell("analogy -n 1 man king woman\n\nsimilar -n 1 \"man\"\nsimilarity man king\n")
                .done();
        assertEquals(List.of("queen\t0.965926", "woman\t0.866025", "man\tking\t0.500000"), run.outLines());
    }

    @Test
    @DisplayName("a line without a command is a query for similar")
    void defaultCommand() {
        assertEquals(
                place.run("similar", "-m", model, "man").out(),
                shell("man\n").done().out());
        assertEquals(
                place.run("similar", "-m", model, "king", "--minus", "man").out(),
                shell("king --minus man\n").done().out());
    }

    @Test
    @DisplayName("a failed query does not end the shell")
    void failureKeepsShell() {
        CommandRun run = shell("mam\nsimilar -n 0 man\nshell\nsimilar 'man\nsimilar -n 1 man\nexit\nking\n");
        assertEquals(2, run.code());
        assertEquals(List.of("woman\t0.866025"), run.outLines());
        assertEquals(4, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("did you mean man"), run.err());
        assertTrue(run.err().contains("this is the shell; type a query, or exit"), run.err());
    }

    @Test
    @DisplayName("-m queries another model")
    void otherModel() throws IOException {
        String other = Models.large(folder.resolve("other"), 50, 4).toString();
        CommandRun run =
                shell("similar -n 1 -m " + other + " word7\nsimilar -n 1 man\n").done();
        assertEquals(2, run.outLines().size());
        assertTrue(run.outLines().getFirst().startsWith("word"), run.out());
    }

    @Test
    @DisplayName("commands, options and words are completed")
    void completions() throws IOException {
        try (Embeddings embeddings = Embeddings.open(Path.of(model))) {
            ShellCompleter completer = new ShellCompleter(embeddings.vocabulary());
            assertTrue(completer.completions(List.of("simi"), 0, "simi").containsAll(List.of("similar", "similarity")));
            assertEquals(
                    List.of("--minus", "--model", "--min-count").stream()
                            .sorted()
                            .toList(),
                    completer.completions(List.of("similar", "--m"), 1, "--m").stream()
                            .sorted()
                            .toList());
            assertEquals(List.of("queen"), completer.completions(List.of("similar", "q"), 1, "q"));
            assertEquals(List.of("中国"), completer.completions(List.of("similar", "中"), 1, "中"));
            assertEquals(List.of(), completer.completions(List.of("similar", "x"), 1, "x"));
            assertTrue(completer.completions(List.of("help", "ana"), 1, "ana").contains("analogy"));
        }
    }
}
