package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.embedding.Embeddings;

/** Training in a separate process that is killed and resumed. */
class KilledTrainingTest {
    private static final int WAIT_SECONDS = 120;
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private Path text = Path.of("");

    @BeforeEach
    void someText() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        Random random = new Random(5);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            words.append('w')
                    .append((int) (400 * random.nextDouble() * random.nextDouble()))
                    .append(i % 12 == 11 ? '\n' : ' ');
        }
        text = Files.writeString(folder.resolve("text"), words);
    }

    private Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectInput(text.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log"))
                .start();
    }

    private void done(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
    }

    /** Trains, and kills the process after its first checkpoint. */
    private void trainAndKill(Path checkpoint, Object... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        long begin = System.nanoTime();
        while (Files.notExists(checkpoint)) {
            assertTrue(process.isAlive(), "ended before it saved a checkpoint");
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(WAIT_SECONDS), "no checkpoint was saved");
            Thread.sleep(1);
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(KILLED, process.exitValue(), "was done before it was killed");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"from a file", "from standard input"})
    @DisplayName("a deterministic run that is killed and resumed gives the same bytes as an uninterrupted run")
    void resumedDeterministic(String origin) throws Exception {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        Path checkpoint = folder.resolve("killed.checkpoint");
        Object in = origin.equals("from a file") ? text : "-";
        Object[] options = {
            "train", in, "--deterministic", "--dim", 20, "--epochs", 12, "--seed", 9, "--threads", 2, "-o"
        };
        done(start(and(options, whole)));
        trainAndKill(checkpoint, and(options, killed, "--checkpoint-every", "0.1s"));
        assertTrue(Files.notExists(killed), "nothing half-trained lies under the model's name");
        done(start("train", "--resume", checkpoint, "--threads", 1));
        assertEquals(-1, Files.mismatch(whole, killed));
        assertTrue(Files.notExists(checkpoint), "what was kept for going on is gone once the run is done");
    }

    @Test
    @DisplayName("a Hogwild run that is killed can be resumed")
    void resumedHogwild() throws Exception {
        Path killed = folder.resolve("killed");
        Path checkpoint = folder.resolve("killed.checkpoint");
        trainAndKill(checkpoint, "train", "-", "--dim", 20, "--epochs", 12, "-o", killed, "--checkpoint-every", "0.1s");
        done(start("train", "--resume", checkpoint));
        try (Embeddings model = Embeddings.open(killed)) {
            assertTrue(model.vocabulary().size() > 200, "the words of the text");
        }
    }

    private static Object[] and(Object[] some, Object... others) {
        List<Object> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(others));
        return all.toArray();
    }
}
