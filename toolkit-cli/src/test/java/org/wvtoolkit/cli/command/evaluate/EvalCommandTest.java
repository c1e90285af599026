package org.wvtoolkit.cli.command.evaluate;

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

class EvalCommandTest {
    @TempDir
    Path folder;

    private Path model = Path.of("");
    private Place place = Place.home(Path.of(""));

    @BeforeEach
    void save() throws IOException {
        place = Place.home(folder);
        model = Models.royal(folder.resolve("m.safetensors"), "standard");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    @DisplayName("JSON contains counts, score, interval and convention of each benchmark")
    void json() throws IOException {
        Path file = file("royal.txt", ": sex\nMan Woman King Queen\nking queen man nobody\n");
        String json =
                place.run("eval", "-m", model, "--format", "json", file).done().out();
        assertTrue(
                json.contains(
                        "\"benchmarks\":[{\"name\":\"royal\",\"section\":\"sex\",\"measure\":\"3cosadd\",\"correct\":1,"
                                + "\"asked\":1,\"skipped\":1,\"coverage\":0.5,\"score\":1.0,\"low\":"),
                json);
        assertTrue(
                json.contains(
                        "\"high\":1.0,\"convention\":\"gensim\",\"also\":{\"measure\":\"3cosmul\",\"correct\":1,"),
                json);
        String wrong = place.run("eval", "-m", model, "--format", "json", "--convention", "hyperwords", file)
                .done()
                .out();
        assertTrue(wrong.contains("\"correct\":1,\"asked\":2,\"skipped\":0,\"coverage\":0.5,\"score\":0.5,"), wrong);
        assertTrue(wrong.contains("\"restrict\":null"), wrong);
    }

    @Test
    @DisplayName("TSV has a header and one line per score")
    void tsv() throws IOException {
        Path pairs = file("pairs.csv", "man,woman,8\nman,king,5\nman,queen,2\n");
        List<String> lines =
                place.run("eval", "-m", model, "--restrict", 4, pairs).done().outLines();
        assertTrue(lines.get(0).startsWith("benchmark\tsection\tmeasure\tscore\tlow\thigh\tcorrect\tasked\tskipped\t"));
        assertTrue(lines.get(1).startsWith("pairs\t\tspearman\t1.000000\t"), lines.get(1));
        assertTrue(lines.get(1).endsWith("\tgensim"), lines.get(1));
    }

    @Test
    @DisplayName("the table states the scoring convention and its changes")
    void table() throws IOException {
        Path pairs = file("pairs.csv", "man,woman,8\nman,king,5\nman,queen,2\n");
        CommandRun run = place.onTerminal()
                .run("eval", "-m", model, "--unknown", "wrong", "--case", "kept", pairs)
                .done();
        assertTrue(
                run.out()
                        .replace("\n  ", " ")
                        .contains("m.safetensors, scoring convention gensim, changed: unknown words wrong,"
                                + " the first 300,000 words, case kept\n"),
                run.out());
        assertTrue(run.out().contains("spearman  1.000"), run.out());
    }

    @Test
    void builtInQuestions() {
        CommandRun run = place.run("eval", "-m", model).done();
        assertTrue(run.out().contains("analogies\tgenders\t3cosadd\t"), run.out());
        assertTrue(
                run.err().contains("categories: the model knows") || run.out().contains("categories\t"), run.err());
    }

    @Test
    @DisplayName("a benchmark that cannot be scored is reported in one line")
    void unusableBenchmarks() throws IOException {
        Path none = file("none.csv", "foo,bar,1\nbaz,qux,2\nfred,thud,3\n");
        assertTrue(place.run("eval", "-m", model, none)
                .failedWith(1)
                .contains("none: out-of-vocabulary words in all 3 questions; check"));
        Path few = file("few.csv", "man,woman,1\nbaz,qux,2\nfred,thud,3\n");
        assertTrue(place.run("eval", "-m", model, few)
                .failedWith(1)
                .contains("few: only 1 of the pairs has no out-of-vocabulary word"));
        Path ties = file("ties.csv", "man,man,1\nking,king,2\nqueen,queen,3\n");
        assertTrue(place.run("eval", "-m", model, ties)
                .failedWith(1)
                .contains("ties: all ratings or all similarities of the 3 pairs are equal"));
        Path columns = file("columns.csv", "man,woman,1\nking,queen\n");
        assertTrue(place.run("eval", "-m", model, columns)
                .failedWith(1)
                .contains("columns.csv: line 2: has 2 columns, line 1 has 3; correct the line"));
        assertTrue(place.run("eval", "-m", model, folder.resolve("no.csv"))
                .failedWith(1)
                .contains("no.csv: no such file"));
        assertTrue(
                place.run("eval", "-m", folder.resolve("no.bin")).failedWith(1).contains("no.bin: no such file"));
        assertTrue(place.run("eval", "-m", model, none, none).failedWith(1).contains("has the same name as"));
    }

    @Test
    @DisplayName("a benchmark without known words does not prevent the others")
    void skippedBenchmark() throws IOException {
        Path none = file("none.csv", "foo,bar,1\nbaz,qux,2\nfred,thud,3\n");
        Path pairs = file("pairs.csv", "man,woman,8\nman,king,5\nman,queen,2\n");
        CommandRun run =
                place.run("eval", "-m", model, "--format", "json", none, pairs).done();
        assertTrue(
                run.out()
                        .contains("\"name\":\"none\",\"section\":\"\",\"measure\":\"spearman\",\"correct\":null,"
                                + "\"asked\":0,\"skipped\":3,\"coverage\":0.0,\"score\":null,"),
                run.out());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    @DisplayName("values out of range are usage errors")
    void wrongUsage() {
        assertTrue(
                place.run("eval", "-m", model, "--resamples", 1).failedWith(2).contains("resamples must be 100 to"));
        assertTrue(place.run("eval", "--convention", "none")
                .failedWith(2)
                .contains("'none' is not one of gensim, word2vec, hyperwords"));
        assertTrue(
                place.run("eval", "--restrict", 0).failedWith(2).contains("'0' is neither a positive integer nor all"));
        assertTrue(place.run("eval", "--unknown", "maybe").failedWith(2).contains("'maybe' is neither skip nor wrong"));
        assertTrue(place.run("eval", "--case", "odd")
                .failedWith(2)
                .contains("'odd' is not one of ignored, lowered, kept"));
    }

    @Test
    @DisplayName("the classification task ranks models by accuracy on held-out texts")
    void classificationTask() throws IOException {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            boolean royal = i % 2 == 0;
            texts.append(royal ? "royal\t" : "common\t");
            texts.append(royal ? (i % 4 == 0 ? "king" : "queen") : (i % 4 == 1 ? "man" : "woman"));
            texts.append(i % 3 == 0 ? " x\n" : "\n");
        }
        Path labelled = file("texts.tsv", texts.toString());
        Path noise = Models.large(folder.resolve("noise.safetensors"), 40, 4);
        place.run("convert", model, "-o", folder.resolve("same.bin"), "--to", "word2vec-binary")
                .done();
        List<String> lines = place.run(
                        "eval",
                        "--task",
                        "classification",
                        "-m",
                        folder.resolve("same.bin"),
                        "--beside",
                        model,
                        labelled)
                .done()
                .outLines();
        assertEquals(3, lines.size());
        assertEquals("model\tbenchmark\tmeasure\tscore\tlow\thigh\tmacro_f1\tasked\tskipped", lines.getFirst());
        assertTrue(lines.get(1).contains("\taccuracy\t1.000000\t0.912378\t1.000000\t1.000000\t40\t0"), lines::toString);
        String json = place.run("eval", "--task", "classification", "-m", model, labelled, "--format", "json")
                .done()
                .out();
        assertTrue(
                json.startsWith("{\"benchmarks\":[{\"model\":") && json.contains("\"convention\":\"held-out\""), json);
        assertTrue(place.run("eval", "--task", "classification", "-m", noise, labelled)
                .failedWith(1)
                .contains("none of the words has a vector"));
        assertTrue(place.run("eval", "--task", "classification", "-m", model, labelled, "--restrict", 100)
                .failedWith(2)
                .contains("--restrict is part of the convention; omit it"));
        assertTrue(place.run("eval", "--task", "classification", "-m", model)
                .failedWith(2)
                .contains("requires FILE"));
        assertTrue(
                place.run("eval", "--beside", model, "-m", model).failedWith(2).contains("wv compare"));
        assertTrue(place.run("eval", "--task", "luck", "-m", model)
                .failedWith(2)
                .contains("use questions or classification"));
        assertTrue(place.run("eval", "--task", "classification", "-m", model, file("one.tsv", "a\tking\na\tqueen\n"))
                .failedWith(1)
                .contains("only one label"));
    }

    @Test
    @DisplayName("built-in questions about a model in another language are reported")
    void foreignModel() throws IOException {
        Path german = Models.royal(folder.resolve("german"), "german");
        CommandRun run = place.run("eval", "-m", german).done();
        assertTrue(
                run.err()
                        .contains("the built-in questions are English, and the model's text looks German; use"
                                + " benchmark files in that language\n"),
                run.err());
        assertTrue(!place.run("eval", "-m", model).done().err().contains("built-in"));
        Path other = file("v.txt", "2 2\nhaus 1 0\nbaum 0 1\n");
        assertTrue(place.run("eval", "-m", other).failedWith(1).contains("out-of-vocabulary"));
    }
}
