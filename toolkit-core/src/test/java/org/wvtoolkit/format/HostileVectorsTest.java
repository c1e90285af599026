package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

class HostileVectorsTest {
    private static final VectorFormat BINARY = new Word2vecBinaryFormat();
    private static final VectorFormat TEXT = new Word2vecTextFormat();

    @TempDir
    Path folder;

    private static final VectorFormat GLOVE = new GloveTextFormat();

    static Stream<VectorFormat> foreignFormats() {
        return Stream.of(BINARY, TEXT, GLOVE);
    }

    private void assertRefused(VectorFormat format, String content, String reason) throws IOException {
        Path file = Files.write(folder.resolve("file"), content.getBytes(StandardCharsets.ISO_8859_1));
        MalformedFileException refusal =
                assertThrows(MalformedFileException.class, () -> format.read(file, ProgressListener.NONE), reason);
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
        assertFalse(message.contains("\n"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -1 2                       | not a whole number
            2 -1                       | not a whole number
            2 0                        | a dimension of 0
            0x2 2                      | not a whole number
            2147483647 2               | a number of words of 2147483647, above
            2 2147483647               | a dimension of 2147483647, above
            4294967298 2               | a number of words of 4294967298, above
            9223372036854775807 1      | above
            18446744073709551617 1     | above
            2147483631 2147483631      | but only
            2147483631 1               | but only
            3 2147483631               | but only
            1000000 100                | but only
            """)
    @DisplayName("A header that declares too many values is rejected before allocation")
    void oversizedHeader(String header, String reason) throws IOException {
        assertRefused(BINARY, header + "\na 01234567\n", reason);
        assertRefused(TEXT, header + "\na 0.1 0.2\n", reason);
    }

    @Test
    @DisplayName("A number of a million digits is rejected")
    void millionDigits() throws IOException {
        assertRefused(BINARY, "1".repeat(1_000_000) + " 2\n", "the first line is not");
        assertRefused(TEXT, "1 1\na " + "1".repeat(1_000_000) + "\n", "more than 1000 digits");
    }

    @Test
    @DisplayName("A word without an end is rejected")
    void endlessWord() throws IOException {
        assertRefused(BINARY, "1 1\n" + "x".repeat(3_000_000), "a word is longer than 1048576 bytes");
        assertRefused(BINARY, "1 1\n" + "x".repeat(1000), "the file ends where a word is expected");
        assertRefused(TEXT, "1 1\n" + "x".repeat(3_000_000), "a word is longer than 1048576 bytes");
    }

    /** A text file without a word count in its header may end after any line. */
    static Stream<VectorFormat> formatsThatCount() {
        return Stream.of(BINARY, TEXT);
    }

    @ParameterizedTest
    @MethodSource("formatsThatCount")
    @DisplayName("A file truncated at any byte is rejected")
    void truncatedFile(VectorFormat format) throws IOException {
        Path file = folder.resolve("whole");
        format.write(Vectors.random(5, 3, 1), file, ProgressListener.NONE);
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut");
        // The last line feed may be missing, and so may digits at the end of a text file.
        int least = format == TEXT ? lastSpace(whole) + 1 : whole.length - 2;
        for (int length = 0; length <= least; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThrows(
                    MalformedFileException.class,
                    () -> format.read(cut, ProgressListener.NONE).close(),
                    "cut at " + length);
        }
    }

    private static int lastSpace(byte[] bytes) {
        int i = bytes.length - 1;
        while (bytes[i] != ' ') {
            i--;
        }
        return i;
    }

    @ParameterizedTest
    @MethodSource("foreignFormats")
    @DisplayName("A file with random bytes is rejected or read safely")
    void randomBytes(VectorFormat format) throws IOException {
        Path file = folder.resolve("whole");
        format.write(Vectors.random(20, 3, 2), file, ProgressListener.NONE);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20261123);
        int refused = 0;
        for (int trial = 0; trial < 250; trial++) {
            byte[] bytes = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int from = random.nextInt(3) == 0 ? 8 : bytes.length;
                bytes[random.nextInt(from)] = (byte) (random.nextInt(5) == 0 ? ' ' : random.nextInt(256));
            }
            Files.write(file, bytes);
            try (Embeddings read = format.read(file, ProgressListener.NONE)) {
                for (int id = 0; id < read.vocabulary().size(); id++) {
                    assertEquals(id, read.vocabulary().id(bytesOf(read.vocabulary(), id)));
                }
            } catch (MalformedFileException expected) {
                assertEquals(file, expected.path());
                refused++;
            }
        }
        assertTrue(refused > 25, refused + " refused");
    }

    private static byte[] bytesOf(Vocabulary vocabulary, int id) {
        return vocabulary
                .utf8()
                .asSlice(vocabulary.offset(id), vocabulary.length(id))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    @DisplayName("Each defect of a text file has its own message")
    void textMessages() throws IOException {
        assertRefused(TEXT, "2 2\na 1 2\n", "but only");
        assertRefused(TEXT, "2 2\nlonger 1 2\n", "declares 2 vectors, but 1 valid line follows the first");
        assertRefused(TEXT, "2 2\nlong 1 2\nb", "line 3 has 0 of 2 values");
        assertRefused(TEXT, "1 2\na 1\n ", "line 2 has 1 of 2 values");
        assertRefused(TEXT, "1 2\na x 2 3 \n\nb\n", "line 4 has 0 of 2 values");
        assertRefused(TEXT, "1 2\na 1 2\nb 3 4\n", "declares 1 vectors, but 2 valid lines follow the first");
        assertRefused(TEXT, "1 2\na 1 x2\n", "line 2: value 2 is not a number: \"x2\"");
        assertRefused(TEXT, "1 2\na 1 2,5\n", "is not a number");
        assertRefused(TEXT, "1 2\na 1 nan\n", "the vector of \"a\" is not finite");
        assertRefused(TEXT, "1 2\na 1e39 0\n", "the vector of \"a\" is not finite");
        assertRefused(TEXT, "2 1\na 1\na 2\n", "duplicate word: a");
        assertRefused(GLOVE, "a 1 2\nb 3\n", "line 2 has 1 of 2 values");
        assertRefused(GLOVE, "word\n", "the first line is not a word and its values");
        assertRefused(GLOVE, "", "the first line is not a word and its values");
        assertRefused(TEXT, "", "the first line is not");
    }

    @Test
    @DisplayName("Each defect of a binary file has its own message")
    void binaryMessages() throws IOException {
        assertRefused(BINARY, "1 2\na 12345", "but only");
        assertRefused(BINARY, "2 1\nabcde 1234\nf 1", "the file ends inside vector 1 of 2");
        assertRefused(BINARY, "1 1\na 1234\nb", "1 bytes follow the last vector");
        assertRefused(BINARY, "1 1\na \0\0\u00c0\u007f\n", "the vector of \"a\" is not finite");
        assertRefused(BINARY, "1 1\na \0\0\u0080\u007f", "the vector of \"a\" is not finite");
        assertRefused(BINARY, "2 1\na 1234\na 1234\n", "duplicate word: a");
        assertRefused(BINARY, "1 1 1\na 1234", "the first line is not");
        assertRefused(BINARY, "", "the first line is not");
    }

    @Test
    @DisplayName("Text lines may end in any way that other tools use")
    void lineEndings() throws IOException {
        for (String content : List.of(
                "2 2\na 1 2\nb 3 4\n",
                "2 2\r\na 1 2\r\nb 3 4\r\n",
                "2 2\na 1 2 \nb 3 4 ",
                "2\t2\na\t1\t2\nb\t3\t4\n\n\n",
                "a 1 2\nb 3 4\n",
                "a 1 2\r\nb 3 4",
                "\ufeff2 2\na 1 2\nb 3 4\n",
                "a  1.0e0  2\nb 3 +4. \n\n")) {
            Path file = Files.writeString(folder.resolve("file"), content);
            assertEquals(
                    content.startsWith("2") || content.startsWith("\ufeff") ? "word2vec-text" : "glove-text",
                    VectorFormats.detect(file).name(),
                    content);
            try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                Vectors.assertSame(Vectors.of(List.of("a", "b"), new float[] {1, 2}, new float[] {3, 4}), read);
            }
        }
    }
}
