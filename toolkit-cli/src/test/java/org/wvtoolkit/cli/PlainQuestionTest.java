package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.terminal.ProcessContext;

/** Compares the parser for simple queries with picocli on random command lines. */
class PlainQuestionTest {
    private static final String[] PARTS = {
        "man",
        "king",
        "woman",
        "Queen",
        "nowhere",
        "-m",
        "--model",
        "-n",
        "--count",
        "--format",
        "json",
        "tsv",
        "TABLE",
        "xml",
        "3",
        "0",
        "07",
        "+2",
        "99999999999",
        "-1",
        "",
        "--",
        "-n5",
        "--count=2",
        "@file",
        "-x",
        "--debug",
        "--help",
        "MODEL"
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProcessContext context(String model) {
        out.reset();
        err.reset();
        return new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("WV_MODEL", model),
                false,
                false,
                80);
    }

    private String outcome(int code) {
        return code + "\n" + out.toString(StandardCharsets.UTF_8) + "\n" + err.toString(StandardCharsets.UTF_8);
    }

    private static int plain(ProcessContext context, String... arguments) {
        try {
            return Objects.requireNonNull(PlainQuestion.read(context, arguments))
                    .call();
        } catch (Exception e) {
            return new Failures(context, false).report(e);
        }
    }

    @Test
    @DisplayName("every accepted command line gives the same result as with picocli")
    void agreesWithPicocli() throws IOException {
        String model = Models.royal(folder.resolve("m"), "standard").toString();
        Random random = new Random(20_260_101);
        int taken = 0;
        for (int round = 0; round < 3000; round++) {
            String[] arguments = new String[1 + random.nextInt(6)];
            arguments[0] = random.nextBoolean() ? "similar" : "analogy";
            for (int i = 1; i < arguments.length; i++) {
                // More words than options, so that many lines are valid.
                String part = PARTS[random.nextInt(3) == 0 ? random.nextInt(PARTS.length) : random.nextInt(12)];
                arguments[i] = part.equals("MODEL") ? model : part;
            }
            if (PlainQuestion.read(context(model), arguments) == null) {
                continue;
            }
            taken++;
            String quick = outcome(plain(context(model), arguments));
            ProcessContext again = context(model);
            String parsed = outcome(ParsedCommandLine.run(again, new Failures(again, false), arguments));
            assertEquals(parsed, quick, String.join(" ", arguments));
        }
        assertEquals(true, taken > 200, "only " + taken + " were plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "similar france",
                "similar -m m.safetensors france",
                "similar -n 3 --format json france paris",
                "analogy man king woman",
                "analogy --model m -n 5 man king woman"
            })
    void acceptsSimpleQueries(String line) {
        assertNotNull(PlainQuestion.read(context("m"), line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "info",
                "similar",
                "similar -m",
                "similar --help",
                "similar --debug france",
                "similar -n 0 france",
                "similar -n x france",
                "similar -n 1 -n 2 france",
                "similar --format xml france",
                "analogy a b",
                "analogy a b c d"
            })
    void rejectsEverythingElse(String line) {
        assertNull(PlainQuestion.read(context("m"), line.split(" ")));
    }
}
