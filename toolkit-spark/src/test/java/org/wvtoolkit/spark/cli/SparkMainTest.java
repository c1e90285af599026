package org.wvtoolkit.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;

class SparkMainTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "spark.master", "local[1]",
            "spark.ui.enabled", "false",
            "spark.log.level", "ERROR");

    @TempDir
    Path folder;

    @BeforeAll
    static void begin() {
        PROPERTIES.forEach(System::setProperty);
    }

    @AfterAll
    static void end() {
        PROPERTIES.keySet().forEach(System::clearProperty);
    }

    private static String run(int expectedCode, String... arguments) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        ProcessContext context = new ProcessContext(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, Map.of(), false, false, 80);
        int code = SparkMain.run(context, err, arguments);
        String message = written.toString(StandardCharsets.UTF_8);
        assertEquals(expectedCode, code, message);
        return message;
    }

    private static void assertRefused(String message, String part) {
        assertTrue(message.startsWith("wv: ") && message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    @DisplayName("An existing output is refused before work begins, and replaced with --force")
    void existingOutput() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.writeString(text, "a b c\n".repeat(20));
        Path output = folder.resolve("corpus");
        Files.writeString(output, "old");
        String[] encode = {"corpus", "encode", text.toString(), "-o", output.toString(), "-q"};
        assertRefused(run(1, encode), "exists");
        assertEquals("old", Files.readString(output));
        run(0, "corpus", "encode", text.toString(), "-o", output.toString(), "-q", "--force");
        assertTrue(Files.size(output) > 100);
    }

    @Test
    @DisplayName("The learning rate has the default for the number of replicas unless it is given")
    void learningRate() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.writeString(text, "a b c d\n".repeat(50));
        String model = folder.resolve("model").toString();
        String[] train = {
            "train",
            text.toString(),
            "-o",
            model,
            "--replicas",
            "8",
            "--merges",
            "1",
            "--dimension",
            "4",
            "-q",
            "--force"
        };
        run(0, train);
        assertEquals("0.18", learningRate(model));
        String[] given = Arrays.copyOf(train, train.length + 2);
        given[train.length] = "--learning-rate";
        given[train.length + 1] = "0.05";
        run(0, given);
        assertEquals("0.05", learningRate(model));
    }

    private static String learningRate(String model) throws IOException {
        try (Embeddings opened = Embeddings.open(Path.of(model))) {
            return opened.metadata().get("option.learning-rate").orElse("absent");
        }
    }

    @Test
    @DisplayName("Invalid command lines are refused in one line")
    void usage() {
        assertRefused(run(2), "the command is missing");
        assertRefused(run(2, "corpus"), "corpus encode");
        assertRefused(run(2, "train", "-o", "model"), "the text is missing");
        assertRefused(run(2, "train", "-", "-o", "model"), "standard input");
        assertRefused(run(2, "train", "text", "-o", "model", "--replicas", "0"), "replicas");
        assertRefused(run(2, "train", "text", "-o", "model", "--checkpoint-every", "0"), "--checkpoint-every");
        assertRefused(run(2, "train", "text", "-o", "model", "--partitions", "0"), "--partitions");
        assertRefused(run(2, "train", "text", "-o", "model", "--input-format", "docx"), "input format: docx");
        for (String option : List.of("--replicas=2", "--merges=2", "--checkpoint-every=2", "--resume")) {
            assertRefused(
                    run(2, "train", "text", "-o", "model", "--method", "svd", option), "applies to cbow and skipgram");
        }
    }

    @Test
    @DisplayName("A file that cannot be read is reported in one line, without the stack traces of Spark's loggers")
    void unreadableText() throws IOException {
        Path text = folder.resolve("broken.gz");
        Files.write(text, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8});
        String output = folder.resolve("corpus").toString();
        assertRefused(run(1, "corpus", "encode", text.toString(), "-o", output, "-q"), "broken.gz");
        assertEquals(
                Level.OFF,
                LogManager.getLogger("org.apache.spark.executor.Executor").getLevel());
    }

    @Test
    @DisplayName("Errors of the driver are described in one line with their remedy")
    void errors() {
        String memory = SparkMain.message(new OutOfMemoryError("Java heap space"));
        assertTrue(memory.contains("spark.driver.memory"), memory);
        String linkage = SparkMain.message(new NoSuchMethodError("'void Other.call()'"));
        assertTrue(linkage.contains("jars folder"), linkage);
    }
}
