package org.wvtoolkit.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;

/** The commands under {@code wv corpus}, in a pipe and with files. */
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
    void everyCommandHasHelpWithExamples() {
        for (String name : CorpusCommands.names()) {
            String out = run("", "corpus", name, "--help").done().out();
            assertTrue(out.startsWith("Usage: wv corpus " + name), out);
            assertTrue(out.contains("\nExamples:\n"), out);
            assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
            assertEquals(out, run("", "help", "corpus", name).done().out());
        }
    }

    @Test
    void tokensAreWrittenAsTrainingWouldSeeThem() {
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

    @Test
    void anEncodedCorpusTrainsTheSameModelAsItsText() throws IOException {
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
    void anEncodedCorpusRefusesWhatAppliesToText() throws IOException {
        Path text = Corpora.file(file("text.txt"));
        Path corpus = file("text.corpus");
        run("", "corpus", "encode", text, "-o", corpus, "--min-count", 7).done();
        for (Object[] wrong : List.<Object[]>of(
                new Object[] {"--analyzer applies to text", "train", corpus, "-o", file("m"), "--analyzer", "english"},
                new Object[] {"encoded with --min-count 7", "train", corpus, "-o", file("m"), "--min-count", 6},
                new Object[] {"give it alone", "train", corpus, text, "-o", file("m")},
                new Object[] {"--analyzer applies to text", "corpus", "stats", corpus, "--analyzer", "english"})) {
            Object[] arguments = Stream.of(wrong).skip(1).toArray();
            CommandRun run = run("", arguments);
            assertEquals(2, run.code(), run.err());
            assertTrue(run.err().contains(wrong[0].toString()), run.err());
        }
        String again = run("", "corpus", "encode", text, "-o", corpus).failedWith(1);
        assertTrue(again.contains("exists already; replace it with --force"), again);
    }

    @Test
    void samplesSplitsAndShufflesRepeatWhateverTheThreads() throws IOException {
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
    void documentsStayWhole() {
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
            corpus sample - --share 1.5                 | a share must be above 0 and at most 1
            corpus sample - --share 0.5 --count 3       | mutually exclusive
            corpus sample - --count 0                   | count must be at least 1
            corpus split -                              | missing required option: '--output=FILE'
            corpus split - -o x --shares 0.5,0.5        | shares must be as many as outputs: 2 for 1
            corpus split - -o x -o y --shares 0.9,0.9   | shares must add up to at most 1
            corpus split - -o x -o x                    | given twice
            corpus dedup - --unit page                  | 'page' is neither line nor document
            corpus shuffle - --seed x                   | --seed
            corpus encode -                             | missing required option: '--output=FILE'
            corpus tokenize                             | missing required parameter: 'CORPUS'
            corpus tokenize - --analyzer klingon        | unknown analyzer: klingon
            corpus frobnicate                           | no command frobnicate
            """)
    void wrongUsageIsSaidInOneLine(String arguments, String expected) {
        String line = run("x", (Object[]) arguments.split(" ", -1)).failedWith(2);
        assertTrue(line.contains(expected), line);
        assertTrue(line.contains(" --help)"), line);
    }

    @Test
    void nothingIsLeftOfAnOutputThatFailed() throws IOException {
        String line =
                run("", "corpus", "dedup", file("missing"), "-o", file("out")).failedAfterProgress(1);
        assertTrue(line.contains("no such file"), line);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
