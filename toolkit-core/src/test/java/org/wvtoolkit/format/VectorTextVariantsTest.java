package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.Finding;
import org.wvtoolkit.progress.ProgressListener;

/** Vector texts as other programs and editors write them, with a defect at any position. */
class VectorTextVariantsTest {
    @TempDir
    Path folder;

    private Path write(String content) throws IOException {
        return Files.writeString(
                folder.resolve("file"),
                content.replace('¶', '\n').replace('⇥', '\t').replace('␍', '\r'));
    }

    private static List<String> words(VectorSource source) {
        return IntStream.range(0, source.vocabulary().size())
                .mapToObj(source.vocabulary()::word)
                .toList();
    }

    private static void assertRepaired(Path file, String format, List<String> kept, String note) throws IOException {
        try (ModelCheck check = ModelCheck.of(file, 2, ProgressListener.NONE)) {
            assertEquals(format, check.format().orElseThrow().name());
            List<Finding> findings = check.findings();
            assertTrue(findings.toString().contains(note), findings.toString());
            assertEquals(
                    kept, check.repaired().map(VectorTextVariantsTest::words).orElse(List.of()), findings.toString());
        }
    }

    private String refusal(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("refused"), content);
        String message = String.valueOf(assertThrows(MalformedFileException.class, () -> VectorFormats.detect(file))
                .getMessage());
        assertTrue(message.startsWith(file + ": "), message);
        return message;
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A defective row at any position is named with its line, and only that row is removed")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.3               | line %d has 1 of 3 values
            0.1 0.2 0.3 0.4   | line %d has 4 values instead of 3
            0,1 0,2 0,3       | line %d: value 1 is not a number: "0,1"
            0.1,0.2,0.3       | line %d has 1 of 3 values: its values are separated by commas
            0.1;0.2;0.3       | line %d has 1 of 3 values: its values are separated by ';'
            [0.1 0.2 0.3]     | line %d: value 1 is not a number: "[0.1"
            0.1 nan 0.3       | line %d
            0.1 0x1p3 0.3x    | line %d: value
            "0.1" 0.2 0.3     | line %d: value 1 is not a number
            0.1 0.2 1e39      | line %d: the vector of "bad" is not finite
            0.1 0.2 −0.3      | line %d
            """)
    void defectiveRow(String values, String problem) throws IOException {
        List<String> good = List.of("aa", "bb", "cc", "dd");
        for (boolean header : new boolean[] {true, false}) {
            for (int position = header ? 0 : 1; position <= good.size(); position++) {
                StringBuilder text = new StringBuilder(header ? "5 3\n" : "");
                for (int row = 0; row <= good.size(); row++) {
                    text.append(
                            row == position ? "bad " + values : good.get(row - (row > position ? 1 : 0)) + " 1.5 -2 4");
                    text.append('\n');
                }
                String note = problem.replace("%d", Integer.toString(position + (header ? 2 : 1)));
                assertRepaired(write(text.toString()), header ? "word2vec-text" : "glove-text", good, note);
            }
        }
    }

    @ParameterizedTest(name = "line {0}")
    @DisplayName("A row with control characters instead of white space does not extend into the next rows")
    @ValueSource(ints = {2, 3, 4})
    void controlCharacters(int line) throws IOException {
        List<String> rows = new ArrayList<>(List.of("aa 1.5 2 3", "bb 4 5 6.5", "cc 7 8 9"));
        rows.add(line - 1, "bad\u0001\u000B\u0002");
        assertRepaired(
                write(String.join("¶", rows)),
                "glove-text",
                List.of("aa", "bb", "cc"),
                "line " + line + " has 0 of 3 values");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A first row with other values than the rest does not determine the dimension")
    @ValueSource(strings = {"bad 0.1 0.2", "bad 0.1 0.2 0.3 0.4", "4 3 1", "4.0 3.0", "bad 0.1 0.2 nan 0.5"})
    void firstRow(String first) throws IOException {
        assertRepaired(
                write(first + "¶aa 1.5 2 3¶bb 4 5 6.5¶cc 7 8 9¶"), "glove-text", List.of("aa", "bb", "cc"), "line 1 ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A text with unusual white space is read")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `¶¶2 2¶aa 1 2¶bb 3 4¶`             | word2vec-text
            `  2   2  ¶aa 1 2¶bb 3 4`          | word2vec-text
            `2⇥2¶aa⇥1⇥2¶¶bb⇥3⇥4⇥¶`             | word2vec-text
            `¶ ¶aa 1 2¶bb 3 4¶`                | glove-text
            `aa 1.0E0 +2␍¶bb 3. 4e0␍¶`         | glove-text
            """)
    void unusualText(String content, String format) throws IOException {
        Path file = write(content);
        assertEquals(format, VectorFormats.detect(file).name());
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            Vectors.assertSame(Vectors.of(List.of("aa", "bb"), new float[] {1, 2}, new float[] {3, 4}), read);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A file that is no vector file is refused with what it is")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `word,d0,d1¶aa,0.1,0.2¶bb,0.3,0.4¶`     | has values separated by commas
            `aa,0.1,0.2¶bb,0.3,0.4¶`                | has values separated by commas
            `aa;0.1;0.2¶bb;0.3;0.4¶`                | has values separated by ';'
            `aa 0.1,0.2,0.3¶bb 0.3,0.4,0.5¶`        | has values separated by commas
            `aa 0,1 0,2¶bb 0,3 0,4¶`                | has numbers with decimal commas
            `<html><body>404</body></html>¶`        | is a web page
            `version https://git-lfs.github.com¶`   | is a Git LFS pointer
            `2 2␍aa 1 2␍bb 3 4␍`                    | has lines that end in a carriage return alone
            """)
    void refused(String content, String problem) throws IOException {
        byte[] bytes = Files.readAllBytes(write(content));
        assertTrue(refusal(bytes).contains(": " + problem), refusal(bytes));
    }

    @Test
    @DisplayName("UTF-16 and a compressed binary file are refused with what they are")
    void refusedEncodings() throws IOException {
        String wide = refusal("\uFEFF2 1\na 1\n".getBytes(StandardCharsets.UTF_16LE));
        assertTrue(wide.contains("is a text in UTF-16 (at byte 0); convert it to UTF-8"), wide);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("1 1\na \0\1\0\2\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        String binary = refusal(packed.toByteArray());
        assertTrue(binary.contains("is a binary file compressed with gzip"), binary);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A table of numbers without words is never read with its first column as words")
    @ValueSource(
            strings = {
                "0.1⇥0.2⇥0.3¶1⇥2⇥3¶",
                "nan⇥0.2⇥0.3¶1⇥2⇥3¶-1⇥2⇥3¶",
                "0x1p3⇥0.2⇥0.3¶1⇥2⇥3¶-1⇥2⇥3¶",
                "0.1 0.2 0.3¶0.4 0.5 0.6¶-0.7 8 9¶",
                "0.1⇥0.2¶1⇥2⇥3¶4⇥5⇥6¶"
            })
    void numbersWithoutWords(String content) throws IOException {
        Path file = write(content);
        assertEquals("projector-tsv", VectorFormats.detect(file).name());
        String message =
                String.valueOf(assertThrows(IOException.class, () -> VectorFormats.open(file, ProgressListener.NONE))
                        .getMessage());
        assertTrue(message.contains("the word list is missing"), message);
    }

    @ParameterizedTest
    @DisplayName("Line ends after the last binary vector are accepted")
    @ValueSource(strings = {"", "¶", "¶¶", "␍¶"})
    void endOfBinaryFile(String end) throws IOException {
        Path file = folder.resolve("file.bin");
        for (String rowEnd : List.of("", "\n")) {
            String content = "2 2\na \0\0\u0080?\0\0\0@" + rowEnd + "b \0\0@@\0\0\u0080@"
                    + end.replace('¶', '\n').replace('␍', '\r');
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
            try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                Vectors.assertSame(Vectors.of(List.of("a", "b"), new float[] {1, 2}, new float[] {3, 4}), read);
            }
        }
    }

    @Test
    @DisplayName("Checking a file with many defective rows takes time proportional to its length")
    void manyDefects() throws IOException {
        Path file = write("400000 2¶" + "aa 0,5 0,25¶bb 0.5¶".repeat(200_000));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (ModelCheck check = ModelCheck.of(file, 2, ProgressListener.NONE)) {
                assertTrue(check.repaired().isEmpty());
                assertTrue(check.findings().stream().anyMatch(finding -> finding.fault() == Fault.BAD_LINE));
            }
        });
    }
}
