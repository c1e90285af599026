package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.VectorFileHeader;
import org.wvtoolkit.format.stream.WordOffsets;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Text vector files with unusual content: words with spaces, empty words, many sections,
 * compression.
 */
class TextWordsTest {
    @TempDir
    Path folder;

    private static void assertRefused(Class<? extends IOException> type, String reason, Executable reading) {
        String message = String.valueOf(assertThrows(type, reading).getMessage());
        assertTrue(message.contains(reason), message);
    }

    private List<String> words(String content) throws IOException {
        Path file = Files.write(folder.resolve("file"), content.getBytes(StandardCharsets.UTF_8));
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            Vocabulary vocabulary = read.vocabulary();
            return IntStream.range(0, vocabulary.size())
                    .mapToObj(vocabulary::word)
                    .toList();
        }
    }

    @Test
    @DisplayName("The last fields of a line are its values")
    void valuesAreLastFields() throws IOException {
        assertEquals(
                List.of("plain", ". . .", "new  york", "3 4"),
                words("plain 1 2\n. . . 3 4\nnew  york 5 6 \n3 4 5 6\n"));
        assertEquals(List.of("1.5", "a"), words("1.5 1 2\na 3 4\n"));
        assertEquals(List.of("a b", ""), words("2 1\na b 1\n 2\n"));
        assertEquals(List.of("\u00a0", "a\u3000b"), words("2 1\n\u00a0 1\na\u3000b 2\n"));
    }

    @Test
    @DisplayName("Words keep their bytes even if they are not UTF-8")
    void invalidUtf8() throws IOException {
        byte[] content = "2 1\nbad\u00ff 1\n\u00c3 2\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("file"), content);
        Path again = folder.resolve("again.txt");
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            assertArrayEquals(
                    "bad\u00ff\u00c3".getBytes(StandardCharsets.ISO_8859_1),
                    read.vocabulary().utf8().toArray(ValueLayout.JAVA_BYTE));
            new Word2vecTextFormat().write(read, again, ProgressListener.NONE);
        }
        assertArrayEquals(content, Files.readAllBytes(again));
    }

    @Test
    @DisplayName("Lines are found wherever sections begin")
    void sections() throws IOException {
        Random random = new Random(20261123);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 300; line++) {
            String word = "w".repeat(random.nextInt(1, 40)) + line;
            text.append(random.nextInt(9) == 0 ? "a " : "")
                    .append(word)
                    .append(" 1.5 -2e3 ")
                    .append(line)
                    .append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (InputFile file = InputFile.open(Files.write(folder.resolve("file"), bytes))) {
            ReadSettings settings = new ReadSettings(FaultPolicy.STRICT, 2, ProgressListener.NONE);
            WordOffsets whole = new WordOffsets();
            new LineScanner(file, 3, true, whole, FaultPolicy.STRICT).scan(0, bytes.length);
            assertEquals(300, whole.size());
            for (int section : new int[] {1, 2, 7, 64, 1000, 5000}) {
                List<WordOffsets> found =
                        TextVectorTable.scan(file, new VectorFileHeader(-1, 3, 0), true, settings, section);
                assertArrayEquals(WordOffsets.values(List.of(whole)), WordOffsets.values(found), "section " + section);
            }
        }
    }

    @Test
    @DisplayName("Compressed text files are read and written")
    void gzip() throws IOException {
        DenseEmbeddings original = Vectors.random(5000, 20, 3);
        for (VectorFormat format : List.of(new Word2vecTextFormat(), new GloveTextFormat())) {
            Path file = folder.resolve("v.txt.gz");
            format.write(original, file, ProgressListener.NONE);
            assertEquals(format, VectorFormats.detect(file).name().equals(format.name()) ? format : null);
            try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                Vectors.assertSame(original, read);
            }
            // The decompressed temporary file has been deleted.
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(1, files.count());
            }
            Files.delete(file);
        }
    }

    @Test
    @DisplayName("A truncated or damaged compressed file is rejected")
    void damagedGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 3000; i++) {
                gzip.write(("w" + i + " 0.5 " + i * 0.37 + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = packed.toByteArray();
        Path file = folder.resolve("v.gz");
        for (int length : new int[] {bytes.length - 1, bytes.length - 9, bytes.length / 2}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused(
                    MalformedFileException.class,
                    "the compressed data end after",
                    () -> VectorFormats.open(file, ProgressListener.NONE));
        }
        for (int length : new int[] {3, 9, 12}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused(
                    MalformedFileException.class,
                    "cannot be decompressed",
                    () -> VectorFormats.open(file, ProgressListener.NONE));
            assertRefused(
                    MalformedFileException.class,
                    "the compressed data end after",
                    () -> new GloveTextFormat().read(file, ProgressListener.NONE));
        }
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertRefused(
                MalformedFileException.class, "is damaged", () -> VectorFormats.open(file, ProgressListener.NONE));
    }

    @Test
    @DisplayName("The word list must have as many words as there are vectors")
    void wordCountMismatch() throws IOException {
        for (VectorFormat format : List.of(new NumpyFormat(), new ProjectorFormat())) {
            Path file = folder.resolve("v" + format.extensions().getFirst());
            format.write(Vectors.random(3, 2, 1), file, ProgressListener.NONE);
            Path words = format.companionFiles(file).getFirst();
            assertEquals("w0\nw1\nw2\n", Files.readString(words));
            Files.writeString(words, "a\nb\n");
            assertRefused(
                    MalformedFileException.class, "has 2 words, but", () -> format.read(file, ProgressListener.NONE));
            Files.delete(words);
            assertRefused(
                    IOException.class, "the word list is missing", () -> format.read(file, ProgressListener.NONE));
        }
    }

    @Test
    @DisplayName("The projector's word file may have several columns")
    void projectorColumns() throws IOException {
        Path vectors = Files.writeString(folder.resolve("vectors.tsv"), "1\t2\n3\t4\n");
        Files.writeString(folder.resolve("metadata.tsv"), "word\tcount\nking\t7\r\nqueen\t5\n");
        assertEquals("projector-tsv", VectorFormats.detect(vectors).name());
        try (Embeddings read = VectorFormats.open(vectors, ProgressListener.NONE)) {
            Vectors.assertSame(Vectors.of(List.of("king", "queen"), new float[] {1, 2}, new float[] {3, 4}), read);
        }
    }
}
