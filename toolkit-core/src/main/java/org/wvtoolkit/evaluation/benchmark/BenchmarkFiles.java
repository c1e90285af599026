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
 * Reads benchmarks, whose layout is known by their content:
 *
 * <ul>
 *   <li>{@code : section} lines with four words a line below (analogies; such lines without a section too), with two words a
 *       line (pairs, of which every two make an analogy), with one word a line (categories), or with one word a line and an
 *       empty line in the middle (a set and its outliers);
 *   <li>columns, apart by tabs, semicolons, commas or spaces, with names above them or without: two words and a rating, among
 *       others, or a word and its category.
 * </ul>
 *
 * Lines that begin with {@code #} are left out.
 */
public final class BenchmarkFiles {
    /** Those of our own. */
    private static final List<String> BUILT_IN = List.of("analogies", "categories", "outliers");

    private BenchmarkFiles() {}

    /**
     * A line of a file.
     *
     * @param number from 1
     * @param text without its end
     */
    record Line(int number, String text) {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    /**
     * Reads a file.
     *
     * @param file in UTF-8
     * @return the benchmark, named as the file is, without its extension
     * @throws MalformedBenchmarkException if it is none; the message names the line
     * @throws IOException if it cannot be read
     */
    public static Benchmark read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; name a file of questions in it");
        }
        String fileName = Objects.requireNonNull(file.getFileName()).toString();
        int dot = fileName.lastIndexOf('.');
        try (BufferedReader reader = Utf8Files.newReader(file)) {
            return parse(file.toString(), dot > 0 ? fileName.substring(0, dot) : fileName, reader);
        } catch (CharacterCodingException notUtf8) {
            throw new IOException(file + ": is not UTF-8; convert it first", notUtf8);
        }
    }

    /**
     * The benchmarks of our own, written for this project from facts: English analogies, categories and outliers. None is of
     * similarity: ratings are people's, not facts.
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
            throw new MalformedBenchmarkException(source, 0, "has no questions", "name another file");
        }
        return SectionedLayout.fits(content)
                ? new SectionedLayout(source, name).read(lines)
                : new ColumnLayout(source, name).read(content);
    }
}
