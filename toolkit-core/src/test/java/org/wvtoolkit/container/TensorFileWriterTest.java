package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    @DisplayName("Written tensors are read back")
    void roundTrip(int seed) throws IOException {
        Random random = new Random(seed);
        List<TensorDeclaration> declarations = new ArrayList<>();
        List<DType> dtypes = List.of(DType.values());
        Map<String, byte[]> contents = new HashMap<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            long[] shape = random.ints(random.nextInt(4), 0, 9).asLongStream().toArray();
            DType dtype = dtypes.get(random.nextInt(dtypes.size()));
            TensorDeclaration declaration = new TensorDeclaration("τ" + i, dtype, shape);
            declarations.add(declaration);
            byte[] content = new byte[(int) declaration.byteSize()];
            random.nextBytes(content);
            contents.put(declaration.name(), content);
        }
        Map<String, String> metadata = Map.of("seed", "" + seed, "quote\"\\", "line\nend 😀");
        Path file = folder.resolve("round trip");
        try (TensorFileWriter writer = TensorFileWriter.create(file, metadata, declarations)) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                int cut = random.nextInt(content.getValue().length + 1);
                MemorySegment whole = MemorySegment.ofArray(content.getValue());
                writer.write(content.getKey(), cut, whole.asSlice(cut));
                writer.write(content.getKey(), 0, whole.asSlice(0, cut));
            }
            writer.commit();
        }
        try (TensorFile open = TensorFile.open(file)) {
            assertEquals(metadata, open.metadata());
            assertEquals(declarations.size(), open.tensors().size());
            for (TensorDeclaration declaration : declarations) {
                Tensor tensor = open.require(declaration.name(), declaration.dtype(), declaration.shape());
                assertEquals(declaration, tensor.declaration());
                assertArrayEquals(
                        contents.get(declaration.name()), tensor.data().toArray(ValueLayout.JAVA_BYTE));
                assertTrue(tensor.data().isReadOnly());
            }
        }
    }

    @Test
    @DisplayName("Several threads write a large tensor from heap and native memory")
    void concurrentWrite() throws Exception {
        int longs = 1_000_000;
        long[] values = new Random(7).longs(longs).toArray();
        Path file = folder.resolve("large");
        try (TensorFileWriter writer =
                        TensorFileWriter.create(file, Map.of(), List.of(new TensorDeclaration("x", DType.I64, longs)));
                Arena arena = Arena.ofShared();
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_LONG, values);
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < 4; part++) {
                MemorySegment source = part % 2 == 0 ? copy : MemorySegment.ofArray(values);
                long begin = 8L * longs / 4 * part;
                parts.add(pool.submit(() -> {
                    writer.write("x", begin, source.asSlice(begin, 8L * longs / 4));
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
            writer.commit();
        }
        try (TensorFile open = TensorFile.open(file)) {
            assertArrayEquals(values, open.require("x", DType.I64, -1).data().toArray(ValueLayout.JAVA_LONG));
        }
    }

    @Test
    @DisplayName("Equal input produces equal bytes, and data begin at a cache line")
    void deterministicLayout() throws IOException {
        Samples.write(folder.resolve("one"));
        Samples.write(folder.resolve("two"));
        assertEquals(-1, Files.mismatch(folder.resolve("one"), folder.resolve("two")));
        for (int length = 0; length < 70; length++) {
            Map<String, String> metadata = Map.of("k", "x".repeat(length));
            assertEquals(0, Header.encode(metadata, Header.layOut(Samples.DECLARATIONS)).length % 64);
        }
    }

    @Test
    @DisplayName("Without commit the old file stays and no temporary file remains")
    void noCommit() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        try (TensorFileWriter writer = TensorFileWriter.create(file, Map.of(), Samples.DECLARATIONS)) {
            Samples.fill(writer);
            assertEquals(1, Samples.leftovers(folder).size());
            assertTrue(String.valueOf(Samples.leftovers(folder).getFirst().getFileName())
                    .startsWith(".model."));
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(), Samples.leftovers(folder));
    }

    @Test
    @DisplayName("An incomplete file cannot be committed")
    void incompleteTensor() throws IOException {
        Path file = folder.resolve("model");
        try (TensorFileWriter writer = TensorFileWriter.create(file, Map.of(), Samples.DECLARATIONS)) {
            writer.write("bytes", 1, MemorySegment.ofArray(new byte[2]));
            IllegalStateException refusal = assertThrows(IllegalStateException.class, writer::commit);
            assertTrue(String.valueOf(refusal.getMessage()).contains("bytes were written"));
        }
        assertFalse(Files.exists(file));
    }

    @Test
    @DisplayName("Bytes outside a tensor are rejected")
    void outOfBounds() throws IOException {
        try (TensorFileWriter writer = TensorFileWriter.create(folder.resolve("m"), Map.of(), Samples.DECLARATIONS)) {
            MemorySegment four = MemorySegment.ofArray(new byte[4]);
            assertThrows(IllegalArgumentException.class, () -> writer.write("bytes", 0, four));
            assertThrows(IllegalArgumentException.class, () -> writer.write("matrix", 13, four));
            assertThrows(IllegalArgumentException.class, () -> writer.write("matrix", -1, four));
            assertThrows(IllegalArgumentException.class, () -> writer.write("matrix", Long.MAX_VALUE, four));
            assertThrows(IllegalArgumentException.class, () -> writer.write("none", 0, four));
        }
    }

    @Test
    @DisplayName("Invalid declarations are rejected")
    void invalidDeclaration() {
        assertThrows(IllegalArgumentException.class, () -> new TensorDeclaration("", DType.U8, 1));
        assertThrows(IllegalArgumentException.class, () -> new TensorDeclaration("__metadata__", DType.U8, 1));
        assertThrows(IllegalArgumentException.class, () -> new TensorDeclaration("x", DType.U8, -1));
        assertThrows(IllegalArgumentException.class, () -> new TensorDeclaration("x", DType.F64, 1L << 60));
        assertThrows(IllegalArgumentException.class, () -> new TensorDeclaration("x", DType.F64, new long[17]));
        TensorDeclaration one = new TensorDeclaration("x", DType.U8, 1);
        assertThrows(IllegalArgumentException.class, () -> Header.layOut(List.of(one, one)));
        TensorDeclaration huge = new TensorDeclaration("y", DType.U8, Long.MAX_VALUE);
        assertThrows(IllegalArgumentException.class, () -> Header.layOut(List.of(one, huge)));
        assertThrows(IllegalArgumentException.class, () -> Header.encode(Map.of("k", "\uD800"), List.of()));
    }

    @Test
    @DisplayName("A target that cannot be written is rejected with the reason")
    void invalidTarget() throws IOException {
        assertTrue(refusal(folder.resolve("none/model")).contains("no such folder"));
        assertTrue(refusal(folder).contains("is a folder"));
        Path file = Files.createFile(folder.resolve("file"));
        assertTrue(refusal(file.resolve("model")).contains("not a folder"));
        assertTrue(refusal(Path.of("/dev/null")).contains("not a regular file"));
    }

    private static String refusal(Path target) {
        return String.valueOf(
                assertThrows(IOException.class, () -> TensorFileWriter.create(target, Map.of(), Samples.DECLARATIONS))
                        .getMessage());
    }

    @Test
    @DisplayName("A symbolic link is followed")
    void symbolicLink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("model");
        Files.writeString(real, "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Samples.write(link);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(-1, Files.mismatch(link, real));
        TensorFile.open(real).close();
    }

    @Test
    @DisplayName("Missing or differing tensors are named")
    void require() throws IOException {
        Path file = folder.resolve("model");
        Samples.write(file);
        try (TensorFile open = TensorFile.open(file)) {
            assertTrue(open.find("none").isEmpty());
            assertTrue(message(open, "none", DType.U8, 3).contains("it has counts, matrix, bytes"));
            assertTrue(message(open, "matrix", DType.F32, 2, 3).contains("matrix F32 [2, 2] should be F32 [2, 3]"));
            assertTrue(message(open, "matrix", DType.F64, 2, -1).contains("should be F64 [2, any]"));
            assertTrue(message(open, "matrix", DType.F32, 4).contains("should be F32 [4]"));
        }
    }

    private static String message(TensorFile open, String name, DType dtype, long... shape) {
        return String.valueOf(assertThrows(MalformedFileException.class, () -> open.require(name, dtype, shape))
                .getMessage());
    }

    @Test
    @DisplayName("A closed file cannot be read")
    void closedFile() throws IOException {
        Path file = folder.resolve("model");
        Samples.write(file);
        TensorFile open = TensorFile.open(file);
        Tensor tensor = open.require("bytes", DType.U8, 3);
        open.close();
        open.close();
        assertThrows(IllegalStateException.class, () -> tensor.data().get(ValueLayout.JAVA_BYTE, 0));
    }

    @Test
    @DisplayName("A temporary file in a missing folder is rejected")
    void missingFolder() {
        assertThrows(NoSuchFileException.class, () -> TemporaryFiles.create(folder.resolve("none"), "spill"));
    }
}
