package org.wvtoolkit.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;

class VocabularyFileTest {
    @TempDir
    Path folder;

    private static final List<String> WORDS = List.of("the", "", "中国", "there", "a", "abcdefghijk", "the\0");

    private static Vocabulary sample() {
        return VocabularyBuilder.of(WORDS, new long[] {9, 8, 7, 6, 5, 4, 3});
    }

    private Path write(Vocabulary vocabulary) throws IOException {
        Path path = folder.resolve("vocabulary");
        try (TensorFileWriter writer = TensorFileWriter.create(path, Map.of(), VocabularyFile.declare(vocabulary))) {
            VocabularyFile.write(vocabulary, writer);
            writer.commit();
        }
        return path;
    }

    /** Writes a file with these tensors, valid or not. */
    private Path write(String utf8, long[] offsets, long[] counts, int[] order) throws IOException {
        byte[] text = utf8.getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("vocabulary");
        List<TensorDeclaration> declarations = List.of(
                new TensorDeclaration("vocabulary.utf8", DType.U8, text.length),
                new TensorDeclaration("vocabulary.offsets", DType.I64, offsets.length),
                new TensorDeclaration("counts", DType.I64, counts.length),
                new TensorDeclaration("vocabulary.order", DType.I32, order.length));
        try (TensorFileWriter writer = TensorFileWriter.create(path, Map.of(), declarations)) {
            writer.write("vocabulary.utf8", 0, MemorySegment.ofArray(text));
            writer.write("vocabulary.offsets", 0, MemorySegment.ofArray(offsets));
            writer.write("counts", 0, MemorySegment.ofArray(counts));
            writer.write("vocabulary.order", 0, MemorySegment.ofArray(order));
            writer.commit();
        }
        return path;
    }

    @Test
    @DisplayName("A written vocabulary is read back")
    void roundTrip() throws IOException {
        for (Vocabulary vocabulary : List.of(sample(), VocabularyBuilder.of(List.of(), new long[0]))) {
            try (TensorFile file = TensorFile.open(write(vocabulary))) {
                Vocabulary read = VocabularyFile.read(file);
                assertEquals(-1, vocabulary.utf8().mismatch(read.utf8()));
                assertEquals(-1, vocabulary.offsets().mismatch(read.offsets()));
                assertEquals(-1, vocabulary.counts().mismatch(read.counts()));
                assertEquals(-1, vocabulary.order().mismatch(read.order()));
                for (int id = 0; id < vocabulary.size(); id++) {
                    assertEquals(WORDS.get(id), read.word(id));
                    assertEquals(id, read.id(WORDS.get(id)));
                }
                assertEquals(-1, read.id("they"));
            }
        }
    }

    @Test
    @DisplayName("A copy remains valid after the file is closed")
    void copy() throws IOException {
        Vocabulary copy;
        Vocabulary mapped;
        try (TensorFile file = TensorFile.open(write(sample()))) {
            mapped = VocabularyFile.read(file);
            copy = mapped.copy();
        }
        assertThrows(IllegalStateException.class, () -> mapped.word(0));
        assertEquals("中国", copy.word(2));
        assertEquals(2, copy.id("中国"));
    }

    private void assertRefused(String because, String utf8, long[] offsets, long[] counts, int[] order)
            throws IOException {
        Path path = write(utf8, offsets, counts, order);
        try (TensorFile file = TensorFile.open(path)) {
            MalformedFileException refusal =
                    assertThrows(MalformedFileException.class, () -> VocabularyFile.read(file), because);
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.startsWith(path + ": "), message);
            assertTrue(message.contains(because), message);
            assertEquals(-1, message.indexOf('\n'), message);
        }
    }

    @Test
    @DisplayName("Inconsistent tensors are rejected")
    void inconsistentTensors() throws IOException {
        long[] offsets = {0, 1, 3};
        long[] counts = {2, 1};
        int[] order = {0, 1};
        try (TensorFile file = TensorFile.open(write("abc", offsets, counts, order))) {
            assertEquals("bc", VocabularyFile.read(file).word(1));
        }
        assertRefused("in descending order at word 0", "abc", new long[] {1, 1, 3}, counts, order);
        assertRefused("in descending order at word 0", "abc", new long[] {-1, 1, 3}, counts, order);
        assertRefused("in descending order at word 2", "abc", new long[] {0, 4, 3}, counts, order);
        assertRefused("in descending order at word 1", "abc", new long[] {0, Long.MIN_VALUE, 3}, counts, order);
        assertRefused("in descending order at word 1", "abc", new long[] {0, Long.MAX_VALUE, 3}, counts, order);
        assertRefused("offsets that end at 4 of 3 bytes", "abc", new long[] {0, 1, 4}, counts, order);
        assertRefused("offsets that end at 2 of 3 bytes", "abc", new long[] {0, 1, 2}, counts, order);
        assertRefused("vocabulary of -1 words", "abc", new long[0], counts, order);
        assertRefused("counts", "abc", offsets, new long[] {1}, order);
        assertRefused("counts", "abc", offsets, new long[] {1, 1, 1}, order);
        assertRefused("vocabulary.order", "abc", offsets, counts, new int[] {0});
        assertRefused("contains the id 2 of 2", "abc", offsets, counts, new int[] {0, 2});
        assertRefused("contains the id -1 of 2", "abc", offsets, counts, new int[] {-1, 1});
        assertRefused("count out of range: -1 for word 0", "abc", offsets, new long[] {-1, 1}, order);
        assertRefused("count out of range: 1 for word 1", "abc", offsets, new long[] {Long.MAX_VALUE, 1}, order);
    }

    @Test
    @DisplayName("A missing tensor is named")
    void missingTensor() throws IOException {
        Vocabulary vocabulary = sample();
        for (TensorDeclaration missing : VocabularyFile.declare(vocabulary)) {
            Path path = folder.resolve("partial");
            List<TensorDeclaration> rest = new ArrayList<>(VocabularyFile.declare(vocabulary));
            rest.remove(missing);
            try (TensorFileWriter writer = TensorFileWriter.create(path, Map.of(), rest)) {
                for (TensorDeclaration declaration : rest) {
                    writer.write(declaration.name(), 0, MemorySegment.ofArray(new byte[(int) declaration.byteSize()]));
                }
                writer.commit();
            }
            try (TensorFile file = TensorFile.open(path)) {
                MalformedFileException refusal =
                        assertThrows(MalformedFileException.class, () -> VocabularyFile.read(file));
                String message = String.valueOf(refusal.getMessage());
                // All-zero offsets are rejected too, but only after all tensors have been found.
                assertTrue(message.contains("\"" + missing.name() + "\""), message);
            }
        }
    }

    /**
     * Verifying the order at opening would read every word, so it is not verified then. An invalid
     * order must not return wrong words.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    @DisplayName("An invalid order never returns a wrong word")
    void wrongOrder(int seed) throws IOException {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(300);
        StringBuilder text = new StringBuilder();
        long[] offsets = new long[size + 1];
        for (int id = 0; id < size; id++) {
            text.append(Integer.toString(id * 7919, 36));
            offsets[id + 1] = text.length();
        }
        int[] order =
                IntStream.range(0, size).map(place -> random.nextInt(size)).toArray();
        try (TensorFile file = TensorFile.open(write(text.toString(), offsets, new long[size], order))) {
            assertConsistent(VocabularyFile.read(file), "seed " + seed);
        }
    }

    /**
     * Checks that a vocabulary with any content answers every look-up without failure and without a
     * wrong result.
     */
    private static void assertConsistent(Vocabulary vocabulary, String message) {
        for (int id = 0; id < vocabulary.size(); id++) {
            String word = vocabulary.word(id);
            int found = vocabulary.id(word);
            assertTrue(found == -1 || vocabulary.word(found).equals(word), message);
            assertTrue(vocabulary.count(id) >= 0, message);
            assertTrue(vocabulary.idAtSortedPosition(id) < vocabulary.size(), message);
        }
        assertTrue(vocabulary.totalCount() >= 0, message);
    }

    @Test
    @DisplayName("A file with any changed byte is rejected or read safely")
    void changedByte() throws IOException {
        byte[] good = Files.readAllBytes(write(sample()));
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] bad = Arrays.copyOf(good, good.length);
            int at = i < good.length ? i : random.nextInt(good.length);
            bad[at] = (byte) (i < good.length ? bad[at] ^ 0x80 : random.nextInt(256));
            Path path = Files.write(folder.resolve("bad"), bad);
            try (TensorFile file = TensorFile.open(path)) {
                assertConsistent(VocabularyFile.read(file), "seed 11, change " + i + " at byte " + at);
            } catch (MalformedFileException expected) {
                refused++;
            }
        }
        assertTrue(refused > 0);
    }
}
