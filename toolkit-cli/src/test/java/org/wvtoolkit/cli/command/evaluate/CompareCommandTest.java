package org.wvtoolkit.cli.command.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.wvtoolkit.cli.Corpora;
import org.wvtoolkit.cli.Models;

/** {@code wv compare}, {@code wv stability}, {@code wv diff}. */
class CompareCommandTest {
    @TempDir
    Path folder;

    private Path first = Path.of("");
    private Path second = Path.of("");
    private Path pairs = Path.of("");
    private Place place = Place.home(Path.of(""));

    @BeforeEach
    void save() throws IOException {
        place = Place.home(folder);
        first = Models.royal(folder.resolve("royal.safetensors"), "standard");
        second = Models.large(folder.resolve("large.safetensors"), 20, 4);
        pairs = Files.writeString(folder.resolve("pairs.csv"), "man,woman,8\nman,king,5\nman,queen,2\n");
    }

    @Test
    @DisplayName("a model is not significantly worse than itself")
    void equalModels() {
        CommandRun run = place.onTerminal()
                .run("compare", first, first, "--questions", pairs, "--near", "Man", "-n", 2)
                .done();
        assertTrue(run.out().contains("1.000 *"), run.out());
        assertTrue(run.out().contains("1.000 ~"), run.out());
        assertTrue(run.out().contains("\nMan\n"), run.out());
        assertTrue(run.out().contains("  woman "), run.out());
    }

    @Test
    @DisplayName("a report replaces the old file by renaming, so that the old content is never overwritten in place")
    void reportIsRenamed() throws IOException {
        Path report = Files.writeString(folder.resolve("report.html"), "old");
        Path link = Files.createLink(folder.resolve("link.html"), report);
        place.run("compare", first, second, "--questions", pairs, "--format", "html", "-o", report, "--force")
                .done();
        assertTrue(Files.readString(report).endsWith("</html>\n"), "the new report is complete");
        assertEquals("old", Files.readString(link));
    }

    @Test
    @DisplayName("WordNet is compared with vectors, without analogy scores")
    void thesaurus() throws IOException {
        Path analogies = Files.writeString(folder.resolve("analogies.txt"), ": family\nman king woman queen\n");
        String json = place.run(
                        "compare",
                        first,
                        "wordnet:wup",
                        "--questions",
                        pairs,
                        "--questions",
                        analogies,
                        "--near",
                        "man",
                        "--format",
                        "json")
                .done()
                .out();
        assertTrue(json.contains("\"name\":\"wordnet:wup\",\"method\":\"thesaurus\",\"words\":1"), json);
        String table = place.run("compare", "wordnet", first, "--questions", pairs, "--questions", analogies)
                .done()
                .out();
        assertTrue(table.contains("wordnet:path\tpairs\t") && table.contains("royal.safetensors\tpairs\t"), table);
        assertTrue(table.contains("royal.safetensors\tanalogies\t"), table);
        assertTrue(!table.contains("wordnet:path\tanalogies"), table);
        assertTrue(place.run("compare", "wordnet:frobnicate", first)
                .failedAfterProgress(1)
                .contains("no measure"));
    }

    @Test
    @DisplayName("every output format contains the scores and marks unknown words")
    void formats() throws IOException {
        Path page = folder.resolve("report.html");
        assertEquals(
                "",
                place.run(
                                "compare",
                                first,
                                second,
                                "--questions",
                                pairs,
                                "--near",
                                "man",
                                "--format",
                                "html",
                                "-o",
                                page)
                        .done()
                        .out());
        String html = Files.readString(page);
        assertTrue(
                html.startsWith("<!DOCTYPE html>")
                        && html.contains("<i class=\"bar\"")
                        && html.contains("pairs (spearman)"),
                html);
        assertTrue(!html.contains("src=") && !html.contains("href="), "nothing from elsewhere");
        assertTrue(html.contains("(unknown)"), html);
        String json = place.run("compare", first, second, "--questions", pairs, "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"name\":\"royal.safetensors\",\"method\":\"cbow\",\"words\":6,"), json);
        assertTrue(json.contains("\"score\":null"), json);
        String markdown = place.run("compare", first, second, "--questions", pairs, "--format", "markdown")
                .done()
                .out();
        assertTrue(markdown.contains("| pairs |  | spearman | 1.000 * | - |"), markdown);
        assertTrue(place.run("compare", first, second, "--questions", pairs)
                .done()
                .out()
                .contains("royal.safetensors\tpairs\t\tspearman\t1.000000\t"));
        assertTrue(place.run("compare", first, "--questions", pairs, "-o", page)
                .failedAfterProgress(1)
                .contains("exists already"));
    }

    @Test
    @DisplayName("the HTML page escapes names and adapts to window width and dark mode")
    void htmlPage() throws IOException {
        // The 26th character from the end is a low surrogate: truncating names there once produced invalid
        // UTF-8.
        Path odd = Files.copy(first, folder.resolve("a\uD83C\uDF89<b>&\"aaaaaaa\".safetensors"));
        String html = place.run("compare", odd, second, "--questions", pairs, "--near", "man,<i>&", "--format", "html")
                .done()
                .out();
        assertTrue(html.contains("a\uD83C\uDF89&lt;b&gt;&amp;&quot;aaaaaaa&quot;.safetensors"), html);
        assertTrue(html.contains("<h2>Near &lt;i&gt;&amp;</h2>"), html);
        assertTrue(!html.contains("<b>") && !html.contains("NaN") && !html.contains("class=\"\""), html);
        assertTrue(html.contains("name=\"viewport\"") && html.contains("prefers-color-scheme: dark"), html);
        assertTrue(html.contains("<td class=\"best\">1.000 *"), html);
        assertTrue(html.contains("<th scope=\"col\">dimension</th>"), html);
        assertTrue(!html.contains(">time</th>"), "nobody knows the time of models that were opened");
        for (String element : List.of("table", "thead", "tbody", "tr", "div", "span", "figure", "i")) {
            assertEquals(
                    html.split("<" + element + "[ >]", -1).length,
                    html.split("</" + element + ">", -1).length,
                    element);
        }
    }

    @Test
    @DisplayName("a repeated word of --near is shown once")
    void repeatedWord() {
        String once = place.run("compare", first, second, "--questions", pairs, "--near", "man", "--format", "json")
                .done()
                .out();
        for (String format : List.of("json", "markdown", "html", "table")) {
            String twice = place.run(
                            "compare", first, second, "--questions", pairs, "--near", "man,man", "--format", format)
                    .done()
                    .out();
            assertTrue(!format.equals("json") || twice.equals(once), twice);
        }
    }

    @Test
    @DisplayName("a model without a word of --near is named on standard error, with a similar spelling")
    void wordOfOneModel() {
        CommandRun run = place.run(
                        "compare",
                        first,
                        second,
                        "wordnet",
                        "--questions",
                        pairs,
                        "--near",
                        "word3,kinge",
                        "--format",
                        "json")
                .done();
        assertTrue(
                run.err().contains("royal.safetensors: \"kinge\" is not among the model's 6 words; did you mean king"),
                run.err());
        assertTrue(run.err().contains("large.safetensors: \"kinge\" is not among the model's 20 words"), run.err());
        assertTrue(run.err().contains("wordnet:path: \"kinge\" is not in WordNet"), run.err());
        assertFalse(run.err().contains("large.safetensors: \"word3\""), run.err());
        assertTrue(run.out().contains("\"kinge\""), run.out());
    }

    @Test
    @DisplayName("words of --near that no model has are an error")
    void wordOfNoModel() {
        assertTrue(place.run("compare", first, "--questions", pairs, "--near", "kinge")
                .failedAfterProgress(1)
                .startsWith("wv: \"kinge\" is not among the model's 6 words; did you mean king"));
        CommandRun run =
                place.run("compare", first, second, "--questions", pairs, "--near", "kinge", "--format", "json");
        assertEquals(1, run.code(), run.err());
        assertTrue(run.out().contains("{\"word\":\"kinge\",\"suggestions\":[\"king\""), run.out());
        assertTrue(run.out().contains("no model has a word of --near"), run.out());
    }

    @Test
    @DisplayName("all files are checked before the first is scored")
    void missingFile() throws IOException {
        assertTrue(place.run("compare", first, folder.resolve("none"), "--questions", pairs)
                .failedWith(1)
                .contains("none: no such file; check the path"));
        assertTrue(place.run("compare", first, "wordnet:lin:" + folder.resolve("none"), "--questions", pairs)
                .failedWith(1)
                .contains("no such file"));
        assertTrue(place.run("compare", first, pairs, "--questions", pairs)
                .failedWith(1)
                .contains("pairs.csv: is not a vector file"));
    }

    @Test
    @DisplayName("--train trains every method on one text")
    void trainAllMethods() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        Path questions =
                Files.writeString(folder.resolve("q.csv"), "river,sea,8\nriver,houses,5\nsea,past,2\nsea,flows,3\n");
        List<Object> arguments = new ArrayList<>(List.of("compare", "--train", text, "--questions", questions));
        arguments.addAll(List.of("-o", folder.resolve("out.tsv")));
        arguments.addAll(Corpora.QUICK);
        place.run(arguments.toArray()).done();
        String out = Files.readString(folder.resolve("out.tsv"));
        for (String method : List.of("cooccurrence", "ppmi", "svd", "cbow", "skipgram")) {
            assertTrue(out.contains("\n" + method + "\tq\t\tspearman\t"), out);
        }
    }

    @Test
    @DisplayName("stability compares models or trains them first")
    void stability() throws IOException {
        CommandRun same =
                place.run("stability", first, first, "--words", "man", "-n", 2).done();
        assertEquals("word\toverlap\talways\tsometimes\nman\t1.000000\twoman king\t\n", same.out());
        CommandRun partial =
                place.run("stability", first, first, "--words", "man,xyzzy").done();
        assertTrue(partial.err().contains("not in all models, skipped: xyzzy"), partial.err());
        assertTrue(place.run("stability", first, second, "--words", "man")
                .failedAfterProgress(1)
                .contains("no word occurs in all models"));
        Path empty = Files.writeString(folder.resolve("empty.vec"), "0 4\n");
        assertTrue(
                place.run("stability", empty, empty).failedAfterProgress(1).contains("no word occurs in all models"));
        Path text = Corpora.file(folder.resolve("text.txt"));
        for (String how : List.of("--runs=2", "--halves")) {
            List<Object> arguments = new ArrayList<>(List.of("stability", "--train", how, text, "--words", "river"));
            arguments.addAll(Corpora.QUICK);
            assertTrue(place.run(arguments.toArray()).done().out().contains("\nriver\t"), how);
        }
    }

    @Test
    @DisplayName("diff lists words with cosine and neighbours")
    void diff() {
        CommandRun run = place.run("diff", first, first, "-n", 1, "--near", 1).done();
        assertTrue(run.outLines().get(0).equals("word\tcosine\tbefore\tafter"), run.out());
        assertTrue(run.outLines().get(1).contains("\t1.000000\t"), run.out());
        Path compressed = folder.resolve("compressed.safetensors");
        place.run("compress", first, "--precision", "int8", "-o", compressed).done();
        assertTrue(place.run("diff", first, compressed)
                .failedWith(1)
                .contains("compressed.safetensors: its vectors are sparse or compressed"));
        assertTrue(place.run("diff", first, second).failedWith(1).contains("have 2 and 4 dimensions"));
        assertTrue(
                place.run("diff", first, folder.resolve("no.bin")).failedWith(1).contains("no such file"));
    }

    @Test
    @DisplayName("options that do not apply are usage errors")
    void wrongUsage() {
        assertTrue(place.run("compare", first, "--epochs", 3).failedWith(2).contains("--epochs requires --train"));
        assertTrue(place.run("compare", first, "--analyzer", "standard")
                .failedWith(2)
                .contains("--analyzer requires --train"));
        List<List<String>> training = List.of(
                List.of("--sentences", "paragraph"),
                List.of("--input-format", "plain"),
                List.of("--field", "text"),
                List.of("--column", "1"),
                List.of("--delimiter", ";"),
                List.of("--encoding", "UTF-16LE"),
                List.of("--word-list", pairs.toString()),
                List.of("--max-vocabulary", "5"),
                List.of("--threads", "1"));
        for (List<String> option : training) {
            String name = option.getFirst();
            assertTrue(
                    place.run("compare", first, name, option.getLast())
                            .failedWith(2)
                            .contains(name + " requires --train"),
                    name);
            assertTrue(
                    place.run("stability", first, first, name, option.getLast())
                            .failedWith(2)
                            .contains(name + " requires --train"),
                    name);
        }
        assertTrue(place.run("compare", first, "--format", "pdf")
                .failedWith(2)
                .contains("'pdf' is not one of table, tsv"));
        assertTrue(place.run("stability", first).failedWith(2).contains("at least two models are required"));
        assertTrue(
                place.run("stability", first, first, "--runs", 3).failedWith(2).contains("--runs requires --train"));
        assertTrue(place.run("stability", "--train", "--runs", 1, pairs)
                .failedWith(2)
                .contains("--runs must be 2 to 100"));
    }
}
