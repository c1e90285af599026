package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares files with hand-written bytes, which document the format for other programs. */
class GoldenFileTest {
    private static final String JSON = "{\"__metadata__\":{\"a\":\"ü\",\"kind\":\"sample\"},"
            + "\"counts\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]},"
            + "\"matrix\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[16,32]},"
            + "\"bytes\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[32,35]}}";

    @TempDir
    Path folder;

    private static byte[] golden() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("f800000000000000"));
        out.writeBytes(JSON.getBytes(StandardCharsets.UTF_8));
        while (out.size() < 256) {
            out.write(' ');
        }
        out.writeBytes(HexFormat.of()
                .parseHex("0201000000000000" + "feffffffffffffff" // counts 258, -2
                        + "0000803f" + "000000c0" + "0000003f" + "00000000" // matrix 1, -2, 0.5, 0
                        + "0708ff"));
        return out.toByteArray();
    }

    @Test
    @DisplayName("A written file equals the golden file byte for byte")
    void write() throws IOException {
        Path file = folder.resolve("sample.safetensors");
        Samples.write(file);
        assertArrayEquals(golden(), Files.readAllBytes(file));
    }

    @Test
    @DisplayName("The golden file is read completely")
    void read() throws IOException {
        Path file = Files.write(folder.resolve("golden.safetensors"), golden());
        try (TensorFile open = TensorFile.open(file)) {
            assertEquals(Samples.METADATA, open.metadata());
            assertEquals(
                    List.of("counts", "matrix", "bytes"),
                    open.tensors().stream().map(Tensor::name).toList());
            assertEquals(
                    -2,
                    open.require("counts", DType.I64, 2).data().getAtIndex(java.lang.foreign.ValueLayout.JAVA_LONG, 1));
        }
    }

    @Test
    @DisplayName("A file without tensors has the minimum length")
    void empty() throws IOException {
        Path file = Samples.raw(folder.resolve("empty.safetensors"), "{}", 0);
        try (TensorFile open = TensorFile.open(file)) {
            assertEquals(List.of(), open.tensors());
        }
    }
}
