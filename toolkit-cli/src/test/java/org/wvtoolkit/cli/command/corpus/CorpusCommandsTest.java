package org.wvtoolkit.cli.command.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;

/** The commands under {@code wv corpus}, with pipes and files. */
class CorpusCommandsTest {
    @TempDir
    Path folder;

    private CommandRun run(String in, Object... arguments) {
        return Place.home(folder).with(in).run(arguments);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    @DisplayName("every corpus command has a help with examples")
    void completeHelp() {
        for (String name : CorpusCommands.names()) {
            String out = run("", "corpus", name, "--help").done().out();
            assertTrue(out.contains("\nUsage: wv corpus " + name), out);
            assertTrue(out.contains("\nExamples:\n"), out);
            assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
            assertEquals(out, run("", "help", "corpus", name).done().out());
        }
    }

    @Test
    @DisplayName("tokenize writes the tokens that training uses")
    void tokenize() {
        assertEquals(
                "the cat's here\ntwo\n",
                run("The cat's here!\n\n...\nTwo.", "corpus", "tokenize", "-")
                        .done()
                        .out());
        assertEquals(
                "[\"a\\\"b\",\"c\"]\n",
                run("a\"b c", "corpus", "tokenize", "-", "--analyzer", "whitespace", "--format", "json")
                        .done()
                        .out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "dedup", "shuffle"})
    @DisplayName("commands that read text reject an encoded corpus")
    void encodedCorpusIsNoText(String command) throws IOException {
        Path corpus = file("text.corpus");
        run("", "corpus", "encode", Corpora.file(file("text.txt")), "-o", corpus)
                .done();
        assertTrue(run("", "corpus", command, corpus)
                .failedWith(1)
                .endsWith(
                        "text.corpus: is an encoded corpus, and this command reads text; use the original text, or the"
                                + " output of wv corpus tokenize " + corpus));
    }

    @Test
    @DisplayName("commands that select lines read the texts of columns, fields and other encodings")
    void lineSources() throws IOException {
        Path table = Files.writeString(file("t.csv"), "id,body\n1,one two\n2,three\n3,one two\n");
        assertEquals(
                "one two\nthree\n",
                run("", "corpus", "dedup", table, "--column", "body").done().out());
        assertTrue(run("", "corpus", "dedup", table).failedAfterProgress(1).contains("set --column to the one that"));
        Path objects = Files.writeString(file("t.jsonl"), "{\"body\": \"one\"}\n{\"body\": \"two\"}\n");
        assertEquals(
                List.of("one", "two"),
                run("", "corpus", "shuffle", objects, "--field", "body")
                        .done()
                        .out()
                        .lines()
                        .sorted()
                        .toList());
        Path latin = Files.write(file("latin.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "caf\u00e9\n",
                run("", "corpus", "sample", "-n", 1, latin, "--encoding", "iso-8859-1")
                        .done()
                        .out());
        run("", "corpus", "split", latin, "--encoding", "iso-8859-1", "-o", file("part"))
                .done();
        assertEquals("caf\u00e9\n", Files.readString(file("part")));
        assertTrue(run("", "corpus", "dedup", table, "--column", "a", "--field", "b")
                .failedWith(2)
                .contains("--field is for jsonl, --column for csv and tsv"));
    }

    @Test
    @DisplayName("an encoded corpus trains the same model as its text")
    void encodedCorpus() throws IOException {
        Path text = Corpora.file(file("text.txt"));
        Path corpus = file("text.corpus");
        String out = run("", "corpus", "encode", text, "-o", corpus).done().out();
        assertTrue(out.contains("tokens\t660\n"), out);
        for (String method : List.of("svd", "cbow")) {
            List<Object> flags = new ArrayList<>(List.of("--method", method, "--dim", 4, "--threads", 1));
            train(text, file("a"), flags);
            train(corpus, file("b"), flags);
            assertArrayEquals(Files.readAllBytes(file("a")), Files.readAllBytes(file("b")), method);
            flags.addAll(List.of("--min-count", 20, "--max-vocabulary", 5));
            train(text, file("a"), flags);
            train(corpus, file("b"), flags);
            assertArrayEquals(Files.readAllBytes(file("a")), Files.readAllBytes(file("b")), method);
        }
        assertEquals(
                run("", "corpus", "tokenize", text).done().out(),
                run("", "corpus", "tokenize", corpus).done().out());
        assertEquals(
                run("", "corpus", "stats", text).done().out(),
                run("", "corpus", "stats", corpus).done().out());
    }

    private void train(Path corpus, Path model, List<Object> flags) {
        List<Object> arguments = new ArrayList<>(List.of("train", corpus, "-o", model, "--force"));
        arguments.addAll(flags);
        run("", arguments.toArray()).done();
    }

    @Test
    @DisplayName("an encoded corpus rejects options that apply to text")
    void encodedCorpusOptions() throws IOException {
        Path text = Corpora.file(file("text.txt"));
        Path corpus = file("text.corpus");
        run("", "corpus", "encode", text, "-o", corpus, "--min-count", 7).done();
        for (Object[] wrong : List.<Object[]>of(
                new Object[] {"--analyzer applies to text", "train", corpus, "-o", file("m"), "--analyzer", "english"},
                new Object[] {"encoded with --min-count 7", "train", corpus, "-o", file("m"), "--min-count", 6},
                new Object[] {"use it alone", "train", corpus, text, "-o", file("m")},
                new Object[] {"--analyzer applies to text", "corpus", "stats", corpus, "--analyzer", "english"})) {
            Object[] arguments = Stream.of(wrong).skip(1).toArray();
            CommandRun run = run("", arguments);
            assertEquals(2, run.code(), run.err());
            assertTrue(run.err().contains(wrong[0].toString()), run.err());
        }
        String again = run("", "corpus", "encode", text, "-o", corpus).failedWith(1);
        assertTrue(again.contains("exists already; use --force to replace it"), again);
    }

    @Test
    @DisplayName("sample, split, shuffle and dedup do not depend on the number of threads")
    void reproducible() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            lines.append("line ").append(i).append('\n');
        }
        String text = lines.toString();
        for (String command : List.of("sample --share 0.1", "sample --count 30", "shuffle", "dedup")) {
            List<String> results = new ArrayList<>();
            for (int threads = 1; threads <= 3; threads++) {
                List<Object> arguments = new ArrayList<>(List.of("corpus"));
                arguments.addAll(List.of(command.split(" ", -1)));
                arguments.addAll(List.of("-", "--threads", threads));
                results.add(run(text, arguments.toArray()).done().out());
            }
            assertEquals(results.get(0), results.get(1));
            assertEquals(results.get(0), results.get(2));
        }
        assertEquals(text, run(text, "corpus", "dedup", "-").done().out());
        String shuffled = run(text, "corpus", "shuffle", "-").done().out();
        assertEquals(text.lines().sorted().toList(), shuffled.lines().sorted().toList());
        Path a = file("a");
        String rest = run(text, "corpus", "split", "-", "-o", a, "-o", "-", "--shares", "0.2,0.8")
                .done()
                .out();
        assertEquals(
                text.lines().sorted().toList(),
                Stream.concat(Files.readAllLines(a).stream(), rest.lines())
                        .sorted()
                        .toList());
        assertEquals(200, Files.readAllLines(a).size(), 60);
    }

    @Test
    @DisplayName("--unit document keeps documents together")
    void documents() {
        String text = "a\nb\n\nc\n\na\nb\n\n\nd\n";
        assertEquals(
                "a\nb\n\nc\n\nd\n\n",
                run(text, "corpus", "dedup", "-", "--unit", "document").done().out());
        assertEquals(
                "{\"text\":\"a\\nb\"}\n{\"text\":\"c\"}\n{\"text\":\"d\"}\n",
                run(text, "corpus", "dedup", "-", "--unit", "document", "--format", "json")
                        .done()
                        .out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            corpus sample -                             | --share
            corpus sample - --share 1.5                 | --share must be greater than 0 and at most 1: 1.5
            corpus sample - --share 0.5 --count 3       | cannot be combined
            corpus sample - --count 0                   | --count must be at least 1: 0
            corpus split -                              | missing option: --output FILE
            corpus split - -o x --shares 0.5,0.5        | --shares must be one per output: 2 for 1 outputs
            corpus split - -o x -o y --shares 0.9,0.9   | --shares must add up to at most 1: 1.8
            corpus split - -o x -o x                    | is repeated
            corpus dedup - --unit page                  | 'page' is neither line nor document
            corpus shuffle - --seed x                   | --seed
            corpus encode -                             | missing option: --output FILE
            corpus tokenize                             | missing argument: CORPUS
            corpus tokenize - --analyzer klingon        | unknown analyzer: klingon
            corpus frobnicate                           | no command frobnicate
            """)
    void wrongUsage(String arguments, String expected) {
        String line = run("x", (Object[]) arguments.split(" ", -1)).failedWith(2);
        assertTrue(line.contains(expected), line);
        assertTrue(line.contains(" --help)"), line);
    }

    @Test
    @DisplayName("a command that fails leaves no file")
    void failedOutput() throws IOException {
        String line =
                run("", "corpus", "dedup", file("missing"), "-o", file("out")).failedAfterProgress(1);
        assertTrue(line.contains("no such file"), line);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** A text in which york follows new, with words frequent enough for training. */
    private String aboutNewYork() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append("they went to new york by train number w")
                    .append(i % 37)
                    .append('\n');
            text.append("a new w")
                    .append(i % 41)
                    .append(" goes to w")
                    .append(i % 23)
                    .append(" by ship\n");
        }
        return text.toString();
    }

    @Test
    @DisplayName("phrases are listed, saved and joined")
    void phrases() throws IOException {
        Files.writeString(file("text"), aboutNewYork());
        List<String> listed = run("", "corpus", "phrases", file("text"), "--score", "npmi", "--passes", "1")
                .done()
                .outLines();
        assertTrue(listed.stream().anyMatch(line -> line.matches("new_york\\t0\\.755349\\t400\\t1")), listed::toString);
        saveNewYork();
        String joined = run("", "corpus", "tokenize", file("text"), "--phrases-from", file("phrases"))
                .done()
                .out();
        assertTrue(joined.startsWith("they_went to new_york by_train number w0\n"), joined);
        String again = run(
                        "",
                        "corpus",
                        "tokenize",
                        "--phrases-from",
                        file("phrases"),
                        "-o",
                        file("phrases"),
                        file("text"))
                .failedWith(1);
        assertTrue(again.contains("is also an input"), again);
        assertTrue(run("", "corpus", "tokenize", file("text"), "--phrases-from", file("text"))
                .failedAfterProgress(1)
                .contains("line 1: not a phrase list"));
        assertTrue(run("", "corpus", "tokenize", file("text"), "--phrases-from", file("text"), "--phrases")
                .failedWith(2)
                .contains("cannot be combined"));
    }

    private void saveNewYork() throws IOException {
        Files.writeString(file("text"), aboutNewYork());
        run(
                        "",
                        "corpus",
                        "phrases",
                        file("text"),
                        "--score",
                        "npmi",
                        "--threshold",
                        "0.6",
                        "--passes",
                        "1",
                        "-o",
                        file("phrases"))
                .done();
    }

    @Test
    @DisplayName("a model with phrases joins the words of a query")
    void phrasesInQueries() throws IOException {
        saveNewYork();
        run("", "corpus", "encode", file("text"), "-o", file("all")).done();
        run("", "corpus", "encode", file("text"), "-o", file("frequent"), "--min-count", "20")
                .done();
        for (Object corpus : List.of(file("text"), file("all"), "-")) {
            run(
                            aboutNewYork(),
                            "train",
                            corpus,
                            "--phrases-from",
                            file("phrases"),
                            "--method",
                            "svd",
                            "--dim",
                            "5",
                            "-o",
                            file("m"),
                            "--force")
                    .done();
            CommandRun asked = run("", "similar", "-m", file("m"), "-n", "3", "New York", "--format", "tsv")
                    .done();
            CommandRun joined = run("", "similar", "-m", file("m"), "-n", "3", "new_york", "--format", "tsv")
                    .done();
            assertEquals(joined.out(), asked.out());
        }
        assertTrue(run("", "train", file("frequent"), "--phrases", "--method", "svd", "-o", file("n"))
                .failedAfterProgress(1)
                .contains("was encoded without rare words"));
    }

    @Test
    @DisplayName("--files-from reads a list of files")
    void filesFrom() throws IOException {
        Files.writeString(file("a b.txt"), "one two\n");
        Files.writeString(file("c.txt"), "three\n");
        Files.writeString(file("list"), file("a b.txt") + "\r\n\n" + file("c.txt") + "\n");
        assertEquals(
                "one two\nthree\n",
                run("", "corpus", "tokenize", "--files-from", file("list"))
                        .done()
                        .out());
        assertEquals(
                "four\nthree\none two\n",
                run(
                                file("c.txt") + "\0" + file("a b.txt") + "\0",
                                "corpus",
                                "tokenize",
                                "--files-from",
                                "-",
                                written("four"))
                        .done()
                        .out());
        run("", "train", "--files-from", file("list"), "--method", "svd", "--min-count", "1", "-o", file("m"))
                .done();
        assertTrue(run("", "info", "-m", file("m")).done().out().contains("words\t3\n"));
        assertTrue(run("", "corpus", "tokenize").failedWith(2).contains("missing argument"));
        assertTrue(run("\n", "corpus", "tokenize", "--files-from", "-")
                .failedAfterProgress(1)
                .contains("standard input: lists no files"));
        assertTrue(run("", "corpus", "tokenize", "--files-from", file("none"))
                .failedAfterProgress(1)
                .contains("no such file"));
        Files.writeString(file("list"), file("gone.txt") + "\n");
        assertTrue(run("", "corpus", "tokenize", "--files-from", file("list"))
                .failedAfterProgress(1)
                .contains("gone.txt"));
    }

    private Path written(String text) throws IOException {
        return Files.writeString(file("written"), text + "\n");
    }
}
