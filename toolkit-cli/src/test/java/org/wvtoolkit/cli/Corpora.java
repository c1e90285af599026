package org.wvtoolkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small training texts. */
public final class Corpora {
    /** Options for fast training. */
    public static final List<Object> QUICK = List.of("--dim", 8, "--epochs", 1, "--threads", 1);

    private Corpora() {}

    /** Sixty lines of a few words, each of which occurs more than five times. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 60; line++) {
            text.append("The river flows past number")
                    .append(line % 6)
                    .append(" houses and wanders towards the Sea.\n");
        }
        return text.toString();
    }

    /** Writes the text to a file. */
    public static Path file(Path path) throws IOException {
        return Files.writeString(path, text());
    }
}
