package org.wvtoolkit.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterOutputTest {
    @TempDir
    Path folder;

    /** File system with a scheme of its own whose disk can be full. */
    public static final class OtherFileSystem extends RawLocalFileSystem {
        private static boolean isFull;

        @Override
        public URI getUri() {
            return URI.create("other:///");
        }

        @Override
        public void copyFromLocalFile(
                boolean delete, boolean overwrite, org.apache.hadoop.fs.Path source, org.apache.hadoop.fs.Path target)
                throws IOException {
            if (isFull) {
                Files.writeString(Path.of(target.toUri().getPath()), "half");
                throw new IOException("the disk is full");
            }
            super.copyFromLocalFile(delete, overwrite, source, target);
        }
    }

    private static Configuration configuration(boolean isFull) {
        OtherFileSystem.isFull = isFull;
        Configuration configuration = new Configuration();
        configuration.setClass("fs.other.impl", OtherFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        return configuration;
    }

    private String name(String file) {
        return "other://" + folder.resolve(file);
    }

    private void write(String file, boolean isFull) throws IOException {
        Configuration configuration = configuration(isFull);
        ClusterOutput.check(name(file), true, configuration)
                .write(local -> Files.writeString(local, "result"), configuration);
    }

    @Test
    @DisplayName("A result is published under its URI, and replaces an earlier one")
    void publish() throws IOException {
        write("model", false);
        write("model", false);
        assertEquals("result", Files.readString(folder.resolve("model")));
    }

    @Test
    @DisplayName("A failed copy leaves the earlier result and no partial file")
    void failedCopy() throws IOException {
        Files.writeString(folder.resolve("model"), "earlier");
        IOException failure = assertThrows(IOException.class, () -> write("model", true));
        assertTrue(String.valueOf(failure.getMessage()).contains("the disk is full"), failure.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertEquals("earlier", Files.readString(folder.resolve("model")));
    }

    @Test
    @DisplayName("A folder and an existing file are refused before the work begins")
    void refused() throws IOException {
        Files.createDirectories(folder.resolve("parts/one"));
        assertMessage("is a folder", "parts", true);
        Files.writeString(folder.resolve("model"), "earlier");
        assertMessage("--force", "model", false);
        assertFalse(Files.exists(folder.resolve(".model.part")));
    }

    private void assertMessage(String part, String file, boolean replace) {
        IOException refused =
                assertThrows(IOException.class, () -> ClusterOutput.check(name(file), replace, configuration(false)));
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }
}
