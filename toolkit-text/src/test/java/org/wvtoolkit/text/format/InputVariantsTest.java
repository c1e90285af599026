package org.wvtoolkit.text.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.stream.UnreadableTextException;

/** Files as other programs write them: CSV, JSON, WikiExtractor's text, archives and encodings. */
class InputVariantsTest {
    /** Replaces the signs for characters that a table of test cases cannot contain. */
    private static String plain(String text) {
        return text.replace('¶', '\n').replace('⇥', '\t').replace('␍', '\r').replace("␣", " ");
    }

    private static ReadingOptions options(@Nullable String column) {
        return new ReadingOptions(null, null, column == null || column.isEmpty() ? null : column, Sentences.LINE);
    }

    @ParameterizedTest(name = "{1}")
    @DisplayName("The cells of one column are read from CSV of other programs")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x.csv | sep=;¶id;text¶1;a, b¶                       | text | a, b                 | ``
            x.csv | sep=,¶text¶"a, b"¶                          | ``   | a, b                 | ``
            x.csv | id;te,xt;n¶1;a b;1,5¶                       | 2    | te,xt / a b          | ``
            x.csv | id⇥text⇥n¶1⇥"a⇥b"⇥3¶                        | text | a⇥b                  | ``
            x.tsv | id⇥text¶1⇥"a" b¶                            | text | "a" b                | ``
            x.csv | ¶␣␣¶id,text¶1,a b¶                          | text | a b                  | ``
            x.csv | id, text¶1, "a, b"¶                         | text | a, b                 | ``
            x.csv | id,text¶1,"a¶2,b¶ | text | a / 2,b | 1 rows with a quote that is never closed
            x.csv | id,text¶1,'a, b'¶2,c¶ | text | 'a / c | 1 rows with more columns than the first
            x.csv | id,text¶1,a,,¶2¶3,b¶ | text | a / b | 1 rows without column 2 skipped
            x.csv | text␍"a"␍b␍                                 | ``   | a / b                | ``
            x.csv | "id","text"¶"1","a ""b"" c"¶                | text | a "b" c              | ``
            x.csv | id,text¶1,5" disk¶2,c¶                      | text | 5" disk / c          | ``
            """)
    void csv(String name, String content, @Nullable String column, String lines, String note) throws IOException {
        ReadText read = ReadText.of(name, ReadText.utf8(plain(content)), options(column));
        assertEquals(plain(lines), String.join(" / ", read.lines()));
        assertTrue(read.notes().toString().contains(note), read.notes().toString());
        assertEquals(note.isEmpty(), read.notes().isEmpty(), read.notes().toString());
    }

    @ParameterizedTest(name = "{1}")
    @DisplayName("The text field is read from JSON lines of other programs")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x.jsonl | {"text":"a","v":NaN,"w":-Infinity}¶               | a         | ``
            x.txt   | ¶␣␣¶{"text":"a"}¶¶{"text":"b"}¶                   | a / b     | ``
            x.txt   | ␣␣{"text":"a"}¶{"text":"b"}¶                      | a / b     | ``
            x.jsonl | {"te\\u0078t":"a"}¶                               | a         | ``
            x.jsonl | {"text":["a","b",["c"],4,null]}¶                  | a / b     | ``
            x.jsonl | {"text":"a"}␍␊{"text":"b"}␍␊                      | a / b     | ``
            x.jsonl | {"text":"a"}¶{"text":"b",}¶{"text":"c"}¶          | a / c     | 1 lines that are not JSON objects
            x.jsonl | {"text":null}¶{"text":"a"}¶{"text":{"x":"y"}}¶    | a         | 2 objects without the field text
            x.jsonl | {"text":"a","text":"b"}¶                          | b         | repeated text field
            x.jsonl | {"text":"\\ude00 a"}¶                             | \uFFFD a  | 1 unpaired surrogates
            x.jsonl | {"text":"a"}¶[1]¶17¶"x"¶{"text":"b"}¶             | a / b     | 3 lines that are not JSON objects
            """)
    void jsonLines(String name, String content, String lines, String note) throws IOException {
        String text = plain(content).replace('␊', '\n');
        ReadText read = ReadText.of(name, ReadText.utf8(text), ReadingOptions.defaults());
        assertEquals(lines, String.join(" / ", read.lines()));
        assertTrue(read.notes().toString().contains(note), read.notes().toString());
        assertEquals(note.isEmpty(), read.notes().isEmpty(), read.notes().toString());
        byte[] marked = ReadText.utf8("\uFEFF" + text);
        assertEquals(
                read.lines(),
                ReadText.of(name, marked, ReadingOptions.defaults()).lines());
    }

    @ParameterizedTest
    @DisplayName("WikiExtractor's text is recognised and decoded once")
    @ValueSource(
            strings = {
                "<doc id=\"1\" title=\"t\">\nA &amp; B &lt; C\n</doc>\n",
                "\n\n<doc id=\"1\" title=\"t\">\nA &amp; B &lt; C\n</doc>\n",
                "\uFEFF<doc id=\"1\" title=\"t\">\r\nA &amp; B &lt; C\r\n</doc>\r\n",
                "<doc id=\"1\" title=\"t\">\nA &#38; B &#x3c; C\n</doc>\n",
                "{\"id\":\"1\",\"revid\":\"2\",\"url\":\"u\",\"title\":\"t\",\"text\":\"A &amp; B &lt; C\"}\n",
                "\n{\"id\":\"1\",\"url\":\"u\",\"title\":\"t\",\"text\":\"A &amp; B &lt; C\"}\n"
            })
    void wikiExtractor(String content) throws IOException {
        assertEquals(List.of("A & B < C"), ReadText.of(ReadText.utf8(content)).lines());
    }

    @ParameterizedTest
    @DisplayName("The byte order of UTF-16 and UTF-32 without a mark is determined from the text")
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void byteOrder(String name) throws IOException {
        for (String text : List.of("café – naïve\n", "два слова\n", "日本 語\n")) {
            ReadText read = ReadText.of(
                    "x",
                    text.getBytes(Charset.forName(name)),
                    ReadingOptions.defaults()
                            .withEncoding(
                                    name.startsWith("UTF-16") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_32));
            assertEquals(List.of(text.strip()), read.lines());
        }
    }

    @Test
    @DisplayName("The encoding in the options takes precedence over the one that a page declares")
    void declaredEncoding() throws IOException {
        byte[] page = ReadText.utf8("<html><head><meta charset=\"iso-8859-1\"></head><body>café</body></html>");
        ReadingOptions options = ReadingOptions.defaults().withEncoding(StandardCharsets.UTF_8);
        assertEquals(List.of("café"), ReadText.of("x.html", page, options).lines());
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                byte[] content = ReadText.utf8(entry.getValue());
                if (entry.getKey().startsWith("stored")) {
                    CRC32 sum = new CRC32();
                    sum.update(content);
                    header.setMethod(ZipEntry.STORED);
                    header.setSize(content.length);
                    header.setCrc(sum.getValue());
                }
                zip.putNextEntry(header);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(ReadText.utf8(content).length);
            tar.putArchiveEntry(entry);
            tar.write(ReadText.utf8(content));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void assertUnreadable(byte[] file, String problem) {
        String message = String.valueOf(assertThrows(UnreadableTextException.class, () -> ReadText.of(file))
                .getMessage());
        assertTrue(message.contains(problem), message);
    }

    @Test
    @DisplayName("A zip without its last records is truncated, even if an entry is complete")
    void truncatedZip() throws IOException {
        byte[] zip = zip(Map.of("a.txt", "one two\n"));
        assertEquals(List.of("one two"), ReadText.of(zip).lines());
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        assertUnreadable(Arrays.copyOf(zip, directory), "zip is truncated");
        assertUnreadable(Arrays.copyOf(zip, zip.length - 22), "zip is truncated");
    }

    @ParameterizedTest
    @DisplayName("A wrong checksum of a zip entry is reported")
    @ValueSource(strings = {"stored.txt", "packed.txt"})
    void checksumInZip(String name) throws IOException {
        byte[] zip = zip(Map.of(name, "one two three four\n"));
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        // The checksum of a stored entry is in its header, that of others in the record after the data.
        int at = name.startsWith("stored") ? 14 : text.indexOf("PK\u0007\u0008") + 4;
        zip[at] ^= 1;
        assertUnreadable(zip, "the checksum is wrong");
    }

    @Test
    @DisplayName("The compressed data around an archive are verified to their end")
    void archiveInGzip() throws IOException {
        byte[] packed = gzip(tar("a.txt", "one two\n"));
        assertEquals(List.of("one two"), ReadText.of(packed).lines());
        byte[] garbage = Arrays.copyOf(packed, packed.length + 4);
        Arrays.fill(garbage, packed.length, garbage.length, (byte) 'x');
        assertUnreadable(garbage, "trailing data");
        byte[] damaged = packed.clone();
        damaged[packed.length - 6] ^= 1;
        assertUnreadable(damaged, "damaged gzip");
    }

    @ParameterizedTest
    @DisplayName("Formats that are not supported are named")
    @CsvSource(delimiter = '|', textBlock = """
            377ABCAF271C0004      | 7z archive
            526172211A0701        | RAR archive
            5D00008000FFFFFFFFFFFFFFFF00 | compressed with LZMA
            4C5A495001            | compressed with lzip
            1F9D90616263          | compressed with compress
            255044462D312E34      | PDF document
            D0CF11E0A1B11AE1      | Office document
            50415231              | Parquet file
            """)
    void unsupported(String signature, String format) {
        byte[] file = HexFormat.of().parseHex(signature);
        assertUnreadable(file, format);
    }
}
