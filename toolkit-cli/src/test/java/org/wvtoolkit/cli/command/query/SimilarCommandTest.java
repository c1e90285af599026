package org.wvtoolkit.cli.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;

class SimilarCommandTest {
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
    @DisplayName("neighbours are words and scores separated by tabs")
    void tsv() {
        assertEquals(
                "woman\t0.866025\nking\t0.500000\n",
                place.run("similar", "-m", model, "-n", 2, "man").done().out());
    }

    @Test
    void table() {
        assertEquals(
                List.of("  woman  0.866", "  king   0.500"),
                place.onTerminal()
                        .run("similar", "-m", model, "-n", 2, "man")
                        .done()
                        .outLines());
    }

    @Test
    @DisplayName("a table is wrapped at words on a narrow terminal, TSV is not")
    void narrowTable() throws IOException {
        Path wide = Files.writeString(
                folder.resolve("long.txt"), "2 2\na 1 0\na_word_that_is_longer_than_forty_columns_altogether 1 0\n");
        Place narrow = place.withEnvironment(Map.of("COLUMNS", "40")).onTerminal();
        assertEquals(
                List.of("  a_word_that_is_longer_than_forty_columns_altogether", "    1.000"),
                narrow.run("similar", "-m", wide, "a").done().outLines());
        assertEquals(
                List.of("a_word_that_is_longer_than_forty_columns_altogether\t1.000000"),
                narrow.run("similar", "-m", wide, "a", "--format", "tsv").done().outLines());
    }

    @Test
    @DisplayName("wide characters keep columns aligned")
    void wideCharacters() {
        assertEquals(
                List.of("  中国   0.985", "  queen  -0.342"),
                place.onTerminal()
                        .run("similar", "-m", model, "-n", 2, "france")
                        .done()
                        .outLines());
    }

    @Test
    void json() {
        assertEquals(
                "{\"question\":[\"man\"],\"neighbours\":[{\"word\":\"woman\",\"score\":0.8660254}]}\n",
                place.run("similar", "-m", model, "-n", 1, "--format", "json", "man")
                        .done()
                        .out());
    }

    @Test
    @DisplayName("a query is normalised like the corpus")
    void normalisedQuery() {
        assertEquals(
                place.run("similar", "-m", model, "france").done().out(),
                place.run("similar", "-m", model, "\"France!\"").done().out());
    }

    @Test
    @DisplayName("several words are one query for their sum")
    void severalWords() {
        assertEquals(
                "woman",
                place.run("similar", "-m", model, "-n", 1, "man", "king").done().first());
    }

    @Test
    void otherScripts() throws IOException {
        Path cut = Models.royal(folder.resolve("cut"), "whitespace");
        assertEquals(
                "france", place.run("similar", "-m", cut, "-n", 1, "中国").done().first());
    }

    @Test
    @DisplayName("a word that begins with @ is a word, even if a file has its name")
    void atSign() throws IOException {
        String word = "@" + Files.writeString(folder.resolve("king"), "--unknown");
        Path vectors = Files.writeString(folder.resolve("names.txt"), "2 2\n" + word + " 1 0\nqueen 1 0\n");
        List<String> answer = List.of("queen\t1.000000");
        assertEquals(answer, place.run("similar", "-m", vectors, word).done().outLines());
        assertEquals(
                answer,
                place.run("similar", "-m", vectors, "--restrict", "2", word)
                        .done()
                        .outLines());
    }

    @Test
    @DisplayName("an unknown word is reported with similar spellings")
    void unknownWord() {
        String line = place.run("similar", "-m", model, "quen").failedWith(1);
        assertTrue(line.contains("\"quen\" is not among the model's 6 words"), line);
        assertTrue(line.contains("did you mean queen?"), line);
    }

    @Test
    @DisplayName("a query without a word is reported")
    void emptyQuery() {
        String line = place.run("similar", "-m", model, "!?").failedWith(1);
        assertTrue(line.contains("\"!?\" contains no word after tokenization by the analyzer standard; enter"), line);
    }

    @Test
    @DisplayName("words whose vectors cancel out are reported")
    void cancellingWords() throws IOException {
        Path opposite = folder.resolve("opposite.txt");
        Files.writeString(opposite, "2 2\nup 0 1\ndown 0 -1\n");
        String line = place.run("similar", "-m", opposite, "up", "down").failedWith(1);
        assertTrue(line.contains("cancel out"), line);
    }

    @Test
    @DisplayName("a model without an analyzer is queried as typed, else in lower case")
    void modelWithoutAnalyzer() throws IOException {
        Path imported = Models.royal(folder.resolve("imported"), "");
        assertEquals(0, place.run("similar", "-m", imported, "France").code());
        String line = place.run("similar", "-m", imported, "France!").failedWith(1);
        assertTrue(line.contains("did you mean"), line);
    }

    @Test
    @DisplayName("a model with an unknown analyzer is reported")
    void unknownAnalyzer() throws IOException {
        Path newer = Models.royal(folder.resolve("newer"), "klingon");
        String line = place.run("similar", "-m", newer, "Man").failedWith(1);
        assertTrue(line.contains("analyzer 'klingon' of the model is not registered"), line);
    }

    @Test
    @DisplayName("a file of another tool is queried directly")
    void foreignFile() {
        Path binary = folder.resolve("m.bin");
        place.run("convert", model, "-o", binary, "--to", "word2vec-binary", "-q")
                .done();
        assertEquals(
                place.run("similar", "-m", model, "man").out(),
                place.run("similar", "-m", binary, "man").done().out());
    }

    @Test
    @DisplayName("without -m, the model of WV_MODEL is queried, else the default model")
    void defaultModel() throws IOException {
        assertTrue(place.run("similar", "man").failedWith(1).contains("create one with wv train"));
        Path home = folder.resolve("models");
        Files.createDirectory(home);
        Models.royal(home.resolve("default.safetensors"), "standard");
        place.run("similar", "man").done();
        Place named = place.withEnvironment(Map.of("WV_HOME", "/nowhere", "WV_MODEL", model.toString()));
        named.run("similar", "man").done();
        String line = place.withEnvironment(Map.of("WV_MODEL", "/nowhere/m"))
                .run("similar", "man")
                .failedWith(1);
        assertTrue(line.contains("/nowhere/m: no such file (from WV_MODEL)"), line);
    }

    @Test
    @DisplayName("control characters in words are replaced on a terminal")
    void controlCharacters() throws IOException {
        Path hostile = folder.resolve("hostile.txt");
        Files.write(hostile, "2 1\na 1\n\u001b[2Jb 1\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of("  \uFFFD[2Jb  1.000"),
                place.onTerminal().run("similar", "-m", hostile, "a").done().outLines());
    }

    @Test
    @DisplayName("a word that is tokenized into several is answered with a note")
    void dividedWord() {
        CommandRun run = place.run("similar", "-m", model, "-n", 1, "man/king").done();
        assertEquals("woman", run.first());
        assertEquals(
                "\"man/king\" is tokenized into 2 words (man, king); the query uses the sum of their vectors\n",
                run.err());
        assertEquals("", place.run("similar", "-m", model, "man king").done().err());
        assertEquals("", place.run("similar", "-m", model, "man", "king").done().err());
        assertTrue(place.run("similarity", "-m", model, "man/king", "queen")
                .done()
                .err()
                .contains("it stands for the sum of their vectors"));
        assertTrue(place.run("centroid", "-m", model, "man/king").done().err().contains("in the mean"));
        place.run("similar", "-m", model, "man/kingg").failedWith(1);
    }
}
