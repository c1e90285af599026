package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.UnreadableTextException;

/** Reads complete, truncated and damaged files in each compression format. */
class CompressionTest {
    @TempDir
    private Path folder;

    /** The compression formats, with a compressor for each. */
    enum Compression {
        GZIP {
            @Override
            OutputStream to(OutputStream out) throws IOException {
                return new GZIPOutputStream(out);
            }
        },
        BZIP2 {
            @Override
            OutputStream to(OutputStream out) throws IOException {
                return new BZip2CompressorOutputStream(out, 1);
            }
        },
        XZ {
            @Override
            OutputStream to(OutputStream out) throws IOException {
                return new XZOutputStream(out, new LZMA2Options(1));
            }
        },
        ZSTD {
            @Override
            OutputStream to(OutputStream out) throws IOException {
                return new ZstdOutputStream(out).setChecksum(true);
            }
        };

        abstract OutputStream to(OutputStream out) throws IOException;

        byte[] of(byte[] text) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = to(bytes)) {
                out.write(text);
            }
            return bytes.toByteArray();
        }
    }

    private static byte[] text(int words) {
        Random random = new Random(words);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(Integer.toString(random.nextInt(100_000), 36)).append(i % 10 == 9 ? '\n' : ' ');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private SourceReport readTokens(byte[] file, TokenList tokens, ProgressListener progress) throws IOException {
        return TextCorpus.of(Files.write(folder.resolve("text"), file)).readTokens(tokens, 2, progress);
    }

    private List<String> tokens(byte[] file) throws IOException {
        TokenList tokens = new TokenList();
        readTokens(file, tokens, ProgressListener.NONE);
        return tokens.tokens();
    }

    @ParameterizedTest
    @DisplayName("Compression is detected by the content, and concatenated files are read completely")
    @EnumSource
    void concatenatedFiles(Compression compression) throws IOException {
        byte[] one = text(20_000);
        byte[] two = text(3000);
        byte[] file = join(compression.of(one), compression.of(two));
        List<String> expected = tokens(join(one, two));
        AtomicLong last = new AtomicLong();
        AtomicLong total = new AtomicLong();
        TokenList tokens = new TokenList();
        SourceReport report = readTokens(file, tokens, new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long bytes) {
                total.set(bytes);
            }

            @Override
            public void advanced(long done, String detail) {
                assertTrue(last.getAndSet(done) <= done, "progress decreased");
            }

            @Override
            public void note(String message) {}
        });
        assertEquals(expected, tokens.tokens());
        assertEquals(one.length + two.length, report.bytes());
        assertEquals(file.length, total.get());
        assertEquals(file.length, last.get());
    }

    @ParameterizedTest
    @DisplayName("Truncated data are an error that states the offset")
    @EnumSource
    void truncated(Compression compression) throws IOException {
        byte[] file = compression.of(text(100_000));
        for (int length : new int[] {file.length / 2, file.length - 3, file.length - 1}) {
            UnreadableTextException failure = assertThrows(
                    UnreadableTextException.class, () -> tokens(Arrays.copyOf(file, length)), () -> "at " + length);
            assertEquals(
                    folder.resolve("text") + ": " + compression.name().toLowerCase(Locale.ROOT)
                            + " data are truncated at byte " + length
                            + "; the file is incomplete: copy or download it again",
                    failure.getMessage());
            assertEquals(length, failure.offset().orElseThrow());
        }
    }

    @ParameterizedTest
    @DisplayName("A damaged byte is an error with a one-line message or has no effect")
    @EnumSource
    void damaged(Compression compression) throws IOException {
        byte[] file = compression.of(text(20_000));
        Random random = new Random(7);
        int failures = 0;
        for (int i = 0; i < 40; i++) {
            byte[] damaged = file.clone();
            damaged[20 + random.nextInt(file.length - 20)] ^= (byte) (1 + random.nextInt(255));
            try {
                tokens(damaged);
            } catch (UnreadableTextException e) {
                failures++;
                assertTrue(e.getMessage().startsWith(folder.resolve("text") + ": "), e.getMessage());
                assertTrue(!e.getMessage().contains("\n"), e.getMessage());
            }
        }
        assertTrue(failures > 35, failures + " of 40 detected");
    }

    @Test
    @DisplayName("Text that begins like a bzip2 file is read as text")
    void textLikeBzip2() throws IOException {
        assertEquals(List.of("bzh9", "is", "a", "name"), tokens("BZh9 is a name".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("Compressed binary data are rejected")
    void binaryContent() {
        assertThrows(UnreadableTextException.class, () -> tokens(Compression.GZIP.of(new byte[100])));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2"})
    @DisplayName("Zero bytes after the last member are padding")
    void padding(Compression compression) throws IOException {
        byte[] text = text(3000);
        for (int zeros : new int[] {1, 2, 7, 512, 100_000}) {
            assertEquals(tokens(text), tokens(join(compression.of(text), new byte[zeros])), zeros + " zeros");
        }
        assertEquals(
                tokens(join(text, text)),
                tokens(join(compression.of(text), compression.of(text), new byte[1024])),
                "after two members");
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "ZSTD"})
    @DisplayName("Other bytes after the last member are an error")
    void trailingData(Compression compression) throws IOException {
        byte[] packed = compression.of(text(3000));
        for (String data : List.of("x", "garbage!", "\0\0\0\0garbage", "\u001fx", "BZ", "\n")) {
            byte[] file = join(packed, data.getBytes(StandardCharsets.ISO_8859_1));
            UnreadableTextException failure = assertThrows(UnreadableTextException.class, () -> tokens(file));
            assertTrue(failure.getMessage().contains("trailing data"), failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "XZ", "ZSTD"})
    @DisplayName("A wrong checksum is reported as damage, not as a truncated file")
    void wrongChecksum(Compression compression) throws IOException {
        byte[] packed = compression.of(text(3000));
        packed[packed.length / 2] ^= 0x10;
        UnreadableTextException failure = assertThrows(UnreadableTextException.class, () -> tokens(packed));
        assertTrue(failure.getMessage().contains("damaged"), failure.getMessage());
    }

    @Test
    @DisplayName(
            "A zip entry of an unsupported compression method is skipped with a note, and the other entries are read")
    void unsupportedZipMethod() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (String name : List.of("a.txt", "b.txt", "c.txt")) {
                byte[] content = ("words of " + name.charAt(0) + "\n").getBytes(StandardCharsets.UTF_8);
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                if (name.startsWith("b")) {
                    entry.setMethod(ZipMethod.LZMA.getCode());
                    entry.setSize(content.length);
                    entry.setCompressedSize(content.length);
                    entry.setCrc(1);
                    out.addRawArchiveEntry(entry, new ByteArrayInputStream(content));
                } else {
                    out.putArchiveEntry(entry);
                    out.write(content);
                    out.closeArchiveEntry();
                }
            }
        }
        TokenList tokens = new TokenList();
        List<String> notes = new ArrayList<>();
        readTokens(zip.toByteArray(), tokens, new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {}

            @Override
            public void advanced(long done, String detail) {}

            @Override
            public void note(String message) {
                notes.add(message);
            }
        });
        assertEquals(List.of("words", "of", "a", "words", "of", "c"), tokens.tokens());
        assertTrue(notes.toString().contains("b.txt, which is compressed with LZMA"), notes.toString());
    }
}
