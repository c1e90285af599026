package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedTensorFileTest {
    @TempDir
    Path folder;

    private MalformedFileException refused(Path file) {
        MalformedFileException refusal = assertThrows(
                MalformedFileException.class, () -> TensorFile.open(file).close());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(file.toString() + ": "), message);
        assertFalse(message.contains("\n"), message);
        assertEquals(file, refusal.path());
        return refusal;
    }

    private void refusedBecause(String reason, Path file) {
        String message = String.valueOf(refused(file).getMessage());
        assertTrue(message.contains(reason), message);
    }

    @Test
    @DisplayName("A file truncated at any byte is rejected")
    void truncatedFile() throws IOException {
        Path file = folder.resolve("whole");
        Samples.write(file);
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertTrue(refused(cut).offset() <= length);
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
        refusedBecause("1 bytes follow the last tensor", cut);
    }

    @Test
    @DisplayName("A file with any flipped header byte is rejected or read within its bounds")
    void flippedHeaderByte() throws IOException {
        Path file = folder.resolve("whole");
        Samples.write(file);
        byte[] whole = Files.readAllBytes(file);
        Path bent = folder.resolve("bent");
        Random random = new Random(20261124);
        for (int at = 0; at < 256; at++) {
            for (int bit : random.ints(2, 0, 8).toArray()) {
                byte[] bytes = whole.clone();
                bytes[at] ^= (byte) (1 << bit);
                Files.write(bent, bytes);
                try (TensorFile open = TensorFile.open(bent)) {
                    long total = open.tensors().stream()
                            .mapToLong(tensor -> tensor.data().byteSize())
                            .sum();
                    assertEquals(35, total);
                } catch (MalformedFileException expected) {
                    assertEquals(bent, expected.path());
                }
            }
        }
    }

    @Test
    @DisplayName("A header with too many or too long metadata is rejected before it fills the heap")
    void metadataLimits() throws IOException {
        StringBuilder many = new StringBuilder("{\"__metadata__\":{\"k\":\"\"");
        for (int i = 0; i < 200_000; i++) {
            many.append(",\"k").append(i).append("\":\"\"");
        }
        String large = "{\"__metadata__\":{\"a\":\"" + "x".repeat(17 << 20) + "\"";
        for (String json : List.of(many + "}}", large + "}}")) {
            Path file = folder.resolve("metadata");
            byte[] text = json.getBytes(StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
            Files.write(file, bytes.putLong(text.length).put(text).array());
            MalformedFileException thrown = assertThrows(MalformedFileException.class, () -> TensorFile.open(file));
            assertTrue(String.valueOf(thrown.getMessage()).contains("metadata"), thrown.getMessage());
        }
    }

    @Test
    @DisplayName("Random headers are rejected")
    void randomHeader() throws IOException {
        Random random = new Random(20261123);
        String[] pieces = {
            "{",
            "}",
            "[",
            "]",
            "\"x\"",
            "\"dtype\"",
            ":",
            ",",
            "\"F32\"",
            "0",
            "4",
            "-1",
            "1e9",
            "9223372036854775807",
            "\"shape\"",
            "\"data_offsets\"",
            "\"__metadata__\"",
            " ",
            "null",
            "\\",
            "\"",
            "\u00e9"
        };
        Path file = folder.resolve("random");
        for (int trial = 0; trial < 400; trial++) {
            StringBuilder header = new StringBuilder("{");
            for (int i = random.nextInt(25); i >= 0; i--) {
                header.append(pieces[random.nextInt(pieces.length)]);
            }
            Samples.raw(file, header + "]", 4);
            refused(file);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100_000_001, Integer.MAX_VALUE, 1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    @DisplayName("A header length out of range is rejected")
    void headerLengthOutOfRange(long length) throws IOException {
        byte[] bytes = new byte[100];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put((byte) '{')
                .put((byte) '}');
        refusedBecause(
                "declares a header of " + Long.toUnsignedString(length), Files.write(folder.resolve("f"), bytes));
    }

    @Test
    @DisplayName("A header longer than the file is rejected")
    void headerLongerThanFile() throws IOException {
        byte[] bytes = new byte[100];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(93)
                .put((byte) '{')
                .put((byte) '}');
        refusedBecause("only 92 follow", Files.write(folder.resolve("f"), bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3000 100\nthe 0.1 0.2",
                "PK\u0003\u0004 an archive of some kind",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
            })
    @DisplayName("A file in another format is reported as such")
    void otherFormat(String content) throws IOException {
        refusedBecause(
                "is not a safetensors file",
                Files.write(folder.resolve("f"), content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}                                  | not valid JSON
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{}                               | unexpected bytes
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{}}                          | occurs twice
            {"x":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}                     | occurs twice
            {"__metadata__":{"a":"b","a":"c"}}                                                     | occurs twice
            {"__metadata__":{"a":1}} | a string for metadata
            {"__metadata__":[]}                                                                    | an object for
            {"x":[]}                                                                               | an object for
            {"x":{"dtype":"F32","shape":[2]}} | has no data_offsets
            {"x":{"dtype":"F32","data_offsets":[0,8]}}                                             | has no shape
            {"x":{"shape":[2],"data_offsets":[0,8]}}                                               | has no dtype
            {"x":{"dtype":"F8","shape":[2],"data_offsets":[0,4]}}                                  | the type "F8"
            {"x":{"dtype":7,"shape":[2],"data_offsets":[0,4]}} | a string for the dtype
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}} | unknown field "more"
            {"x":{"dtype":"F32","shape":2,"data_offsets":[0,8]}} | an array for the shape
            {"x":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}                               | whole numbers
            {"x":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}                               | whole numbers
            {"x":{"dtype":"F32","shape":[[[[2]]]],"data_offsets":[0,8]}}                           | whole numbers
            {"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                                | a negative number
            {"x":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,8]}}               | not valid JSON
            {"x":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}} | exceeds 2^63 - 1 bytes
            {"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | exceeds 2^63 - 1 bytes
            {"x":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}\
             | more than 16 numbers
            {"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                                 | needs 12 bytes
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | not a begin and an end
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0]}} | not a begin and an end
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}} | more than 2 numbers
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | a gap before tensor "x"
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                                 | 4 bytes follow
            {"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}} | the file ends inside tensor "x"
            {"x":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}\
             | the file ends inside
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},\
            "y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | overlaps
            {"x":{"dtype":"U8","shape":[4],"data_offsets":[4,8]},\
            "y":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}} | a gap
            {"":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | invalid tensor name
            """)
    @DisplayName("Each header error has its own message")
    void headerMessages(String header, String reason) throws IOException {
        refusedBecause(reason, Samples.raw(folder.resolve("f"), header, 8));
    }

    @Test
    @DisplayName("A misaligned tensor is rejected")
    void misalignedTensor() throws IOException {
        String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}";
        int misaligned = header.length() % 4 == 0 ? 1 : 0;
        refusedBecause("not aligned", Samples.raw(folder.resolve("f"), header + " ".repeat(misaligned), 8));
    }

    @Test
    @DisplayName("A number of a million digits is rejected")
    void millionDigits() throws IOException {
        refusedBecause(
                "not valid JSON",
                Samples.raw(folder.resolve("f"), "{\"x\":{\"shape\":[" + "9".repeat(1_000_000) + "]}}", 8));
    }

    @Test
    @DisplayName("Deep nesting is rejected")
    void deepNesting() throws IOException {
        refusedBecause("an object for", Samples.raw(folder.resolve("f"), "{\"x\":" + "[".repeat(100_000), 8));
        refusedBecause(
                "whole numbers",
                Samples.raw(folder.resolve("f"), "{\"x\":{\"shape\":" + "[".repeat(100_000), 8)
                        .resolveSibling("f"));
    }

    @Test
    @DisplayName("UTF-16 is not accepted as a header")
    void utf16() throws IOException {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_16LE);
        byte[] file = new byte[12];
        file[0] = 4;
        System.arraycopy(json, 0, file, 8, 4);
        refusedBecause("is not a safetensors file", Files.write(folder.resolve("f"), file));
    }

    @Test
    @DisplayName("Control characters of a malformed file are not printed")
    void controlCharacters() throws IOException {
        Path file = Samples.raw(folder.resolve("f"), "{\"\\u001b[31m\\nx\":[]}", 8);
        assertFalse(String.valueOf(refused(file).getMessage()).contains("\u001b"));
    }

    @Test
    @DisplayName("A missing file is reported as such")
    void missingFile() {
        assertTrue(String.valueOf(assertThrows(IOException.class, () -> TensorFile.open(folder))
                        .getMessage())
                .contains("is a folder"));
        assertTrue(String.valueOf(assertThrows(NoSuchFileException.class, () -> TensorFile.open(folder.resolve("none")))
                        .getMessage())
                .contains("no such file"));
    }
}
