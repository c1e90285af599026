package org.wvtoolkit.cli.command.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;

/** The promise of {@code --memory}: data beyond it go to disk, and training that cannot fit is refused. */
class MemoryLimitTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of("."));
    private Path text = Path.of("");

    /** Writes a text of many distinct words. Each word occurs twice. */
    @BeforeEach
    void home() throws IOException {
        place = Place.home(folder);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 6000; i++) {
            words.append("word-").append(i % 3000).append(i % 20 == 19 ? '\n' : ' ');
        }
        text = Files.writeString(folder.resolve("text.txt"), words);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals("text.txt"))
                    .toList();
        }
    }

    @ParameterizedTest
    @DisplayName("training that does not fit is refused with the memory it needs, and leaves no file")
    @ValueSource(strings = {"cbow", "skipgram", "svd"})
    void refusal(String method) throws IOException {
        for (String[] more : new String[][] {{}, {"--checkpoint-every", "1h"}}) {
            if (more.length > 0 && method.equals("svd")) {
                continue;
            }
            CommandRun run = place.run(Stream.concat(
                            Stream.of(
                                    "train",
                                    text,
                                    "--method",
                                    method,
                                    "--analyzer",
                                    "whitespace",
                                    "--min-count",
                                    1,
                                    "--dim",
                                    2000,
                                    "--memory",
                                    "16m",
                                    "-o",
                                    folder.resolve("m")),
                            Stream.of(more))
                    .toArray());
            String refusal = run.failedAfterProgress(2);
            assertTrue(refusal.contains("--memory of 16 MB is too small for method " + method), refusal);
            assertTrue(refusal.contains("3000 words; raise it, or keep fewer words with --min-count"), refusal);
            assertTrue(refusal.contains("or lower --dimension"), refusal);
            assertEquals(List.of(), files());
        }
    }

    @Test
    @DisplayName("corpus check forecasts that training does not fit")
    void forecast() throws IOException {
        Object[] check = {
            "corpus",
            "check",
            text,
            "--analyzer",
            "whitespace",
            "--min-count",
            1,
            "--memory",
            "16m",
            "--dim",
            2000,
            "--method",
            "cbow"
        };
        String table = place.run(Stream.concat(Stream.of(check), Stream.of("--format", "table"))
                        .toArray())
                .done()
                .out();
        assertTrue(table.contains("  cbow: needs --memory 46m"), table);
        String json = place.run(Stream.concat(Stream.of(check), Stream.of("--format", "json"))
                        .toArray())
                .done()
                .out();
        assertTrue(json.contains("\"fits\":false") || json.contains("\"fits\": false"), json);
        place.run(
                        "train",
                        text,
                        "--analyzer",
                        "whitespace",
                        "--min-count",
                        1,
                        "--dim",
                        2000,
                        "--memory",
                        "46m",
                        "--epochs",
                        1,
                        "-o",
                        folder.resolve("m"))
                .done();
    }

    @Test
    @DisplayName("continuing a model that does not fit is refused before the text is read")
    void continued() {
        Path model = folder.resolve("large");
        place.run(
                        "train",
                        text,
                        "--analyzer",
                        "whitespace",
                        "--min-count",
                        1,
                        "--dim",
                        2000,
                        "--epochs",
                        1,
                        "--memory",
                        "256m",
                        "-o",
                        model)
                .done();
        CommandRun run =
                place.run("train", text, "--continue", model, "--memory", "16m", "-o", folder.resolve("longer"));
        String refusal = run.failedWith(2);
        assertTrue(refusal.contains("--memory of 16 MB is too small for method cbow"), refusal);
        assertTrue(refusal.contains("3000 words; raise it, or lower --dimension"), refusal);
    }

    @Test
    @DisplayName("a corpus encoded with little memory has the same bytes")
    void sameCorpus() throws IOException {
        place.run("corpus", "encode", text, "--analyzer", "whitespace", "-o", folder.resolve("a"), "--min-count", 1)
                .done();
        place.run(
                        "corpus",
                        "encode",
                        text,
                        "--analyzer",
                        "whitespace",
                        "-o",
                        folder.resolve("b"),
                        "--min-count",
                        1,
                        "--memory",
                        "16m",
                        "--threads",
                        3)
                .done();
        assertArrayEquals(Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
    }
}
