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

/**
 * Queries of every kind on a model with known results: man 0°, woman 30°, king 60°, queen 90°, france 200°, 中国
 * 210°.
 */
class QuestionCommandsTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private String model = "";

    @BeforeEach
    void save() throws IOException {
        place = Place.home(folder);
        model = Models.royal(folder.resolve("m"), "standard").toString();
    }

    private CommandRun ask(String command, String... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = command;
        all[1] = "-m";
        all[2] = model;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return place.run(all);
    }

    @Test
    void wordsAreAddedAndSubtracted() {
        assertEquals(
                "queen",
                ask("similar", "king", "--add", "woman", "--minus", "man")
                        .done()
                        .first());
        assertEquals(
                ask("similar", "king", "--add", "woman", "--minus", "man").out(),
                ask("similar", "--minus", "man", "--add", "woman", "--add", "king")
                        .done()
                        .out());
        assertTrue(ask("similar", "--format", "json", "king", "--minus", "man")
                .done()
                .out()
                .startsWith("{\"question\":[\"king\",\"-man\"],"));
    }

    @Test
    @DisplayName("results and failures of a file of queries follow the order of its lines")
    void orderOfLines() throws IOException {
        Path questions = Files.writeString(
                folder.resolve("q"), "man king\nman king woman\nman king xyzzy\nwoman queen man\na b c d\n");
        CommandRun run = ask("analogy", "-n", "1", "--words-from", questions.toString(), "--format", "json");
        List<String> lines = run.outLines();
        assertEquals(5, lines.size(), run.out());
        List<String> asked = Files.readAllLines(questions);
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).contains('"' + asked.get(i) + '"'), run.out());
        }
    }

    @Test
    @DisplayName("a text is queried as the mean of its known words")
    void textQuery() {
        CommandRun run =
                ask("similar", "-n", "1", "--text", "The King, a man: xyzzy!").done();
        assertEquals("woman", run.first());
        assertEquals("out of vocabulary, skipped: the, a, xyzzy\n", run.err());
        assertTrue(ask("similar", "--text", "xyzzy")
                .failedWith(1)
                .contains("every word of the text is out of vocabulary"));
    }

    @Test
    @DisplayName("filters restrict the results")
    void filters() {
        assertEquals(
                List.of("king\t0.500000"),
                ask("similar", "man", "--regex", "ing$").done().outLines());
        assertEquals(
                2, ask("similar", "man", "--restrict", "3").done().outLines().size());
        assertEquals(
                3, ask("similar", "man", "--min-count", "30").done().outLines().size());
        assertEquals("man", ask("similar", "man", "--include-question").done().first());
    }

    @Test
    @DisplayName("--min-count requires a model with counts")
    void minimumCount() {
        Path text = folder.resolve("m.txt");
        place.run("convert", model, "-o", text, "--to", "word2vec-text", "-q").done();
        String line =
                place.run("similar", "-m", text, "man", "--min-count", "3").failedWith(1);
        assertTrue(line.contains("contains no word counts"), line);
    }

    @Test
    @DisplayName("a file of queries is answered line by line")
    void queryFile() throws IOException {
        Path questions = folder.resolve("questions");
        Files.writeString(questions, "man\n\nFrance\nxyzzy\nking queen\n");
        CommandRun run = ask("similar", "-n", "1", "--words-from", questions.toString());
        assertEquals(1, run.code(), run.err());
        assertEquals(
                List.of("man\twoman\t0.866025", "France\t中国\t0.984808", "king queen\twoman\t0.707107"), run.outLines());
        assertTrue(run.err().startsWith("wv: line 4: \"xyzzy\" is not among the model's 6 words"), run.err());
        assertEquals(
                run.out(),
                place.with(Files.readString(questions))
                        .run("similar", "-m", model, "-n", "1", "--words-from", "-")
                        .out());
        assertEquals(
                List.of("man", "  woman  0.866", "France", "  中国  0.985", "king queen", "  woman  0.707"),
                ask("similar", "-n", "1", "--words-from", questions.toString(), "--format", "table")
                        .outLines());
        assertTrue(ask("similar", "--words-from", questions.toString(), "--format", "json")
                .out()
                .lines()
                .allMatch(line -> line.startsWith("{\"question\":[\"")
                        && (line.endsWith("]}") || line.contains(",\"error\":{"))));
    }

    @Test
    @DisplayName("a file without an answerable query fails")
    void unanswerableFile() throws IOException {
        Path questions = folder.resolve("questions");
        Files.writeString(questions, "xyzzy\n".repeat(12));
        CommandRun run = ask("similar", "--words-from", questions.toString());
        assertEquals(1, run.code());
        assertEquals(11, run.err().lines().count(), run.err());
        assertTrue(run.err().endsWith("wv: 12 of 12 queries could not be answered\n"), run.err());
        Files.writeString(questions, "\n\n");
        assertTrue(ask("similar", "--words-from", questions.toString())
                .failedWith(1)
                .contains("contains no query"));
        assertTrue(
                ask("similar", "--words-from", folder.toString()).failedWith(1).contains("is a folder"));
        assertTrue(ask("similar", "--words-from", "nowhere").failedWith(1).contains("no such file"));
        Files.writeString(questions, "x".repeat(2 << 20));
        assertTrue(ask("similar", "--words-from", questions.toString())
                .failedWith(1)
                .contains("line 1 exceeds the maximum of 1 MiB"));
    }

    @Test
    @DisplayName("analogies are solved by every method and from a file")
    void analogies() throws IOException {
        for (String method : List.of("add", "mul", "pair-direction")) {
            assertEquals(
                    "queen",
                    ask("analogy", "--method", method, "man", "king", "woman")
                            .done()
                            .first(),
                    method);
        }
        Path questions = folder.resolve("questions");
        Files.writeString(questions, "man king woman\nman king\nman Woman king\n");
        CommandRun run = ask("analogy", "-n", "1", "--words-from", questions.toString());
        assertEquals(1, run.code(), run.err());
        assertEquals(List.of("man king woman\tqueen\t0.965926", "man Woman king\tqueen\t0.965926"), run.outLines());
        assertEquals("wv: line 2: an analogy needs three words, found 2\n", run.err());
    }

    @Test
    @DisplayName("similarity compares words, lists of words and all pairs")
    void similarity() {
        assertEquals(
                List.of("man\tking\t0.500000"),
                ask("similarity", "man", "King").done().outLines());
        assertEquals(
                List.of("man king\tqueen\t0.500000"),
                ask("similarity", "man king", "queen").done().outLines());
        assertEquals(
                3, ask("similarity", "man", "king", "queen").done().outLines().size());
        assertTrue(ask("similarity", "--format", "json", "man", "woman")
                .done()
                .out()
                .startsWith("[{\"a\":\"man\",\"b\":\"woman\",\"similarity\":0.86602"));
        assertEquals(
                ask("similarity", "man", "woman").done().outLines(),
                ask("similarity", "--function", "cosine", "man", "woman").done().outLines());
        assertTrue(ask("similarity", "--function", "manhattan", "man", "woman")
                .failedWith(2)
                .contains("--function manhattan: must be one of cosine, dot, euclidean"));
        assertTrue(ask("similarity", "--function", "dot", "man king", "woman")
                .failedWith(2)
                .contains("--function compares single words, not \"man king\""));
        assertTrue(ask("similarity", "man", "kingg").failedWith(1).contains("did you mean king"));
    }

    @Test
    @DisplayName("the odd one out is last")
    void oddOneOut() {
        List<String> lines =
                ask("odd-one-out", "man", "france", "woman", "king").done().outLines();
        assertTrue(lines.getLast().startsWith("france\t-"), lines.toString());
        assertEquals(4, lines.size());
    }

    @Test
    void vectorsAndCentroids() {
        assertEquals(List.of("man\t3.0 0.0"), ask("vector", "man").done().outLines());
        assertEquals(
                "{\"word\":\"man\",\"vector\":[3.0,0.0]}\n",
                ask("vector", "--format", "json", "man").done().out());
        assertTrue(ask("vector", "mam").failedWith(1).contains("did you mean man"));
        CommandRun centre = ask("centroid", "man", "xyzzy", "queen").done();
        assertTrue(centre.out().startsWith("man queen\t0.5 0.5"), centre.out());
        assertTrue(centre.err().contains("skipped: xyzzy"), centre.err());
    }

    @Test
    @DisplayName("distance prints the word mover's distance and its transport plan")
    void distance() {
        assertEquals(
                List.of("0.000000"),
                ask("distance", "man king", "King man").done().outLines());
        assertEquals(
                List.of("1.414214"),
                ask("distance", "man", "queen xyzzy").done().outLines());
        assertEquals(
                List.of("man\tman\t0.500000\t0.000000", "man\tqueen\t0.500000\t1.414214"),
                ask("distance", "--ways", "man", "man queen").done().outLines());
        assertTrue(
                ask("distance", "man", "xyzzy").failedWith(1).contains("every word is out of vocabulary in \"xyzzy\""));
    }
}
