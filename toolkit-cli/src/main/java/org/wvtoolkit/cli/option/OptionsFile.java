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
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.pipeline.TrainingMethods;

/**
 * Options of training in a file, that of vectors or that of a classifier: a line {@code name = value} for
 * each, named as on the command line; {@code #} begins a
 * comment. {@code wv tune} and {@code wv classify tune} write one, {@code wv train --options} and
 * {@code wv classify train --options} take it.
 */
public final class OptionsFile {
    /** What options are of. */
    public enum Kind {
        /** Of word vectors. */
        TRAINING("method", "training", "window = 5") {
            @Override
            boolean has(String name) {
                return TrainingMethods.all().stream()
                        .anyMatch(method -> method.options().contains(name));
            }
        },
        /** Of a classifier. */
        CLASSIFIER("classifier", "a classifier", "epochs = 5") {
            @Override
            boolean has(String name) {
                return ClassifierMethods.all().stream()
                        .flatMap(classifier -> classifier.options().stream())
                        .anyMatch(option -> option.name().equals(name));
            }
        };

        private final String method;
        private final String shown;
        private final String example;

        Kind(String method, String shown, String example) {
            this.method = method;
            this.shown = shown;
            this.example = example;
        }

        abstract boolean has(String name);

        /**
         * The name under which the method stands.
         *
         * @return such as {@code method}
         */
        public String method() {
            return method;
        }
    }

    private OptionsFile() {}

    /**
     * Reads options.
     *
     * @param file where
     * @param kind what they are of
     * @return values by name; the method's may be among them
     * @throws IOException if it cannot be read, or a line is no option; one line that says which
     */
    public static SequencedMap<String, String> read(Path file, Kind kind) throws IOException {
        List<String> lines;
        try {
            lines = Utf8Files.readAllLines(file);
        } catch (CharacterCodingException wrong) {
            throw new IOException(file + ": is not UTF-8; give lines such as " + kind.example, wrong);
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
                throw malformed(kind, file, number, "is not NAME = VALUE");
            }
            if (!name.equals(kind.method) && !kind.has(name)) {
                throw malformed(kind, file, number, "there is no option of " + kind.shown + " " + name);
            }
            if (options.put(name, parts[1].strip()) != null) {
                throw malformed(kind, file, number, name + " is there a second time");
            }
        }
        return options;
    }

    private static IOException malformed(Kind kind, Path file, int line, String what) {
        return new IOException(file + ", line " + line + ": " + what + "; lines are such as " + kind.example);
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
        try (AtomicFile replaced = AtomicFile.create(file)) {
            replaced.write(bytes, 0, bytes.length);
            replaced.commit();
        }
    }
}
