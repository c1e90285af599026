package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionException;

/**
 * Reads and writes hyperparameters in a file: one line {@code name = value} each, with the names of the command line;
 * {@code #} begins a comment.
 * {@code wv tune} and {@code wv classify tune} write such files, {@code wv train --options} and
 * {@code wv classify train --options} read them.
 */
public final class OptionsFile {
    private final Path file;
    private final MethodRegistry<?> registry;
    private final SequencedMap<String, Line> lines = new LinkedHashMap<>();

    /** The value of an option and the number of its line. */
    private record Line(int number, String value) {}

    private OptionsFile(Path file, MethodRegistry<?> registry) {
        this.file = file;
        this.registry = registry;
    }

    /**
     * Reads a file of options.
     *
     * @param file the file
     * @param registry the methods that the options belong to
     * @return the options of the file
     * @throws IOException if the file cannot be read, or a line is not an option; the message names the line
     */
    public static OptionsFile read(Path file, MethodRegistry<?> registry) throws IOException {
        List<String> lines;
        try {
            lines = Utf8Files.readAllLines(file);
        } catch (CharacterCodingException wrong) {
            throw new IOException(file + ": is not UTF-8; lines must be like " + example(registry), wrong);
        }
        OptionsFile options = new OptionsFile(file, registry);
        for (int number = 1; number <= lines.size(); number++) {
            options.add(number, lines.get(number - 1).strip());
        }
        return options;
    }

    private void add(int number, String line) throws IOException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split("=", 2);
        String name = parts[0].strip();
        if (parts.length < 2 || name.isEmpty() || parts[1].isBlank()) {
            throw malformed(number, "is not NAME = VALUE");
        }
        if (!name.equals(registry.kind())
                && registry.uses().stream().noneMatch(use -> use.name().equals(name))) {
            throw malformed(number, "no " + registry.kind() + " has an option " + name);
        }
        if (lines.put(name, new Line(number, parts[1].strip())) != null) {
            throw malformed(number, name + " occurs twice");
        }
    }

    /**
     * Returns the method that the file selects.
     *
     * @return its name, or empty if the file selects none
     * @throws IOException if there is no such method; the message names the line
     */
    public Optional<String> method() throws IOException {
        Line line = lines.get(registry.kind());
        if (line == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(registry.named(line.value()).name());
        } catch (OptionException unknown) {
            throw refused(line, unknown);
        }
    }

    /**
     * Returns the values for a method.
     *
     * @param method the method's name; values are not validated if there is no such method
     * @return text by option name, without the method
     * @throws IOException if the method does not use an option or does not accept its value; the message names the line
     */
    public SequencedMap<String, String> values(String method) throws IOException {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, Line> entry : lines.entrySet()) {
            String name = entry.getKey();
            Line line = entry.getValue();
            if (name.equals(registry.kind())) {
                continue;
            }
            try {
                if (registry.names().contains(method)) {
                    registry.option(method, name).parse(line.value());
                }
            } catch (OptionException wrong) {
                throw refused(line, wrong);
            }
            values.put(name, line.value());
        }
        return values;
    }

    private IOException refused(Line line, OptionException reason) {
        return new IOException(
                file + ", line " + line.number() + ": " + reason.describe(UnaryOperator.identity()), reason);
    }

    private static String example(MethodRegistry<?> registry) {
        Option<?> option = registry.uses().getFirst().option();
        return option.name() + " = " + option.defaultText();
    }

    private IOException malformed(int line, String problem) {
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
