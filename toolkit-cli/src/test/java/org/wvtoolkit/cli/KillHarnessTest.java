package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs commands in processes of their own and ends them at random times. Afterwards an output must be absent, the
 * previous file, or complete, and the next run must remove what the ended one left behind.
 */
class KillHarnessTest {
    private static final int WAIT_SECONDS = 60;

    /** Time in which a process must end after SIGTERM or SIGHUP, with a margin for a loaded machine. */
    private static final int END_SECONDS = 20;

    private static final int SHORT_ROUNDS = 2;

    /** Rounds of the long run; each ends every command once. */
    private static final int LONG_ROUNDS = 60;

    private static final List<String> SIGNALS = List.of("KILL", "TERM", "HUP");
    private static final String OLD = "an older file\n";

    @TempDir
    private Path folder;

    private Path text = Path.of("");
    private Path vectors = Path.of("");

    @BeforeEach
    void prepareInput() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        Random random = new Random(8);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            words.append('w').append((int) (900 * random.nextDouble() * random.nextDouble()));
            words.append(i % 12 == 11 ? '\n' : ' ');
        }
        Files.createDirectory(folder.resolve("in"));
        text = Files.writeString(folder.resolve("in/text"), words);
        StringBuilder rows = new StringBuilder("3000 20\n");
        for (int row = 0; row < 3000; row++) {
            rows.append('w').append(row);
            for (int column = 0; column < 20; column++) {
                rows.append(' ').append(random.nextInt(1000) / 100f);
            }
            rows.append('\n');
        }
        vectors = Files.writeString(folder.resolve("in/vectors.vec"), rows);
    }

    /** Commands whose output is the same in every run, without the output option. */
    private Map<String, List<Object>> commands() {
        Map<String, List<Object>> commands = new LinkedHashMap<>();
        commands.put("cbow", List.of("train", text, "--deterministic", "--dim", 16, "--epochs", 2));
        commands.put("svd", List.of("train", text, "--method", "svd", "--dim", 16));
        commands.put("ppmi", List.of("train", text, "--method", "ppmi"));
        commands.put("encode", List.of("corpus", "encode", text));
        commands.put("phrases", List.of("corpus", "phrases", text, "--min-count", 2));
        commands.put("tokenize", List.of("corpus", "tokenize", text));
        commands.put("shuffle", List.of("corpus", "shuffle", text, "--seed", 3));
        commands.put("dedup", List.of("corpus", "dedup", text));
        commands.put("convert", List.of("convert", vectors));
        return commands;
    }

    private Process start(Path output, List<Object> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        arguments.forEach(argument -> command.add(argument.toString()));
        command.addAll(List.of("-o", output.toString()));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("in/log").toFile())
                .start();
    }

    private long run(Path output, List<Object> arguments) throws Exception {
        long begin = System.nanoTime();
        Process process = start(output, arguments);
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS), arguments.toString());
        assertEquals(0, process.exitValue(), arguments + ": " + Files.readString(folder.resolve("in/log")));
        return System.nanoTime() - begin;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void killAll(int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        for (Map.Entry<String, List<Object>> command : commands().entrySet()) {
            String name = command.getKey() + (command.getKey().equals("convert") ? ".bin" : "");
            Path reference =
                    Files.createDirectories(folder.resolve("whole-" + name)).resolve(name);
            long duration = run(reference, command.getValue());
            List<String> expected = names(folder.resolve("whole-" + name));
            Path place = Files.createDirectories(folder.resolve("killed-" + name));
            Path output = place.resolve(name);
            for (int round = 0; round < rounds; round++) {
                String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
                long delay = (long) (duration * random.nextDouble());
                String attempt = name + ", " + signal + " after " + delay / 1_000_000 + " ms, seed " + seed;
                boolean old = !Files.exists(output) && random.nextBoolean();
                if (old) {
                    Files.writeString(output, OLD);
                }
                byte[] before = Files.exists(output) ? Files.readAllBytes(output) : new byte[0];
                end(start(output, command.getValue()), signal, delay, attempt);
                boolean kept = Files.exists(output)
                        ? Arrays.equals(before, Files.readAllBytes(output)) || Files.mismatch(reference, output) == -1
                        : before.length == 0;
                assertTrue(kept, attempt + ": the output is torn or lost");
                if (round % 2 == 1) {
                    Files.deleteIfExists(output);
                }
            }
            run(output, command.getValue());
            assertEquals(-1, Files.mismatch(reference, output), name);
            assertEquals(expected, names(place), name + ": files that ended runs left behind");
        }
    }

    private static void end(Process process, String signal, long delay, String attempt) throws Exception {
        TimeUnit.NANOSECONDS.sleep(delay);
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid() + " 2>/dev/null")
                .start()
                .waitFor();
        boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, attempt + ": does not end");
    }

    @Test
    @DisplayName("commands that are ended at random leave no torn output, and the next run removes their files")
    void killed() throws Exception {
        killAll(SHORT_ROUNDS, 1);
    }

    @Test
    @Tag("slow")
    @DisplayName("540 commands that are ended at random leave no torn output")
    void killedManyTimes() throws Exception {
        killAll(LONG_ROUNDS, System.nanoTime());
    }

    @Test
    @DisplayName("runs at the same time with one output give one complete file")
    void sameOutput() throws Exception {
        List<Object> arguments = commands().get("svd");
        assertTrue(arguments != null);
        Path reference = folder.resolve("reference");
        run(reference, arguments);
        Path place = Files.createDirectory(folder.resolve("same"));
        Path output = place.resolve("model");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(output, arguments));
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
            assertTrue(process.exitValue() <= 1, "exit code " + process.exitValue());
        }
        assertEquals(-1, Files.mismatch(reference, output));
        assertEquals(List.of("model"), names(place));
    }
}
