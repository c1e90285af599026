package org.wvtoolkit.evaluation.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wvtoolkit.container.Utf8Files;

/**
 * Reader of benchmark files. The layout is detected from the content:
 * <ul>
 * <li>{@code : section} lines followed by lines of four words (analogies, also without section
 *     lines), lines of two words (pairs, of which every two form an analogy), lines of one word
 *     (categories), or lines of one word with an empty line in between (a set and its outliers);
 * <li>columns separated by tabs, semicolons, commas or spaces, with or without a header: two words
 *     and a rating, possibly with further columns, or a word and its category.
 * </ul> Lines that begin with {@code #} are ignored.
 */
public final class BenchmarkFiles {
    /** Names of the built-in benchmarks. */
    private static final List<String> BUILT_IN = List.of("analogies", "categories", "outliers");

    private BenchmarkFiles() {}

    /**
     * Line of a file.
     *
     * @param number line number, from 1
     * @param text the line without its line separator
     */
    record Line(int number, String text) {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    /**
     * Reads a benchmark file.
     *
     * @param file a UTF-8 file
     * @return the benchmark, named like the file without its extension
     * @throws MalformedBenchmarkException if the content is invalid; the message names the line
     * @throws IOException if the file cannot be read
     */
    public static Benchmark read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; specify the path of a benchmark file");
        }
        String fileName = Objects.requireNonNull(file.getFileName()).toString();
        int dot = fileName.lastIndexOf('.');
        try (BufferedReader reader = Utf8Files.newReader(file)) {
            return parse(file.toString(), dot > 0 ? fileName.substring(0, dot) : fileName, reader);
        } catch (CharacterCodingException notUtf8) {
            throw new IOException(file + ": is not valid UTF-8; convert the file to UTF-8", notUtf8);
        }
    }

    /**
     * Returns the built-in benchmarks, written for this project from facts: English analogies,
     * categories and outliers. There is none for similarity, because human ratings are not facts.
     *
     * @return three benchmarks
     */
    public static List<Benchmark> builtIn() {
        List<Benchmark> all = new ArrayList<>();
        for (String name : BUILT_IN) {
            try (InputStream in =
                            Objects.requireNonNull(BenchmarkFiles.class.getResourceAsStream(name + ".txt"), name);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                all.add(parse(name, name, reader));
            } catch (IOException damaged) {
                throw new IllegalStateException(damaged);
            }
        }
        return all;
    }

    public static Benchmark parse(String source, String name, BufferedReader reader) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            if (!text.startsWith("#")) {
                lines.add(new Line(number, text));
            }
        }
        List<Line> content = lines.stream().filter(line -> !line.isBlank()).toList();
        if (content.isEmpty()) {
            throw new MalformedBenchmarkException(source, 0, "has no questions", "use another file");
        }
        return SectionedLayout.fits(content)
                ? new SectionedLayout(source, name).read(lines)
                : new ColumnLayout(source, name).read(content);
    }
}
