package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.progress.ProgressListener;

class FasttextBinaryFormatTest {
    private static final int DIMENSION = 3;
    private static final int BUCKETS = 7;

    @TempDir
    Path folder;

    /** Returns a model of two words and a label with distinct rows. */
    static byte[] model() {
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0x2F4F16BA).putInt(12);
        for (int value : new int[] {DIMENSION, 5, 5, 1, 5, 1, 2, 2, BUCKETS, 2, 3, 100}) {
            bytes.putInt(value);
        }
        bytes.putDouble(1e-4);
        bytes.putInt(3).putInt(2).putInt(1).putLong(12).putLong(-1);
        bytes.put("</s>\0".getBytes(StandardCharsets.UTF_8)).putLong(7).put((byte) 0);
        bytes.put("né\0".getBytes(StandardCharsets.UTF_8)).putLong(5).put((byte) 0);
        bytes.put("__label__x\0".getBytes(StandardCharsets.UTF_8)).putLong(2).put((byte) 1);
        bytes.put((byte) 0).putLong(2 + BUCKETS).putLong(DIMENSION);
        for (int row = 0; row < 2 + BUCKETS; row++) {
            bytes.putFloat(1 << row).putFloat(row).putFloat(-0.1f * row);
        }
        // The output matrix, which is not read.
        bytes.put((byte) 0).putLong(2).putLong(DIMENSION);
        byte[] whole = new byte[bytes.position()];
        bytes.get(0, whole);
        return whole;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.bin"), bytes);
    }

    private static int bucket(String part) {
        int hash = 0x811C9DC5;
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x01000193;
        }
        return (int) (Integer.toUnsignedLong(hash) % BUCKETS);
    }

    @Test
    @DisplayName("A word vector is the mean of the word's row and its subword rows")
    void wordVector() throws IOException {
        Path file = write(model());
        assertEquals("fasttext-binary", VectorFormats.detect(file).name());
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            DenseEmbeddings dense = assertInstanceOf(DenseEmbeddings.class, read);
            assertEquals(2, dense.vocabulary().size());
            assertEquals(7, dense.vocabulary().count(0));
            // The end-of-sentence token has no subwords.
            assertEquals(1, dense.vectors().get(0, 0));
            float sum = 2;
            List<String> parts = List.of("<n", "<né", "né", "né>", "é>");
            for (String part : parts) {
                sum += 1 << (2 + bucket(part));
            }
            assertEquals(sum * (float) (1.0 / 6), dense.vectors().get(1, 0));
        }
    }

    @Test
    @DisplayName("The container format keeps the subword vectors")
    void subwordsInContainer() throws IOException {
        Path model = folder.resolve("model.safetensors");
        Path again = folder.resolve("again.safetensors");
        float[] fromFile = new float[DIMENSION];
        float[] fromModel = new float[DIMENSION];
        try (VectorSource source =
                new FasttextBinaryFormat().open(write(model()), FaultPolicy.STRICT, 2, ProgressListener.NONE)) {
            new SafetensorsFormat().write(source, model, 2, ProgressListener.NONE);
        }
        try (Embeddings read = VectorFormats.open(write(model()), ProgressListener.NONE);
                Embeddings opened = Embeddings.open(model)) {
            SubwordVectors left =
                    assertInstanceOf(DenseEmbeddings.class, read).subwords().orElseThrow();
            SubwordVectors right =
                    assertInstanceOf(DenseEmbeddings.class, opened).subwords().orElseThrow();
            assertTrue(left.vector("unseen", fromFile));
            assertTrue(right.vector("unseen", fromModel));
            assertArrayEquals(fromFile, fromModel);
            Vectors.assertSame(read, opened);
            opened.save(again);
        }
        assertEquals(-1, Files.mismatch(model, again));
    }

    @Test
    @DisplayName("A word without subwords has no vector")
    void noSubwords() throws IOException {
        byte[] bytes = model();
        // Subwords of four or more characters.
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(44, 4).putInt(48, 6);
        try (Embeddings read = VectorFormats.open(write(bytes), ProgressListener.NONE)) {
            SubwordVectors subwords =
                    assertInstanceOf(DenseEmbeddings.class, read).subwords().orElseThrow();
            float[] target = {9, 9, 9};
            assertFalse(subwords.vector("a", target));
            assertArrayEquals(new float[] {9, 9, 9}, target);
            assertTrue(subwords.vector("abc", target));
        }
    }

    /** Returns the model in the format of 2016: without magic number, version, pruning and quantization. */
    private static byte[] unversioned() {
        byte[] model = model();
        int options = 12 * Integer.BYTES + Double.BYTES;
        int pruning = 8 + options + 3 * Integer.BYTES + Long.BYTES;
        int matrix = model.length - (1 + 2 * Long.BYTES) - (2 + BUCKETS) * DIMENSION * Float.BYTES - 2 * Long.BYTES;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(model, 8, pruning - 8);
        bytes.write(model, pruning + Long.BYTES, matrix - 1 - pruning - Long.BYTES);
        bytes.write(model, matrix, model.length - matrix);
        return bytes.toByteArray();
    }

    @Test
    @DisplayName("A model from before the magic number is read alike")
    void unversionedModel() throws IOException {
        Path old = Files.write(folder.resolve("old.bin"), unversioned());
        assertEquals("fasttext-binary", VectorFormats.detect(old).name());
        try (Embeddings expected = VectorFormats.open(write(model()), ProgressListener.NONE);
                Embeddings read = VectorFormats.open(old, ProgressListener.NONE)) {
            Vectors.assertSame(expected, read);
        }
        byte[] bytes = unversioned();
        for (int length = 0; length < bytes.length - 1 - 2 * Long.BYTES; length++) {
            Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(bytes, length));
            assertThrows(
                    MalformedFileException.class,
                    () -> new FasttextBinaryFormat()
                            .read(cut, ProgressListener.NONE)
                            .close());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"400000 300\nthe 0.1 0.2", "\u0001\u0000\u0000\u0000", "the 0.418 0.24968 -0.41242"})
    @DisplayName("Other files are not taken for a model from before the magic number")
    void notUnversioned(String text) {
        assertFalse(FasttextTable.isUnversioned(text.repeat(20).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | 1          | does not begin with
            4   | 10         | fastText version 10
            4   | 2147483647 | fastText version 2147483647
            8   | 0          | vectors of dimension 0
            8   | -1         | vectors of dimension -1
            8   | 2147483647 | vectors of dimension 2147483647
            8   | 4          | has a matrix of 9 rows of 3 values instead of 9 rows of 4
            40  | -1         | has -1 rows for subwords
            40  | 0          | but no rows for them
            40  | 2147483647 | has a matrix of 9 rows of 3 values instead of
            44  | 4          | subwords of 4 to 3 characters
            44  | -1         | subwords of -1 to 3
            48  | 2147483647 | subwords of 2 to 2147483647
            64  | 2147483647 | declares 2147483647 entries
            64  | -1         | declares -1 entries
            68  | 2147483647 | declares 3 entries
            72  | -1         | declares 3 entries
            84  | 5          | is pruned
            """)
    @DisplayName("Every invalid number in the header is rejected")
    void invalidHeaderField(int offset, int value, String reason) throws IOException {
        byte[] bytes = model();
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        if (offset == 84) {
            buffer.putInt(88, 0);
        }
        Path file = write(bytes);
        MalformedFileException refusal = assertThrows(
                MalformedFileException.class, () -> new FasttextBinaryFormat().read(file, ProgressListener.NONE));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal.getMessage());
    }

    @Test
    @DisplayName("A quantized model is rejected")
    void quantizedModel() throws IOException {
        byte[] bytes = model();
        bytes[bytes.length - 17 - 4 * DIMENSION * (2 + BUCKETS) - 17] = 1;
        Path file = write(bytes);
        String message = String.valueOf(assertThrows(
                        MalformedFileException.class,
                        () -> new FasttextBinaryFormat().read(file, ProgressListener.NONE))
                .getMessage());
        assertTrue(message.contains("is quantized (an .ftz)"), message);
    }

    @Test
    @DisplayName("A file truncated before the end of its matrix is rejected")
    void truncatedFile() throws IOException {
        byte[] whole = model();
        for (int length = 0; length < whole.length - 17; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            Path file = write(cut);
            assertThrows(
                    MalformedFileException.class,
                    () -> new FasttextBinaryFormat().read(file, ProgressListener.NONE),
                    "cut at " + length);
        }
    }

    @Test
    @DisplayName("Vectors equal those printed by fastText")
    void sameAsFasttext() throws IOException, InterruptedException {
        Path tool = Path.of("/usr/bin/fasttext");
        assumeTrue(Files.isExecutable(tool), "needs " + tool);
        Path file = PeerVectorsTest.fixture("lee_fasttext_new.bin");
        List<String> words = List.of("the", "to", "</s>", "night", "nights", "unseenword", "é", "中国人");
        Process process = new ProcessBuilder(tool.toString(), "print-word-vectors", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().write(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(words.size(), lines.size());
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            DenseEmbeddings dense = assertInstanceOf(DenseEmbeddings.class, read);
            SubwordVectors subwords = dense.subwords().orElseThrow();
            for (String line : lines) {
                String[] fields = line.strip().split(" ", -1);
                float[] vector = new float[dense.dimension()];
                int id = dense.vocabulary().id(fields[0]);
                if (id >= 0) {
                    dense.vectors().copyRow(id, vector, 0);
                } else {
                    assertTrue(subwords.vector(fields[0], vector));
                }
                for (int i = 0; i < vector.length; i++) {
                    float theirs = Float.parseFloat(fields[i + 1]);
                    // The tool prints five significant digits.
                    assertEquals(theirs, vector[i], 1e-4 * Math.abs(theirs) + 1e-9, line);
                }
            }
        }
    }
}
