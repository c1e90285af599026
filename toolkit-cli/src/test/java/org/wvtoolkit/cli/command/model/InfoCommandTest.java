package org.wvtoolkit.cli.command.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;

class InfoCommandTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("TSV has one property per line")
    void tsv() throws IOException {
        Path model = Models.royal(folder.resolve("m"), "standard");
        List<String> lines = Place.home(folder).run("info", "-m", model).done().outLines();
        for (String expected : List.of(
                "file\t" + model,
                "format\tsafetensors",
                "bytes\t" + Files.size(model),
                "words\t6",
                "dimension\t2",
                "method\tcbow",
                "options.window\t5",
                "text.analyzer\tstandard",
                "corpus_tokens\t12345",
                "tensors.vectors\tF32, 6, 2")) {
            assertTrue(lines.contains(expected), expected + " in " + lines);
        }
    }

    @Test
    void jsonKeepsNumbersAndNesting() throws IOException {
        Path model = Models.royal(folder.resolve("m"), "standard");
        String json = Place.home(folder)
                .run("info", "-m", model, "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"words\":6,\"dimension\":2"), json);
        assertTrue(json.contains("\"options\":{\"window\":\"5\"}"), json);
        assertTrue(json.contains("{\"name\":\"vectors\",\"dtype\":\"F32\",\"shape\":[6,2]}"), json);
        assertTrue(json.endsWith("}\n"), json);
    }

    @Test
    @DisplayName("the table groups properties")
    void table() throws IOException {
        Path model = Models.royal(folder.resolve("m"), "standard");
        List<String> lines =
                Place.home(folder).onTerminal().run("info", "-m", model).done().outLines();
        assertTrue(lines.contains("options"), lines.toString());
        assertTrue(lines.contains("corpus_tokens         12,345"), lines.toString());
    }

    @Test
    @DisplayName("a file of another tool has no tensors")
    void foreignFile() throws IOException {
        Path text = Files.writeString(folder.resolve("v.txt"), "2 2\na 1 2\nb 3 4\n");
        String out = Place.home(folder).run("info", "-m", text).done().out();
        assertTrue(out.contains("format\tword2vec-text\n"), out);
        assertEquals(-1, out.indexOf("tensors"), out);
    }
}
