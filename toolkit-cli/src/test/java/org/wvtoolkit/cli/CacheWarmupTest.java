package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheWarmupTest {
    @TempDir
    Path folder;

    @Test
    void removesItsFiles() throws IOException {
        CacheWarmup.main(new String[] {"questions", folder.toString()});
        CacheWarmup.main(new String[] {"training", folder.toString()});
        CacheWarmup.main(new String[] {"reading", folder.toString()});
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
