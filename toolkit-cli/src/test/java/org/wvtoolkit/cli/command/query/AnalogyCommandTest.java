package org.wvtoolkit.cli.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;

class AnalogyCommandTest {
    @TempDir
    Path folder;

    private Path model = Path.of("");
    private Place place = Place.home(Path.of(""));

    @BeforeEach
    void save() throws IOException {
        place = Place.home(folder);
        model = Models.royal(folder.resolve("m.safetensors"), "standard");
    }

    @Test
    void solvesAnalogy() {
        assertEquals(
                "queen",
                place.run("analogy", "-m", model, "-n", 1, "man", "king", "woman")
                        .done()
                        .first());
    }

    @Test
    @DisplayName("all unknown words are reported in one line")
    void unknownWords() {
        String line =
                place.run("analogy", "-m", model, "man", "kingg", "womann").failedWith(1);
        assertTrue(line.contains("\"kingg\""), line);
        assertTrue(line.contains("\"womann\""), line);
    }

    @Test
    @DisplayName("an argument of several tokens is rejected")
    void severalTokens() {
        String line =
                place.run("analogy", "-m", model, "man king", "king", "woman").failedWith(1);
        assertTrue(line.contains("\"man king\" is tokenized into several words (man, king)"), line);
    }

    @Test
    void wrongNumberOfWords() {
        assertTrue(
                place.run("analogy", "-m", model, "man", "king").failedWith(2).contains("missing"));
        assertTrue(place.run("analogy", "-m", model, "a", "b", "c", "d")
                .failedWith(2)
                .contains("one argument too many: d"));
    }
}
