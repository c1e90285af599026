package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code wv} process when it is killed, when the disk is full, and when its output pipe is closed. */
class EndedProcessTest {
    private static final int WAIT_SECONDS = 30;

    @TempDir
    Path folder;

    private Path old = Path.of("");

    @BeforeEach
    void createOldModel() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        old = Files.writeString(folder.resolve("old"), "old");
    }

    private Process start(String before, String after, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", before + "\"$0\" \"$@\"" + after));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).start();
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Incomplete files of a run. */
    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** Background processes of a shell ignore Ctrl-C, so the test sends another signal. */
    private static boolean ctrlCIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    @DisplayName("Ctrl-C while saving keeps the old file and leaves no temporary file")
    void interruptedSave() throws Exception {
        Path model = Models.large(folder.resolve("m"), 20_000, 200);
        Process process = start("exec ", "", "convert", model, "-o", old, "--to", "word2vec-text", "--force");
        long begin = System.nanoTime();
        while (process.isAlive() && unfinished().isEmpty()) {
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(WAIT_SECONDS), "no file was begun");
            Thread.sleep(1);
        }
        boolean term = ctrlCIsIgnored();
        new ProcessBuilder("kill", term ? "-TERM" : "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(term ? 143 : 130, process.exitValue());
        assertEquals("wv: stopped before the end; the previous file is unchanged\n", errors(process));
        assertEquals("old", Files.readString(old));
        assertEquals(List.of(), unfinished());
    }

    @Test
    @DisplayName("Ctrl-C while reading leaves no file")
    void interruptedRead() throws Exception {
        Process process = start("exec ", "", "train", "-", "-o", folder.resolve("new"));
        process.getOutputStream().write("some text\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        long begin = System.nanoTime();
        while (process.isAlive() && unfinished().isEmpty()) {
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(WAIT_SECONDS), "no file was begun");
            Thread.sleep(1);
        }
        boolean term = ctrlCIsIgnored();
        new ProcessBuilder("kill", term ? "-TERM" : "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(term ? 143 : 130, process.exitValue());
        assertEquals(List.of(), unfinished());
        assertTrue(Files.notExists(folder.resolve("new")));
    }

    /** A file size limit simulates a full disk: the same system call fails in the same way. */
    @Test
    @DisplayName("a full disk is reported with the file, and the old model is unchanged")
    void fullDisk() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 2000; word++) {
            text.append("word").append(word).append(' ');
        }
        Path corpus = Files.writeString(
                folder.resolve("corpus"), text.append('\n').toString().repeat(5));
        Process process =
                start("ulimit -f 1024 && ", "", "train", corpus, "--dim", 300, "--epochs", 1, "-o", old, "--force");
        String errors = errors(process);
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue(), errors);
        String last = errors.lines().toList().getLast();
        assertTrue(last.startsWith("wv: " + old.toRealPath() + ": cannot be written: "), errors);
        assertTrue(last.contains("free disk space or choose another path"), errors);
        assertEquals("old", Files.readString(old));
        assertEquals(List.of(), unfinished());
    }

    @Test
    @DisplayName("a closed output pipe ends the process without a message")
    void closedPipe() throws Exception {
        Path model = Models.large(folder.resolve("m"), 20_000, 4);
        Process process = start("", " | head -n 1", "similar", "-m", model, "-n", 20_000, "word1");
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", errors(process));
        assertEquals(1, out.lines().count());
        assertEquals(0, process.waitFor());
    }

    @Test
    @DisplayName("a full disk behind standard output is reported")
    void fullStandardOutput() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "needs /dev/full");
        Path model = Models.royal(folder.resolve("m"), "standard");
        Process process = start("", " > /dev/full", "similar", "-m", model, "man");
        String errors = errors(process);
        assertNotEquals(0, process.waitFor());
        assertTrue(errors.startsWith("wv: standard output: cannot be written: "), errors);
        assertEquals(1, errors.lines().count(), errors);
    }

    @Test
    @DisplayName("output is UTF-8 in any locale")
    void utf8InAnyLocale() throws Exception {
        Path model = Models.royal(folder.resolve("m"), "standard");
        Process process = start("LC_ALL=C ", "", "similar", "-m", model, "-n", 1, "france");
        assertEquals("中国\t0.984808\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
