package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.wvtoolkit.container.ReplacedFile;
import org.wvtoolkit.pipeline.TrainingMethods;

/**
 * Options of training in a file: a line {@code name = value} for each, named as on the command line; {@code #} begins a
 * comment. {@code wv tune} writes one, {@code wv train --options} takes it.
 */
public final class OptionsFile {
    /** The name under which the method of training stands. */
    public static final String METHOD = "method";

    private OptionsFile() {}

    /**
     * Reads options.
     *
     * @param file where
     * @return values by name; {@value #METHOD} may be among them
     * @throws IOException if it cannot be read, or a line is no option; one line that says which
     */
    public static SequencedMap<String, String> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException wrong) {
            throw new IOException(file + ": is not UTF-8; give lines such as window = 5", wrong);
        }
        SequencedMap<String, String> options = new LinkedHashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("=", 2);
            String name = parts[0].strip();
            if (parts.length < 2 || name.isEmpty() || parts[1].isBlank()) {
                throw malformed(file, number, "is not NAME = VALUE");
            }
            if (!isKnown(name)) {
                throw malformed(file, number, "there is no option of training " + name);
            }
            if (options.put(name, parts[1].strip()) != null) {
                throw malformed(file, number, name + " is there a second time");
            }
        }
        return options;
    }

    private static boolean isKnown(String name) {
        return name.equals(METHOD)
                || TrainingMethods.all().stream()
                        .anyMatch(method -> method.options().contains(name));
    }

    private static IOException malformed(Path file, int line, String what) {
        return new IOException(file + ", line " + line + ": " + what + "; lines are such as window = 5");
    }

    /**
     * Writes options, whole or not at all.
     *
     * @param file where; replaced if it exists
     * @param comments lines that say where they come from
     * @param options values by name
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<String> comments, Map<String, String> options) throws IOException {
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append("# ").append(comment).append('\n'));
        options.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (ReplacedFile replaced = ReplacedFile.create(file)) {
            replaced.write(bytes, 0, bytes.length);
            replaced.commit();
        }
    }
}
