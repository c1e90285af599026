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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Damaged files of every format: bytes flipped, numbers replaced by ones near the limits of 31 and 63 bits, pieces cut out, doubled or
 * put elsewhere. Whatever comes, a reader refuses it in one line or gives words and finite values; the check of models does not fail at all.
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

    private static final int[] LIMITS = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FC00000, 0xFF800000};

    @TempDir
    Path folder;

    static Stream<VectorFormat> formats() {
        return VectorFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aDamagedFileIsRefusedOrReadWithoutHarm(VectorFormat format) throws IOException {
        run(format, folder, 120, 20261123);
    }

    static void run(VectorFormat format, Path folder, int trials, long seed) throws IOException {
        Path file = folder.resolve("file");
        DenseEmbeddings original = Vectors.random(30, 4, 7);
        if (format.isWritten()) {
            format.write(original, file, ProgressListener.NONE);
        } else {
            Files.write(file, FasttextBinaryFormatTest.model());
        }
        List<Path> paths =
                Stream.concat(Stream.of(file), format.companions(file).stream()).toList();
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
                if (check.mended().isPresent()) {
                    VectorSource mended = check.mended().get();
                    new SafetensorsFormat().write(mended, folder.resolve("mended"), 1, ProgressListener.NONE);
                } else {
                    assertFalse(check.findings().isEmpty(), which);
                }
            } catch (IOException named) {
                // A companion that is gone or does not fit is no finding about this file.
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
            // The container is mapped, not read: its values are looked at by whoever uses them.
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
                case 4 -> limit(bytes, at & ~3, random);
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

    /** Puts a number in the place of the one that stands at or behind a byte, if digits are there. */
    private static byte[] replaceNumber(byte[] bytes, int at, String number) {
        int from = at;
        while (from < bytes.length && (bytes[from] < '0' || bytes[from] > '9')) {
            from++;
        }
        int to = from;
        while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        return splice(bytes, from, to, number.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static byte[] limit(byte[] bytes, int at, Random random) {
        if (at + 4 <= bytes.length) {
            java.nio.ByteBuffer.wrap(bytes)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putInt(at, LIMITS[random.nextInt(LIMITS.length)]);
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
