package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command replaces one of its inputs, even with {@code --force}. */
class OutputIsInputTest {
    @TempDir
    private Path folder;

    private CommandRun run(Object... arguments) {
        return CommandRun.Place.home(folder).run(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train text --options file -o file",
                "train text --vocabulary file -o file",
                "train --files-from file -o file",
                "vectors --text text -m file -o file",
                "compare file other -o file",
                "compare other -o file --questions file",
                "retrofit -m other --with file -o file",
                "cluster -m other --classes file --wordnet file",
                "explore other --corpus file --export file",
                "corpus encode text --word-list file -o file",
                "classify train text --vectors file -o file",
                "plot words king -m file -o file",
                "plot search file -o file"
            })
    @DisplayName("An output that is an input is rejected")
    void rejected(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        Path text = Corpora.file(folder.resolve("text"));
        Object[] arguments = Arrays.stream((line + " --force").split(" ", -1))
                .map(argument -> argument.equals("file") ? file : argument.equals("text") ? text : argument)
                .toArray();
        byte[] before = Files.readAllBytes(file);
        String message = run(arguments).failedWith(1);
        assertTrue(message.contains(file + ": is also an input and would be overwritten"), message);
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    @DisplayName("A model may be replaced by its continuation")
    void continuation() throws IOException {
        Path text = Corpora.file(folder.resolve("text"));
        Path model = folder.resolve("m.safetensors");
        run("train", text, "-o", model, "--dim", 4, "--epochs", 1).done();
        run("train", text, "--continue", model, "-o", model, "--epochs", 1, "--force")
                .done();
    }
}
