package org.wvtoolkit.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small valid and invalid files for the tests of this package. */
final class Samples {
    static final List<TensorDeclaration> DECLARATIONS = List.of(
            new TensorDeclaration("bytes", DType.U8, 3),
            new TensorDeclaration("matrix", DType.F32, 2, 2),
            new TensorDeclaration("counts", DType.I64, 2));

    static final Map<String, String> METADATA = Map.of("kind", "sample", "a", "ü");

    private Samples() {}

    static void write(Path target) throws IOException {
        try (TensorFileWriter writer = TensorFileWriter.create(target, METADATA, DECLARATIONS)) {
            fill(writer);
            writer.commit();
        }
    }

    static void fill(TensorFileWriter writer) throws IOException {
        writer.write("counts", 8, MemorySegment.ofArray(new long[] {-2}));
        writer.write("counts", 0, MemorySegment.ofArray(new long[] {258}));
        writer.write("matrix", 0, MemorySegment.ofArray(new float[] {1, -2, 0.5f, 0}));
        writer.write("bytes", 0, MemorySegment.ofArray(new byte[] {7, 8, (byte) 255}));
    }

    /** Writes a file with the given header, unchecked, and the given number of data bytes. */
    static Path raw(Path path, String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.writeBytes(json);
        out.writeBytes(new byte[dataBytes]);
        return Files.write(path, out.toByteArray());
    }

    /** Returns the temporary files that an unfinished save left in a folder. */
    static List<Path> leftovers(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }
}
