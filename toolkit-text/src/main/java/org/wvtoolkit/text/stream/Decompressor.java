package org.wvtoolkit.text.stream;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.extension.MissingLibraryException;

/**
 * A compression format, recognised by the first bytes of a file and not by its name.
 *
 * @param name the name of the format
 * @param magic recognises the format by the beginning of a file
 * @param opener creates a decompressing stream, which reads concatenated files to the end of the
 *     last one
 */
record Decompressor(String name, Magic magic, Opener opener) {
    /** All supported formats. A new format needs one line here. */
    static final List<Decompressor> ALL = List.of(
            new Decompressor("gzip", head -> begins(head, 0x1F, 0x8B, 0x08), (in, threads) -> new GzipMembers(in)),
            new Decompressor("bzip2", Decompressor::beginsBzip2, ParallelBzip2Stream::new),
            new Decompressor("xz", head -> begins(head, 0xFD, '7', 'z', 'X', 'Z', 0x00), (in, threads) -> Xz.open(in)),
            new Decompressor("zstd", Decompressor::beginsZstd, (in, threads) -> Zstd.open(in)),
            new Decompressor(
                    "lz4",
                    head -> begins(head, 0x04, 0x22, 0x4D, 0x18),
                    (in, threads) -> new FramedLZ4CompressorInputStream(in, true)));

    /** Formats that are recognised but not supported, so that their content is not taken for text. */
    private static final Map<String, Magic> UNSUPPORTED = Map.ofEntries(
            Map.entry("a 7z archive", head -> begins(head, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C)),
            Map.entry("a RAR archive", head -> begins(head, 'R', 'a', 'r', '!', 0x1A, 0x07)),
            Map.entry(
                    "compressed with LZMA",
                    head -> begins(head, 0x5D, 0x00, 0x00) && beginsAt(9, head, 0xFF, 0xFF, 0xFF, 0xFF)),
            Map.entry("compressed with lzip", head -> begins(head, 'L', 'Z', 'I', 'P', 0x01)),
            Map.entry("compressed with compress (.Z)", head -> begins(head, 0x1F, 0x9D)),
            Map.entry("a PDF document", head -> begins(head, "%PDF-")),
            Map.entry("a PostScript document", head -> begins(head, "%!PS-Adobe")),
            Map.entry("an RTF document", head -> begins(head, "{\\rtf1")),
            Map.entry("an Office document", Decompressor::beginsOfficeDocument),
            Map.entry("an OpenDocument file", head -> beginsZipOf(head, "mimetypeapplication/vnd.oasis.opendocument")),
            Map.entry("an EPUB book", head -> beginsZipOf(head, "mimetypeapplication/epub+zip")),
            Map.entry(
                    "an Office document of before 2007",
                    head -> begins(head, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)),
            Map.entry("a Parquet file", head -> begins(head, "PAR1")));

    /** Length of the header of an entry of a zip archive, which its name and content follow. */
    private static final int ZIP_ENTRY_HEADER_BYTES = 30;

    /** Returns the name of the unsupported format that the beginning of a file indicates, or null. */
    static @Nullable String unsupported(byte[] head) {
        for (Map.Entry<String, Magic> format : UNSUPPORTED.entrySet()) {
            if (format.getValue().matches(head)) {
                return format.getKey();
            }
        }
        return null;
    }

    /** A separate class, so that no class of zstd-jni is loaded before such a file is read. */
    private static final class Zstd {
        static InputStream open(InputStream in) throws IOException {
            MissingLibraryException.using(
                    "zstd decompression", "com.github.luben:zstd-jni", () -> ZstdInputStream.class);
            return Stream.open(in);
        }

        /** Verified only after the library was found. */
        private static final class Stream {
            static InputStream open(InputStream in) throws IOException {
                return new FilterInputStream(new ZstdInputStream(in)) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        try {
                            return super.read(bytes, offset, length);
                        } catch (ZstdIOException e) {
                            // The file begins with a frame, so the other bytes follow one.
                            throw e.getErrorCode() == com.github.luben.zstd.Zstd.errPrefixUnknown()
                                    ? new TrailingDataException()
                                    : e;
                        }
                    }
                };
            }
        }
    }

    /** Recognises a format by the beginning of a file. */
    @FunctionalInterface
    interface Magic {
        boolean matches(byte[] head);
    }

    /** Opens a compressed stream. The stream may use up to the given number of threads. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InputStream compressed, int threads) throws IOException;
    }

    /**
     * Returns the compression format that the beginning of a file indicates, or null if there is
     * none.
     */
    static @Nullable Decompressor of(byte[] head) {
        for (Decompressor decompressor : ALL) {
            if (decompressor.magic.matches(head)) {
                return decompressor;
            }
        }
        return null;
    }

    static boolean begins(byte[] head, int... magic) {
        return beginsAt(0, head, magic);
    }

    private static boolean begins(byte[] head, String magic) {
        return beginsAt(0, head, magic.chars().toArray());
    }

    /** Recognises a zip archive by the name of its first entry, followed by its content if it is stored. */
    private static boolean beginsZipOf(byte[] head, String firstEntry) {
        return begins(head, "PK\3\4")
                && beginsAt(ZIP_ENTRY_HEADER_BYTES, head, firstEntry.chars().toArray());
    }

    /** Recognises a document by the standard ISO/IEC 29500 by the first entry that common programs write. */
    private static boolean beginsOfficeDocument(byte[] head) {
        return beginsZipOf(head, "[Content_Types].xml")
                || beginsZipOf(head, "_rels/.rels")
                || beginsZipOf(head, "docProps/app.xml")
                || beginsZipOf(head, "docProps/core.xml")
                || beginsZipOf(head, "word/document.xml");
    }

    static boolean beginsAt(int from, byte[] head, int... magic) {
        if (head.length < from + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (head[from + i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Recognises bzip2. A text could also begin with "BZh" and a digit, so the mark of the first
     * block (π) or of the end of an empty file (√π) is checked too.
     */
    private static boolean beginsBzip2(byte[] head) {
        return begins(head, 'B', 'Z', 'h')
                && head.length > 3
                && head[3] >= '1'
                && head[3] <= '9'
                && (beginsAt(4, head, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
                        || beginsAt(4, head, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90));
    }

    /**
     * Recognises a Zstandard frame or a skippable frame, with which the files of some parallel
     * compressors begin.
     */
    private static boolean beginsZstd(byte[] head) {
        return begins(head, 0x28, 0xB5, 0x2F, 0xFD)
                || (head.length > 0 && (head[0] & 0xF0) == 0x50 && beginsAt(1, head, 0x2A, 0x4D, 0x18));
    }
}
