package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;

/** Contract test for all vector formats. */
class VectorFormatsTest {
    @TempDir
    Path folder;

    static Stream<VectorFormat> formats() {
        return VectorFormats.all().stream().filter(VectorFormat::isWritable);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("Written files are detected and read back with identical bits")
    void roundTrip(VectorFormat format) throws IOException {
        for (int dimension : new int[] {1, 2, 3, 100, 40_000}) {
            DenseEmbeddings original = Vectors.random(dimension > 1000 ? 3 : 200, dimension, dimension);
            Path file = folder.resolve("file " + dimension);
            format.write(original, file, ProgressListener.NONE);
            assertEquals(format.name(), VectorFormats.detect(file).name());
            try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                Vectors.assertSame(original, read);
                format.write(read, folder.resolve("again"), ProgressListener.NONE);
                Vectors.assertSame(original, read);
            }
            if (!format.name().equals("safetensors")) {
                assertEquals(-1, Files.mismatch(file, folder.resolve("again")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("A model without words is written and read, or rejected")
    void emptyModel(VectorFormat format) throws IOException {
        Path file = folder.resolve("empty");
        if (Set.of("glove-text", "projector-tsv").contains(format.name())) {
            assertThrows(IOException.class, () -> format.write(Vectors.random(0, 7, 1), file, ProgressListener.NONE));
            return;
        }
        format.write(Vectors.random(0, 7, 1), file, ProgressListener.NONE);
        try (Embeddings read = format.read(file, ProgressListener.NONE)) {
            assertEquals(0, read.vocabulary().size());
            assertEquals(7, read.dimension());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("A value that is not finite is rejected with its word, and the old file remains")
    void nonFiniteValue(VectorFormat format) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        DenseEmbeddings bad = Vectors.of(List.of("good", "bad"), new float[] {1, 2}, new float[] {3, Float.NaN});
        String message =
                String.valueOf(assertThrows(IOException.class, () -> format.write(bad, file, ProgressListener.NONE))
                        .getMessage());
        assertTrue(message.contains("\"bad\" contain"), message);
        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-break\u00a0space", "中国", "\u3000", "\u2028", "a\u0085b", "\u0000", "😀", "%", "e\u0301"})
    @DisplayName("Words of any letters survive in every format")
    void unusualWords(String word) throws IOException {
        DenseEmbeddings original = Vectors.of(List.of("first", word), new float[] {1, 2}, new float[] {3, 4});
        for (VectorFormat format : formats().toList()) {
            if (word.isBlank() && format.name().equals("projector-tsv")) {
                continue; // refused by name
            }
            Path file = folder.resolve(format.name());
            format.write(original, file, ProgressListener.NONE);
            try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                Vectors.assertSame(original, read);
            }
        }
    }

    @Test
    @DisplayName("Words that a format cannot represent are rejected by name")
    void unsupportedWords() throws IOException {
        for (VectorFormat format : VectorFormats.all()) {
            if (!format.isWritable()) {
                continue;
            }
            assertEquals(
                    switch (format.name()) {
                        case "safetensors" -> Set.of();
                        case "numpy" -> Set.of("line\nfeed", "a\r");
                        case "projector-tsv" -> Set.of("", " ", "line\nfeed", "a\tb", "a\r", "\u000b", "\f");
                        case "word2vec-binary" -> Set.of("", "new york", " ", "line\nfeed");
                        default -> Set.of("", "new york", " ", "line\nfeed", "a\tb", "a\r", "\u000b", "\f");
                    },
                    refused(format, List.of("", "new york", " ", "line\nfeed", "a\tb", "a\r", "\u000b", "\f")),
                    format.name());
        }
    }

    private Set<String> refused(VectorFormat format, List<String> words) {
        Set<String> refused = new HashSet<>();
        for (String word : words) {
            DenseEmbeddings original = Vectors.of(List.of("first", word), new float[] {1}, new float[] {2});
            Path file = folder.resolve("out");
            try {
                format.write(original, file, ProgressListener.NONE);
            } catch (IOException refusal) {
                String message = String.valueOf(refusal.getMessage());
                assertTrue(message.contains("word 1") && message.contains("cannot represent"), message);
                assertFalse(message.contains("\n"), message);
                refused.add(word);
            }
        }
        return refused;
    }

    @Test
    @DisplayName("Formats have distinct names and are found by them")
    void names() {
        List<String> names = formats().map(VectorFormat::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
        for (VectorFormat format : VectorFormats.all()) {
            assertEquals(format, VectorFormats.find(format.name()).orElseThrow());
            assertFalse(format.description().isBlank());
        }
        assertTrue(VectorFormats.find("none").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a line of prose\nand another\n", "\u0089PNG", "12\n", "word\n", "{\"json\": 1}"})
    @DisplayName("A file in no known format is rejected with a list of the formats")
    void unknownFormat(String content) throws IOException {
        Path file = Files.write(folder.resolve("file"), content.getBytes(StandardCharsets.ISO_8859_1));
        String message = String.valueOf(assertThrows(MalformedFileException.class, () -> VectorFormats.detect(file))
                .getMessage());
        assertTrue(
                message.contains(
                        "supported formats: safetensors, fasttext-binary, numpy, projector-tsv, " + "word2vec-binary"),
                message);
    }

    @Test
    @DisplayName("A missing file is reported as such")
    void missingFile() {
        List<String> messages = new ArrayList<>();
        for (VectorFormat format : VectorFormats.all()) {
            messages.add(String.valueOf(
                    assertThrows(IOException.class, () -> format.read(folder.resolve("none"), ProgressListener.NONE))
                            .getMessage()));
        }
        assertThrows(IOException.class, () -> VectorFormats.detect(folder));
        messages.add(String.valueOf(assertThrows(IOException.class, () -> VectorFormats.detect(folder.resolve("none")))
                .getMessage()));
        assertTrue(messages.stream().allMatch(message -> message.contains("no such file")), messages.toString());
    }

    @ParameterizedTest
    @DisplayName("a text with a bad row is text, and the row is named")
    @CsvSource(delimiter = '|', textBlock = """
            2 3\\nthe 0.1 0.2 0.3\\nof 0.2 0.3\\n                    | line 3 has 2 of 3 values
            2 2\\nthe 0.1 0.2 0.3\\nof 0.2 0.3 0.4\\n                | line 2 has 3 values instead of 2
            2 3\\nthe 0,1 0,2 0,3\\nof 0,2 0,3 0,4\\n                | line 2: value 1
            2 3\\nthe 0.1,0.2,0.3\\nof 0.2,0.3,0.4\\n                | line 2 has 1 of 3 values
            2 3\\nthe [0.1 0.2 0.3]\\nof [0.2 0.3 0.4]\\n            | line 2: value 1
            3 2\\n3 2\\nthe 0.1 0.2\\nof 0.2 0.3\\n                   | line 2 has 1 of 2 values
            2 2\\nthe 0x1p-3 0x1p-2\\nof 0.2 0.3\\n                   | line 2: value 1
            2 2\\nthe 1 2 3\\nof 1 2\\n                               | line 2 has 3 values instead of 2
            """)
    void badRowsOfTexts(String text, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.vec"), text.replace("\\n", "\n"));
        IOException failure = assertThrows(IOException.class, () -> {
            try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                throw new AssertionError("read " + read.vocabulary().size() + " words");
            }
        });
        assertTrue(String.valueOf(failure.getMessage()).contains(expected), failure.toString());
        assertEquals("word2vec-text", VectorFormats.detect(file).name());
    }

    @Test
    @DisplayName("a word may hold spaces and whole numbers")
    void spacesInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("spaces.vec"), "2 2\nboeing 747 0.1 0.2\nnew york 0.3 0.4\n");
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            assertEquals("boeing 747", read.vocabulary().word(0));
        }
    }

    @Test
    @DisplayName("a small binary file is not text, even if its bytes are letters")
    void smallBinary() throws IOException {
        Path file = Files.writeString(folder.resolve("small.bin"), "2 2\na AAAABBBB\nb CCCCDDDD\n");
        assertEquals("word2vec-binary", VectorFormats.detect(file).name());
    }

    @Test
    @DisplayName("a table of numbers without its words is refused, not read with a dimension less")
    void projectorWithoutWords() throws IOException {
        Path file = Files.writeString(folder.resolve("alone.tsv"), "0.1\t0.2\t0.3\n1\t2\t3\n");
        IOException failure = assertThrows(
                IOException.class,
                () -> VectorFormats.open(file, ProgressListener.NONE).close());
        assertTrue(String.valueOf(failure.getMessage()).contains("the word list is missing"), failure.toString());
    }

    @Test
    @DisplayName("a byte order mark is no part of the first word")
    void byteOrderMarks() throws IOException {
        Path glove = Files.writeString(folder.resolve("mark.glove"), "\uFEFFthe 0.1 0.2\nof 0.3 0.4\n");
        try (Embeddings read = VectorFormats.open(glove, ProgressListener.NONE)) {
            assertEquals("the", read.vocabulary().word(0));
        }
        Path values = Files.writeString(folder.resolve("mark.tsv"), "\uFEFF0.1\t0.2\n0.3\t0.4\n");
        Files.writeString(folder.resolve("mark.metadata.tsv"), "\uFEFFthe\nof\n");
        try (Embeddings read = VectorFormats.open(values, ProgressListener.NONE)) {
            assertEquals(0, read.vocabulary().id("the"));
            assertEquals(2, read.dimension());
        }
    }
}
