package org.wvtoolkit.cli.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;

class WhyCommandTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private Path model = Path.of("");

    @BeforeEach
    void train() throws IOException {
        place = Place.home(folder);
        model = folder.resolve("counts");
        Path text = Files.writeString(folder.resolve("text"), "cats drink milk\ndogs drink milk\ndogs bark\n");
        place.run("train", text, "--method", "cooccurrence", "--min-count", 1, "-o", model)
                .done();
    }

    @Test
    @DisplayName("contexts are listed with shares and weights")
    void contexts() {
        CommandRun run = place.run("why", "-m", model, "--format", "table", "Cats", "dogs")
                .done();
        assertEquals(
                List.of(
                        // (1·1 + 1·1) / (√2 · √3)
                        "cosine 0.816, shared contexts 2",
                        "  context   share  cats  dogs",
                        "  drink    50.0 %  1.00  1.00",
                        "  milk     50.0 %  1.00  1.00"),
                run.outLines());
        assertEquals(
                "drink\t0.500000\t1.000000\t1.000000\n",
                place.run("why", "-m", model, "-n", 1, "cats", "dogs").done().out());
        String json = place.run("why", "-m", model, "--format", "json", "cats", "dogs")
                .done()
                .out();
        assertTrue(json.startsWith("{\"words\":[\"cats\",\"dogs\"],\"cosine\":0.81649"), json);
        assertTrue(json.contains("\"shared_contexts\":2,\"contexts\":[{\"context\":\"drink\",\"share\":0.5"), json);
        assertTrue(json.contains("\"weights\":[1.0,1.0]}"), json);
    }

    @Test
    @DisplayName("positional contexts are listed with their positions")
    void positions() {
        Path positional = folder.resolve("positional");
        place.run(
                        "train",
                        folder.resolve("text"),
                        "--method",
                        "ppmi",
                        "--positional",
                        "--min-count",
                        1,
                        "-o",
                        positional)
                .done();
        String out = place.run("why", "-m", positional, "cats", "dogs").done().out();
        assertTrue(out.startsWith("+"), out);
        assertTrue(out.contains("+2:milk\t"), out);
        String json = place.run("why", "-m", positional, "--format", "json", "milk", "drink")
                .done()
                .out();
        assertTrue(json.contains("\"contexts\":["), json);
    }

    @Test
    @DisplayName("words without shared contexts have a cosine of zero")
    void noSharedContext() {
        assertEquals("", place.run("why", "-m", model, "cats", "bark").done().out());
        assertEquals(
                "cosine 0.000, shared contexts 0\n",
                place.run("why", "-m", model, "--format", "table", "cats", "bark")
                        .done()
                        .out());
    }

    @Test
    @DisplayName("wrong input is reported in one line")
    void wrongInput() throws IOException {
        Path dense = Models.royal(folder.resolve("dense"), "standard");
        String line = place.run("why", "-m", dense, "man", "king").failedWith(1);
        assertTrue(line.contains("no named contexts") && line.contains("--method ppmi"), line);
        line = place.run("why", "-m", model, "cats", "dgs").failedWith(1);
        assertTrue(line.contains("did you mean dogs"), line);
        line = place.run("why", "-m", model, "cats dogs", "milk").failedWith(1);
        assertTrue(line.contains("several words"), line);
    }
}
