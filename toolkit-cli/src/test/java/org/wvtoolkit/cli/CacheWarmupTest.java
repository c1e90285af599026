package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

class CacheWarmupTest {
    @TempDir
    Path folder;

    @Test
    void removesItsFiles() throws IOException {
        // The others take longer; the check of the package runs them.
        for (String profile : List.of("questions", "vectors")) {
            CacheWarmup.main(new String[] {profile, folder.toString()});
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    @DisplayName(
            "the copied vector classes work on the boot class path with the launcher's options, without the module")
    void vectorClasses() throws Exception {
        CacheWarmup.main(new String[] {"classes", folder.toString()});
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Pattern.compile("--add-exports=[\\w./=-]+|-XX:\\+[A-Za-z]*Vector[A-Za-z]*|-XX:\\+UnlockExperimentalVMOptions")
                .matcher(Files.readString(Path.of("..", "wv")))
                .results()
                .map(MatchResult::group)
                .forEach(command::add);
        assertTrue(command.size() > 9, command.toString());
        command.add("-Xbootclasspath/a:" + folder.resolve("vector.jar"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Kernels.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("SimdEmbeddingKernels, module absent", out.strip());
        assertEquals(0, process.waitFor());
    }

    /** Prints which kernels a process uses. */
    static final class Kernels {
        private Kernels() {}

        public static void main(String[] arguments) {
            boolean module =
                    ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
            System.out.println(TrainingKernels.fastest().rows().getClass().getSimpleName() + ", module "
                    + (module ? "present" : "absent"));
        }
    }
}
