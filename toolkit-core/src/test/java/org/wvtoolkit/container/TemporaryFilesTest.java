package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    private static final Pattern NAME = Pattern.compile("\\.(.+)\\.(\\d+)-([0-9a-z]+)-([0-9a-z]+)-[0-9a-z]+\\.tmp");

    @TempDir
    Path folder;

    /** The parts of a name that this process gives its files. */
    private Matcher ownName() throws IOException {
        Path other = Files.createTempDirectory(folder, "other");
        try (TemporaryFile file = TemporaryFiles.create(other, "name")) {
            Matcher name = NAME.matcher(String.valueOf(file.path().getFileName()));
            assertTrue(name.matches(), file.path().toString());
            return name;
        }
    }

    private Path file(String name) throws IOException {
        return Files.createFile(folder.resolve(name));
    }

    @Test
    @DisplayName("files of ended processes are removed; those of others and of other hosts are not")
    void orphans() throws IOException {
        Matcher own = ownName();
        String pid = own.group(2);
        String start = own.group(3);
        String host = own.group(4);
        Path ended = file(".model.safetensors.999999999-" + start + "-" + host + "-1.tmp");
        Path earlier = file(".encoding." + pid + "-1-" + host + "-2.tmp");
        Path running = file(".encoding." + pid + "-" + start + "-" + host + "-3.tmp");
        Path elsewhere = file(".model.999999999-" + start + "-0-4.tmp");
        Path unrelated = file(".notes.tmp");
        TemporaryFiles.create(folder, "name").close();
        assertFalse(Files.exists(ended), "of a process that ended");
        assertFalse(Files.exists(earlier), "of an earlier process with this number");
        assertTrue(Files.exists(running), "of this process");
        assertTrue(Files.exists(elsewhere), "of another host");
        assertTrue(Files.exists(unrelated), "of another program");
    }

    @Test
    @DisplayName("long names are shortened without splitting a character")
    void longName() throws IOException {
        try (TemporaryFile file = TemporaryFiles.create(folder, "m".repeat(49) + "😀".repeat(20))) {
            String name = String.valueOf(file.path().getFileName());
            assertTrue(name.startsWith("." + "m".repeat(49) + "."), name);
        }
    }

    @Test
    @DisplayName("a link to a file that does not exist yet is followed")
    void danglingLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        try (AtomicFile file = AtomicFile.create(link)) {
            file.write(new byte[] {1}, 0, 1);
            file.commit();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(1, Files.size(folder.resolve("real")));
    }
}
