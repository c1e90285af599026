package org.wvtoolkit.cli.command.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;
import org.wvtoolkit.cli.command.Commands;

class CompressAndIndexTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private String model = "";

    @BeforeEach
    void save() throws IOException {
        place = Place.home(folder);
        model = Models.large(folder.resolve("m"), 400, 20).toString();
    }

    @Test
    @DisplayName("compress without -o measures every precision")
    void measuredLosses() {
        List<String> lines = place.run("compress", "-m", model, "-q").done().outLines();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).startsWith("single\t32000\t1.000000\t0.000000\t"), lines.get(0));
        assertTrue(lines.get(1).startsWith("half\t16000\t"), lines.get(1));
        assertTrue(lines.get(2).startsWith("int8\t9600\t"), lines.get(2));
        assertTrue(lines.get(3).startsWith("binary\t12800\t"), lines.get(3));
    }

    @Test
    @DisplayName("compressed models are queried and converted like others")
    void compressedModels() {
        for (String precision : List.of("half", "int8", "binary")) {
            Path out = folder.resolve(precision);
            CommandRun run = place.run("compress", "-m", model, "-o", out, "--precision", precision, "-q")
                    .done();
            assertEquals(2, run.outLines().size());
            String answer = place.run("similar", "-m", out, "-n", "3", "--exact", "word9")
                    .done()
                    .out();
            assertEquals(
                    answer,
                    place.run("similar", "-m", out, "-n", "3", "word9").done().out());
            Path text = folder.resolve(precision + ".txt");
            place.run("convert", out, "-o", text, "--to", "word2vec-text", "-q").done();
            assertEquals(
                    answer.lines().map(line -> line.replaceAll("\t.*", "")).toList(),
                    place.run("similar", "-m", text, "-n", "3", "word9").done().outLines().stream()
                            .map(line -> line.replaceAll("\t.*", ""))
                            .toList());
            assertTrue(place.run("info", "-m", out).done().out().contains(precision));
            assertTrue(place.run("compress", "-m", out, "-q").failedWith(1).contains("compressed already"));
        }
        assertTrue(place.run("compress", "-m", model, "-o", "x").failedWith(2).contains("require each other"));
        assertTrue(place.run("compress", "-m", model, "-o", folder.resolve("half"), "--precision", "half")
                .failedWith(1)
                .contains("exists already"));
    }

    @Test
    @DisplayName("an index is built, measured and searched")
    void index() throws IOException {
        assertTrue(place.run("similar", "-m", model, "--approximate", "word9")
                .failedWith(1)
                .contains("build the index with wv index"));
        List<String> made = place.run("index", "-m", model, "-q").done().outLines();
        assertEquals(1, made.size());
        assertTrue(made.getFirst().startsWith(model + ".hnsw\t"), made.getFirst());
        assertEquals(
                place.run("similar", "-m", model, "--exact", "word9").done().out(),
                place.run("similar", "-m", model, "--approximate", "word9")
                        .done()
                        .out());
        place.run("index", "-m", model, "--measure").done();
        assertTrue(place.run("index", "-m", model).failedWith(1).contains("exists already"));
        place.run("index", "-m", model, "--force", "--connections", "8", "--threads", "1", "-q")
                .done();
        Models.large(Path.of(model), 401, 20);
        assertTrue(place.run("similar", "-m", model, "--approximate", "word9")
                .failedWith(1)
                .contains("was built for other vectors"));
        assertTrue(place.run("similar", "--approximate", "--exact", "x")
                .failedWith(2)
                .contains("cannot be combined"));
        assertTrue(
                place.run("index", "-m", model, "--recall", "2").failedWith(2).contains("--recall must be"));
        Files.delete(Path.of(model + ".hnsw"));
        assertTrue(place.run("index", "-m", model, "--measure").failedWith(1).contains("no such file"));
    }

    @Test
    @DisplayName("the model is an argument or the value of -m")
    void modelArgument() {
        for (String command : List.of("info", "compress", "cluster -k 3")) {
            List<Object> words = new ArrayList<>(List.of((Object[]) command.split(" ", -1)));
            words.add(model);
            String argument = place.run(words.toArray()).done().out();
            words.add(words.size() - 1, "-m");
            String option = place.run(words.toArray()).done().out();
            // The last column of compress is a time.
            assertEquals(withoutTimes(option), withoutTimes(argument), command);
        }
        place.run("index", model, "-q").done();
        place.run("index", "-m", model, "--measure", "-q").done();
        assertTrue(place.run("info", model, "-m", model).failedWith(2).contains("cannot be combined"));
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)\\t[^\\t]*$", "");
    }

    @Test
    @DisplayName("completion scripts and the manual page contain every command")
    void everyCommandDocumented() {
        String script = place.run("completion", "bash").done().out();
        String manual = place.run("man").done().out();
        for (String command : Commands.NAMES) {
            assertTrue(script.contains(command), command);
            assertTrue(manual.contains(".SS wv " + command.replace("-", "\\-") + "\n"), command);
        }
        assertTrue(script.contains("--words-from"));
        assertTrue(place.run("completion", "zsh").done().out().startsWith("#compdef wv\n"));
        assertTrue(place.run("completion", "csh").failedWith(2).contains("not one of bash, zsh, fish, powershell"));
        assertTrue(manual.startsWith(".TH WV 1"));
    }
}
