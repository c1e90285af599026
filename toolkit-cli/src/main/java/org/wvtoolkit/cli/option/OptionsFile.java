package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;

/**
 * Reads and writes hyperparameters in a file: one line {@code name = value} each, with the names of the command line;
 * {@code #} begins a comment.
 * {@code wv tune} and {@code wv classify tune} write such files, {@code wv train --options} and
 * {@code wv classify train --options} read them.
 */
public final class OptionsFile {
    private OptionsFile() {}

    /**
     * Reads a file of options.
     *
     * @param file the file
     * @param registry the methods that the options belong to
     * @return text by option name; also the method's name, as {@link MethodRegistry#kind}, if the file has it;
     * modifiable
     * @throws IOException if the file cannot be read, or a line is not an option; the message names the line
     */
    public static SequencedMap<String, String> read(Path file, MethodRegistry<?> registry) throws IOException {
        List<String> lines;
        try {
            lines = Utf8Files.readAllLines(file);
        } catch (CharacterCodingException wrong) {
            throw new IOException(file + ": is not UTF-8; lines must be like " + example(registry), wrong);
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
                throw malformed(registry, file, number, "is not NAME = VALUE");
            }
            if (!name.equals(registry.kind())
                    && registry.uses().stream().noneMatch(use -> use.name().equals(name))) {
                throw malformed(registry, file, number, "no " + registry.kind() + " has an option " + name);
            }
            if (options.put(name, parts[1].strip()) != null) {
                throw malformed(registry, file, number, name + " occurs twice");
            }
        }
        return options;
    }

    private static String example(MethodRegistry<?> registry) {
        Option<?> option = registry.uses().getFirst().option();
        return option.name() + " = " + option.defaultText();
    }

    private static IOException malformed(MethodRegistry<?> registry, Path file, int line, String problem) {
        return new IOException(file + ", line " + line + ": " + problem + "; lines must be like " + example(registry));
    }

    /**
     * Writes options atomically.
     *
     * @param file the file; replaced if it exists
     * @param comments comment lines about their origin
     * @param options text by option name
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<String> comments, Map<String, String> options) throws IOException {
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append("# ").append(comment).append('\n'));
        options.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (AtomicFile replaced = AtomicFile.create(file)) {
            replaced.write(bytes, 0, bytes.length);
            replaced.commit();
        }
    }
}
