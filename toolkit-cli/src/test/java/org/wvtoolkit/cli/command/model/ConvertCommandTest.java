package org.wvtoolkit.cli.command.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;
import org.wvtoolkit.cli.Models;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;

class ConvertCommandTest {
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
    @DisplayName("every writable format is written and gives the same neighbours")
    void everyFormat() {
        String expected = place.run("similar", "-m", model, "man").done().out();
        for (VectorFormat format : VectorFormats.all()) {
            if (!format.isWritable()) {
                continue;
            }
            Path output = folder.resolve("out." + format.name());
            CommandRun run = place.run("convert", model, "-o", output, "--to", format.name())
                    .done();
            assertTrue(run.err().contains("saved " + output + " (6 words × 2"), run.err());
            assertEquals(
                    expected, place.run("similar", "-m", output, "man").done().out(), format.name());
        }
    }

    @Test
    @DisplayName("an existing output is replaced only with --force")
    void existingOutput() throws IOException {
        Path output = Files.writeString(folder.resolve("out"), "old");
        String line = place.run("convert", model, "-o", output, "--to", "word2vec-text")
                .failedWith(1);
        assertTrue(line.contains("exists already; use --force to replace it"), line);
        assertEquals("old", Files.readString(output));
        place.run("convert", model, "-o", output, "--to", "word2vec-text", "--force", "--quiet")
                .done();
        assertTrue(Files.readString(output).startsWith("6 2\n"));
    }

    @Test
    @DisplayName("the input is rejected as output")
    void outputIsInput() throws IOException {
        byte[] before = Files.readAllBytes(model);
        String line = place.run("convert", model, "-o", model, "--to", "word2vec-text", "--force")
                .failedWith(1);
        assertTrue(line.contains("is also an input"), line);
        assertArrayEquals(before, Files.readAllBytes(model));
    }

    @Test
    @DisplayName("an unknown format is reported with the available ones")
    void unknownFormat() {
        String line = place.run("convert", model, "-o", folder.resolve("x"), "--to", "none")
                .failedWith(2);
        for (VectorFormat format : VectorFormats.all()) {
            assertEquals(format.isWritable(), line.contains(format.name()), line);
        }
    }

    @Test
    @DisplayName("only safetensors stores sparse vectors")
    void sparseVectors() throws IOException {
        Path counts = folder.resolve("counts");
        place.run("train", Corpora.file(folder.resolve("text")), "--method", "ppmi", "-o", counts)
                .done();
        for (VectorFormat format : VectorFormats.all()) {
            if (!format.isWritable()) {
                continue;
            }
            Path output = folder.resolve("sparse." + format.name());
            CommandRun run = place.run("convert", counts, "-o", output, "--to", format.name());
            if (format.name().equals("safetensors")) {
                run.done();
                assertEquals(-1, Files.mismatch(counts, output));
            } else {
                String line = run.failedAfterProgress(1);
                assertTrue(line.startsWith("wv: " + counts + ": the model has sparse vectors"), line);
                assertTrue(line.contains("with the method svd"), line);
                assertTrue(Files.notExists(output));
            }
        }
    }

    @Test
    @DisplayName("the name of the output determines its format")
    void formatByName() throws IOException {
        place.run("convert", model, "-o", folder.resolve("x.vec.gz")).done();
        assertEquals(0x1F, Files.readAllBytes(folder.resolve("x.vec.gz"))[0]);
        place.run("convert", folder.resolve("x.vec.gz"), "-o", folder.resolve("x.bin"))
                .done();
        assertEquals(
                "word2vec-binary", VectorFormats.detect(folder.resolve("x.bin")).name());
        String line =
                place.run("convert", model, "-o", folder.resolve("x.unknown")).failedWith(2);
        assertTrue(line.contains("use --to FORMAT, one of safetensors"), line);
    }
}
