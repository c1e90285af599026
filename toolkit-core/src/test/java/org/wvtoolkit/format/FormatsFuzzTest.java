package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Fuzz test with damaged files of every format: flipped bits, numbers near the limits of 31 and 63
 * bits, sections removed, duplicated or moved. A reader must either reject the file with a one-line
 * message or return words and finite values. The model check must never fail.
 */
class FormatsFuzzTest {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "nan",
            "-inf",
            "1e400",
            "9".repeat(2000));

    /** The last two are NaN and an infinite float. */
    private static final long[] LIMITS = {
        0, -1, 1, Integer.MAX_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, 0x7FC00000, 0xFF800000L
    };

    /** Every header used here, without its vocabulary, ends within this many bytes. */
    private static final int HEADER = 700;

    @TempDir
    Path folder;

    static Stream<VectorFormat> formats() {
        return VectorFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("A damaged file is rejected or read safely")
    void damagedFile(VectorFormat format) throws IOException {
        run(format, folder, 120, 20261123);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("A file with any damaged header field is rejected or read safely")
    void damagedHeaderField(VectorFormat format) throws IOException {
        Path file = folder.resolve("file");
        for (Path part : write(format, file, 3)) {
            byte[] whole = Files.readAllBytes(part);
            String which = format.name() + ", " + part.getFileName() + ", byte ";
            for (int at = 0; at < Math.min(whole.length, HEADER); at++) {
                for (long limit : LIMITS) {
                    for (int bytes : new int[] {Integer.BYTES, Long.BYTES}) {
                        readDamaged(format, file, part, put(whole.clone(), at, limit, bytes), which + at);
                    }
                }
                boolean beginsNumber = isDigit(whole[at]) && (at == 0 || !isDigit(whole[at - 1]));
                for (String number : beginsNumber ? NUMBERS : List.<String>of()) {
                    readDamaged(format, file, part, replaceNumber(whole, at, number), which + at + ": " + number);
                }
            }
            Files.write(part, whole);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("A file truncated at any byte is rejected or read safely")
    void truncatedFile(VectorFormat format) throws IOException {
        Path file = folder.resolve("file");
        for (Path part : write(format, file, 3)) {
            byte[] whole = Files.readAllBytes(part);
            for (int length = 0; length < whole.length; length++) {
                readDamaged(format, file, part, Arrays.copyOf(whole, length), format.name() + ", cut at " + length);
            }
            Files.write(part, whole);
        }
    }

    private static void readDamaged(VectorFormat format, Path file, Path part, byte[] content, String which)
            throws IOException {
        Files.write(part, content);
        readSafely(format, file, which);
    }

    /** Writes a small file in a format. Returns all files created. */
    private static List<Path> write(VectorFormat format, Path file, int words) throws IOException {
        if (format.isWritable()) {
            format.write(Vectors.random(words, 4, 7), file, ProgressListener.NONE);
        } else {
            Files.write(file, FasttextBinaryFormatTest.model());
        }
        return Stream.concat(Stream.of(file), format.companionFiles(file).stream())
                .toList();
    }

    static void run(VectorFormat format, Path folder, int trials, long seed) throws IOException {
        Path file = folder.resolve("file");
        List<Path> paths = write(format, file, 30);
        byte[][] whole = new byte[paths.size()][];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Files.readAllBytes(paths.get(i));
        }
        Random random = new Random(seed);
        for (int trial = 0; trial < trials; trial++) {
            for (int i = 0; i < whole.length; i++) {
                boolean damaged = random.nextInt(whole.length + 1) >= i;
                Files.write(paths.get(i), damaged ? damage(whole[i], random) : whole[i]);
            }
            String which = format.name() + ", seed " + seed + ", trial " + trial;
            readSafely(format, file, which);
            try (ModelCheck check = ModelCheck.of(file, 1, ProgressListener.NONE)) {
                if (check.repaired().isPresent()) {
                    VectorSource repaired = check.repaired().get();
                    new SafetensorsFormat().write(repaired, folder.resolve("repaired"), 1, ProgressListener.NONE);
                } else {
                    assertFalse(check.findings().isEmpty(), which);
                }
            } catch (IOException named) {
                // A missing or inconsistent companion file is not a finding about this file.
                assertOneLine(named, which);
            }
        }
    }

    private static void readSafely(VectorFormat format, Path file, String which) {
        try (Embeddings read = format.read(file, ProgressListener.NONE)) {
            for (int id = 0; id < read.vocabulary().size(); id++) {
                assertTrue(read.vocabulary().id(ModelCheck.bytes(read.vocabulary(), id)) >= 0, which);
            }
            assertEquals(-1, read.vocabulary().id("a word that none of them has"), which);
            // The container is memory-mapped: its values are checked by their user.
            if (read instanceof DenseEmbeddings dense && !format.name().equals("safetensors")) {
                for (int id = 0; id < dense.vocabulary().size(); id++) {
                    for (int i = 0; i < dense.dimension(); i++) {
                        assertTrue(Float.isFinite(dense.vectors().get(id, i)), which);
                    }
                }
            }
        } catch (IOException refusal) {
            assertOneLine(refusal, which);
        } catch (RuntimeException | OutOfMemoryError fault) {
            fail(which + ": " + fault, fault);
        }
    }

    private static void assertOneLine(IOException refusal, String which) {
        String message = String.valueOf(refusal.getMessage());
        assertFalse(message.contains("\n"), which + ": " + message);
        assertTrue(message.length() > 20 && message.contains(";"), which + ": " + message);
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int near = random.nextBoolean() ? Math.min(bytes.length, 120) : bytes.length;
            int at = bytes.length == 0 ? 0 : random.nextInt(Math.max(1, near));
            bytes = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 9)));
                case 2 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(9)), new byte[0]);
                case 3 -> replaceNumber(bytes, at, NUMBERS.get(random.nextInt(NUMBERS.size())));
                case 4 -> put(bytes, at & ~3, LIMITS[random.nextInt(LIMITS.length)], Integer.BYTES);
                default -> flip(bytes, at, random);
            };
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + between.length);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Replaces the number at or after an index, if there are digits. */
    private static byte[] replaceNumber(byte[] bytes, int at, String number) {
        int from = at;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        return splice(bytes, from, to, number.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** Overwrites bytes with a little-endian number of 4 or 8 bytes, as far as the array extends. */
    private static byte[] put(byte[] bytes, int at, long number, int count) {
        for (int i = 0; i < count && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >>> (Byte.SIZE * i));
        }
        return bytes;
    }

    private static byte[] flip(byte[] bytes, int at, Random random) {
        if (at < bytes.length) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
