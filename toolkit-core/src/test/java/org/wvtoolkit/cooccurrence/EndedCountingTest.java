package org.wvtoolkit.cooccurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Checks which files remain when counting is killed, when the disk is full, and when the folder is
 * not writable.
 */
class EndedCountingTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Path corpusFile = Path.of("");

    @BeforeEach
    void makeCorpus() throws IOException {
        RandomCorpus.make(elsewhere, 17, 2000, 30, 3000).close();
        corpusFile = elsewhere.resolve("corpus-17.safetensors");
        Files.writeString(folder.resolve("target"), "old");
    }

    private Process start(String limit, String how) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", limit + "exec \"$0\" \"$@\""));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                CountingProcess.class.getName(),
                how,
                folder.toString(),
                corpusFile.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Not even a process that cannot clean up leaves files behind: its temporary files are unlinked. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("A process killed during the merge leaves only the intact old file")
    void killed(boolean withoutWarning) throws Exception {
        Process process = start("", "wait");
        assertEquals(
                "merging counts", process.inputReader(StandardCharsets.UTF_8).readLine());
        if (withoutWarning) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        process.waitFor();
        assertEquals(List.of("target"), names());
        assertEquals("old", Files.readString(folder.resolve("target")));
        Process again = start("", "save");
        assertEquals("saved", again.inputReader(StandardCharsets.UTF_8).readLine());
        assertEquals(0, again.waitFor());
        try (ContextMatrix counts = ContextMatrix.open(folder.resolve("target"))) {
            assertTrue(counts.matrix().nonZeros() > 0);
        }
        assertEquals(List.of("target"), names());
    }

    /**
     * A limit on the file size stands in for a full disk; each limit makes a different file the
     * first that does not fit.
     */
    @ParameterizedTest
    @ValueSource(ints = {100, 2500})
    @DisplayName("A full disk is reported, and the old file stays intact")
    void fullDisk(int limit) throws Exception {
        Process process = start("ulimit -f " + limit + " && ", "save");
        String message = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(message.contains("cannot be written") && message.contains("free disk space"), message);
        assertEquals(1, message.lines().count(), message);
        assertEquals("old", Files.readString(folder.resolve("target")));
        assertEquals(List.of("target"), names());
    }

    @Test
    @DisplayName("A folder without write permission is named")
    void noPermission() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(closed), "needs a user who is not root");
        try (EncodedCorpus corpus = EncodedCorpus.open(corpusFile)) {
            Resources resources = new Resources(1, Resources.MIN_MEMORY, closed);
            IOException failure = assertThrows(
                    IOException.class,
                    () -> CooccurrenceCounter.count(
                            corpus, CooccurrenceOptions.defaults(), resources, ProgressListener.NONE));
            assertTrue(String.valueOf(failure.getMessage()).contains("no permission"), failure.toString());
        }
    }
}
