package org.wvtoolkit.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;

/** Validates the manual page and the completion scripts with the programs that read them, if installed. */
class GeneratedPagesTest {
    @TempDir
    Path folder;

    private Path written(String name, String... arguments) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                Place.home(folder).run((Object[]) arguments).done().out());
    }

    private String run(String... command) throws IOException, InterruptedException {
        assumeTrue(
                List.of("/bin", "/usr/bin").stream().anyMatch(bin -> Files.isExecutable(Path.of(bin, command[0]))),
                "needs " + command[0]);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    @DisplayName("the manual page contains every command and is valid ASCII roff")
    void manualPage() throws Exception {
        Path page = written("wv.1", "man");
        String text = Files.readString(page);
        for (String command : Commands.NAMES) {
            assertTrue(text.contains("\n.SS wv " + command.replace("-", "\\-") + "\n"), command);
        }
        assertTrue(text.chars().allMatch(c -> c < 0x80), "not all of it is ASCII");
        assertEquals("", run("groff", "-man", "-ww", "-z", "wv.1"));
    }

    @Test
    @DisplayName("bash completes commands, options and values")
    void bashCompletion() throws Exception {
        written("wv", "completion", "bash");
        String ask = """
                compopt() { :; }
                source ./wv
                for line in 'odd' 'corpus tok' 'similar --reg' 'similar --format js'; do
                  COMP_WORDS=(wv $line); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _wv; echo "${COMPREPLY[@]}"
                done
                """;
        assertEquals("odd-one-out\ntokenize\n--regex\njson\n", run("bash", "-c", ask));
    }

    @Test
    @DisplayName("zsh loads the completion function from a folder on its fpath")
    void zshAutoload() throws Exception {
        String text = Files.readString(written("_wv", "completion", "zsh"));
        assertTrue(text.startsWith("#compdef wv\n"), "compinit knows a function by its first line");
        run("zsh", "-n", "_wv");
        assertEquals(
                "_wv\n",
                run("zsh", "-fc", "fpath=($PWD $fpath); autoload -U compinit; compinit -u -D; echo $_comps[wv]"));
    }
}
