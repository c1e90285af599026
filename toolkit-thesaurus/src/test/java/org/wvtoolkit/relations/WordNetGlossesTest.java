package org.wvtoolkit.relations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;

class WordNetGlossesTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("The corpus has one line for each word of each sense, in a fixed order")
    void lines() throws IOException {
        Path file = folder.resolve("made/wordnet-glosses.txt");
        WordNetGlosses.write(file, ProgressListener.NONE);
        List<String> lines = Files.readAllLines(file);
        assertEquals(207_272, lines.size());
        assertTrue(
                lines.contains("entity that which is perceived or known or inferred to have its own distinct existence"
                        + " (living or nonliving)"));
        assertTrue(
                lines.indexOf("entity that which is perceived or known or inferred to have its own distinct existence"
                                + " (living or nonliving)")
                        > 0,
                "the lines are shuffled");
        Path again = folder.resolve("again.txt");
        WordNetGlosses.write(again, ProgressListener.NONE);
        assertEquals(-1, Files.mismatch(file, again));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("United States North American republic")));
        assertTrue(lines.stream().noneMatch(line -> line.contains("_") || line.isBlank()));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList(), "nothing but the corpus is left");
        }
    }

    @Test
    @DisplayName("A file that cannot be written is an error")
    void unwritableFile() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");
        assertThrows(
                IOException.class,
                () -> WordNetGlosses.write(noFolder.resolve("wordnet-glosses.txt"), ProgressListener.NONE));
    }
}
