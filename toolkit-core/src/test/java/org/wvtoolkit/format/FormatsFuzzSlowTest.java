package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class FormatsFuzzSlowTest {
    @TempDir
    Path folder;

    static Stream<VectorFormat> formats() {
        return VectorFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("A damaged file is rejected or read safely")
    void damagedFile(VectorFormat format) throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            FormatsFuzzTest.run(format, folder, 1000, seed);
        }
    }
}
