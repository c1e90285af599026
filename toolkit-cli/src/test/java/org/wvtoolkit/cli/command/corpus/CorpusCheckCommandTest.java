package org.wvtoolkit.cli.command.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;

class CorpusCheckCommandTest {
    @TempDir
    Path folder;

    private CommandRun check(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "corpus";
        all[1] = "check";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Place.home(folder).run(all);
    }

    @Test
    @DisplayName("every problem is reported with its position")
    void findings() throws IOException {
        Path texts = Files.createDirectory(folder.resolve("texts"));
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.write("abc d\u00A0e f\u00ADg\ncaf".getBytes(StandardCharsets.UTF_8));
        broken.write(0xE9);
        broken.write(" au lait\n".getBytes(StandardCharsets.UTF_8));
        Files.write(texts.resolve("broken.txt"), broken.toByteArray());
        Files.writeString(texts.resolve("giant.txt"), "x" + " word".repeat(20_000) + "\n");
        Files.writeString(texts.resolve("repeated.txt"), "the same line again\n".repeat(50));
        CommandRun run = check(texts, "--no-forecast", "--analyzer", "whitespace", "--strict");
        assertEquals(1, run.code(), run.err());
        for (String expected : new String[] {
            "broken.txt: 1 invalid UTF-8 sequences, the first at byte 17;",
            "no-break spaces or byte order marks in 1 words, 1 tokens, most often in d<U+00A0>e (1)",
            "soft hyphens in 1 words, 1 tokens, most often in f<U+00AD>g (1)",
            "1 lines have more than 10,000 words; the longest, 100 kB, is in ",
            "giant.txt at byte 0",
            " of the lines are duplicates, one line occurs 50 times; see wv corpus dedup",
        }) {
            assertTrue(run.out().contains(expected), expected + " in " + run.out());
        }
    }

    @Test
    @DisplayName("a text without problems passes --strict")
    void cleanText() throws IOException {
        Path text = folder.resolve("clean.txt");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            lines.append("The house number ").append(i).append(" is on the hill and it is not for sale.\n");
        }
        Files.writeString(text, lines);
        CommandRun run =
                check(text, "--no-forecast", "--strict", "--format", "table").done();
        assertTrue(run.out().contains("no problems found"), run.out());
        assertTrue(run.out().contains("english 100.0 %"), run.out());
        assertTrue(run.out().contains("distinct words\n"), run.out());
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    }

    @Test
    @DisplayName("a text in two languages is reported")
    void mixedLanguages() throws IOException {
        Path text = Files.writeString(
                folder.resolve("t"),
                "the cat is on the table and it will not come\n".repeat(4)
                        + "die Katze ist auf dem Tisch und sie will nicht\n".repeat(3));
        String out = check(text, "--no-forecast").done().out();
        assertTrue(out.contains("% of the text appears to be German, the rest English"), out);
    }

    @Test
    void aMethodIsForecast() throws IOException {
        String out = check(
                        Corpora.file(folder.resolve("t")),
                        "--method",
                        "svd",
                        "--dim",
                        4,
                        "--probe",
                        "1s",
                        "--format",
                        "json")
                .done()
                .out();
        assertTrue(out.contains("\"forecast\":[{\"method\":\"svd\",\"seconds\":"), out);
        assertTrue(out.contains("\"min_count\":[{\"min_count\":1,\"words\":"), out);
    }

    @Test
    @DisplayName("an option that no forecast method uses is rejected")
    void unusedOption() throws IOException {
        Path text = Corpora.file(folder.resolve("t"));
        CommandRun run = check(text, "--method", "svd", "--epochs", 3);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--epochs is not used by method svd"), run.err());
        assertEquals(2, check(text, "--method", "glove2").code());
        assertEquals(2, check(text, "--window", 0).code());
    }
}
