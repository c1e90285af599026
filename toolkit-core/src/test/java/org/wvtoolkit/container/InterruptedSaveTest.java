package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks which files remain when a process dies while saving. */
class InterruptedSaveTest {
    @TempDir
    Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void createOldModel() throws IOException {
        model = Files.writeString(folder.resolve("model"), "old");
    }

    private Process start(String limit, String how) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", limit + "exec \"$0\" \"$@\""));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SavingProcess.class.getName(),
                how,
                model.toString()));
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    @DisplayName("A process that halts before the commit leaves the old file intact")
    void halt() throws Exception {
        Process process = start("", "halt");
        process.getInputStream().readAllBytes();
        assertEquals(42, process.waitFor());
        assertEquals("old", Files.readString(model));
        Samples.write(model);
        TensorFile.open(model).close();
    }

    @Test
    @DisplayName("An interrupted process leaves only the intact old file")
    void interrupt() throws Exception {
        Process process = start("", "wait");
        assertEquals("written", process.inputReader(StandardCharsets.UTF_8).readLine());
        assertEquals(1, Samples.leftovers(folder).size());
        process.destroy();
        process.waitFor();
        assertEquals("old", Files.readString(model));
        assertEquals(List.of(), Samples.leftovers(folder));
    }

    /**
     * A limit on the file size stands in for a full disk: the same system call fails in the same
     * way.
     */
    @Test
    @DisplayName("A full disk is reported, and the old file stays intact")
    void fullDisk() throws Exception {
        Process process = start("ulimit -f 2048 && ", "commit");
        String message = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(message.startsWith(model + ": cannot be written: "), message);
        assertTrue(message.contains("it needs 16777344 bytes"), message);
        assertEquals("old", Files.readString(model));
        assertEquals(List.of(), Samples.leftovers(folder));
    }
}
