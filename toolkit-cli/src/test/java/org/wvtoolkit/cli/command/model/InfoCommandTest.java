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
import org.wvtoolkit.cli.Corpora;
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
    @DisplayName("classifiers, encoded corpora and indexes are described")
    void otherKinds() throws IOException {
        Place place = Place.home(folder);
        Path texts =
                Files.writeString(folder.resolve("l.tsv"), "good\tfine good film\nbad\tawful bad film\n".repeat(9));
        Path classifier = folder.resolve("c");
        place.run("classify", "train", texts, "-o", classifier, "--min-count", 1, "--epochs", 1, "-q")
                .done();
        hasLines(
                classifier,
                "kind\tclassifier",
                "words\t5",
                "labels\tbad, good",
                "method\taverage",
                "options.epochs\t1");
        Path corpus = folder.resolve("t.corpus");
        place.run("corpus", "encode", Corpora.file(folder.resolve("t.txt")), "-o", corpus, "-q")
                .done();
        hasLines(corpus, "kind\tencoded corpus", "lines\t60", "words\t15", "tokens\t660", "text.analyzer\tstandard");
        Path model = Models.royal(folder.resolve("m"), "standard");
        place.run("index", model, "-q").done();
        hasLines(folder.resolve("m.hnsw"), "kind\tindex", "words\t6", "dimension\t2", "connections\t16");
    }

    private void hasLines(Path file, String... expected) {
        List<String> lines = Place.home(folder).run("info", file).done().outLines();
        for (String line : expected) {
            assertTrue(lines.contains(line), line + " in " + lines);
        }
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
