package org.wvtoolkit.text.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wvtoolkit.text.format.ReadText.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.UnreadableTextException;

/** Reads JSON lines, CSV, web pages and archives, including damaged and malicious files. */
class ReadersTest {
    @TempDir
    private Path folder;

    private static ReadingOptions options(String format, String field, String column, Sentences sentences) {
        return new ReadingOptions(
                format.isEmpty() ? null : format,
                field.isEmpty() ? null : field,
                column.isEmpty() ? null : column,
                sentences);
    }

    private static List<String> lines(String name, String file, String field, String column) throws IOException {
        return ReadText.of(name, utf8(file), options("", field, column, Sentences.LINE))
                .lines();
    }

    private static String failure(String name, byte[] file, ReadingOptions options) {
        String message = assertThrows(UnreadableTextException.class, () -> ReadText.of(name, file, options))
                .getMessage();
        assertTrue(!message.contains("\n") && message.startsWith(name), message);
        return message;
    }

    @Test
    @DisplayName("JSON lines yield their text field, and invalid lines are counted")
    void jsonLines() throws IOException {
        String file = "{\"id\": 1, \"text\": \"one\\ntwo \\u4e2d \\\"x\\\"\"}\n\nno json\n{\"id\": 2}\r\n{\"text\": "
                + "[\"three\", \"four\"]}\n{\"text\": \"cut";
        ReadText read = ReadText.of(utf8(file));
        assertEquals(List.of("one", "two 中 \"x\"", "three", "four"), read.lines());
        assertEquals(
                List.of("text: 2 lines that are not JSON objects skipped, 1 objects without the field text "
                        + "skipped"),
                read.notes());
        assertEquals(List.of("a b"), lines("x.jsonl", "{\"p\":{\"q\":\"a b\"},\"text\":\"no\"}", "p.q", ""));
        assertEquals(
                List.of("one two", "three"),
                ReadText.of(
                                "text",
                                utf8("{\"text\":\"one\\ntwo\"}\n{\"text\":\"three\"}\n"),
                                options("", "", "", Sentences.DOCUMENT))
                        .lines());
    }

    @Test
    @DisplayName("The error for a missing field lists the available fields")
    void missingField() {
        assertEquals(
                "x.jsonl: the first object has no field text; set the option field to the one that holds the "
                        + "text; available: a, b, b.c",
                failure("x.jsonl", utf8("{\"a\":1,\"b\":{\"c\":2}}\n"), ReadingOptions.defaults()));
        assertTrue(
                failure("x.json", utf8("[\n{}\n]"), ReadingOptions.defaults()).contains("not a JSON object"));
    }

    @Test
    @DisplayName("CSV files with quotes, headers and other delimiters are read")
    void csv() throws IOException {
        String csv = "id,body\r\n1,\"a \"\"b\"\",\nc\"\r\n2,plain 5\" pipe\n\n3\n";
        ReadText read = ReadText.of("x.csv", utf8(csv), options("", "", "Body", Sentences.LINE));
        assertEquals(List.of("a \"b\",", "c", "plain 5\" pipe"), read.lines());
        assertEquals(List.of("x.csv: 1 rows without column 2 skipped"), read.notes());
        assertEquals(List.of("body", "a \"b\",", "c", "plain 5\" pipe"), lines("x.csv", csv, "", "2"));
        assertEquals(
                List.of("x, y"),
                lines("x.csv.gz", "a;text\n1;x, y\n".replace(", ", "‚ "), "", "").stream()
                        .map(s -> s.replace("‚ ", ", "))
                        .toList());
        assertEquals(List.of("the \"text"), lines("x.tsv", "pos\tthe \"text\n", "", "2"));
    }

    @Test
    @DisplayName("A file with several columns requires the column option")
    void columnRequired() {
        assertTrue(failure("x.tsv", utf8("pos\tgood film\n"), ReadingOptions.defaults())
                .contains("has several columns; set the option column"));
        assertTrue(failure("x.csv", utf8("a,b\n"), options("", "", "c", Sentences.LINE))
                .contains("has no column c; there are a, b"));
        assertThrows(IllegalArgumentException.class, () -> options("plain", "", "2", Sentences.LINE));
        assertThrows(IllegalArgumentException.class, () -> options("csv", "text", "", Sentences.LINE));
    }

    @Test
    @DisplayName("Rows are complete for all block sizes")
    void rowsAcrossBlocks() throws IOException {
        StringBuilder csv = new StringBuilder("n,text\n");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            csv.append(i).append(",\"line ").append(i).append("\nand, \"\"more\"\"\"\n");
            expected.append("line ").append(i).append(" and, \"more\"\n");
        }
        for (int blockBytes : new int[] {64, 100, 4096}) {
            ReadText read = ReadText.of(
                    List.of(TextInput.stream("x.csv", new java.io.ByteArrayInputStream(utf8(csv.toString())))),
                    options("", "", "text", Sentences.DOCUMENT),
                    blockBytes);
            assertEquals(expected.toString().lines().toList(), read.lines());
        }
    }

    @Test
    @DisplayName("Web pages yield their visible text")
    void webPages() throws IOException {
        String page = "<!DOCTYPE "
                + "html><html><head><title>no</title><style>no</style></head><body><nav>no</nav><h1>A&nbsp;head</h1>"
                + "<p>One <b>bold</b>\n word&shy;s &amp; "
                + "more.<p>Two<br>three<script>no()</script><ul><li>four<li>five</ul></body></html>";
        assertEquals(
                List.of("A head", "One bold words & more.", "Two", "three", "four", "five"),
                ReadText.of(utf8(page)).lines());
        byte[] latin = "<html><meta charset=\"iso-8859-1\"><p>café".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of("café"), ReadText.of(latin).lines());
        assertEquals(
                List.of("x"),
                ReadText.of(utf8("<html>" + "<div>".repeat(20_000) + "x")).lines());
    }

    private static byte[] tar(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                byte[] text = namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1);
                TarArchiveEntry entry = new TarArchiveEntry(namesAndTexts[i], true);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return file.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putArchiveEntry(new ZipArchiveEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
                zip.closeArchiveEntry();
            }
        }
        return file.toByteArray();
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            out.write(text);
        }
        return file.toByteArray();
    }

    @Test
    @DisplayName("The entries of archives are read in their own formats, and binary entries are skipped")
    void archives() throws IOException {
        String inner = new String(gzip(utf8("two")), StandardCharsets.ISO_8859_1);
        String[] entries = {
            "a/one.txt", "one", "a/two.gz", inner, "a/b.bin", "\0\1", ".hidden", "no", "c.jsonl", "{\"text\":\"three\"}"
        };
        for (byte[] file : List.of(tar(entries), zip(entries), gzip(tar(entries)))) {
            ReadText read = ReadText.of(file);
            assertEquals(List.of("one", "two", "three"), read.lines());
            assertEquals(List.of("skipped text!a/b.bin, which is not text"), read.notes());
        }
        assertTrue(failure("text", zip("a", "\0"), ReadingOptions.defaults()).contains("there is no text in it"));
    }

    @ParameterizedTest
    @DisplayName("Archive entries with a path outside the archive are rejected")
    @ValueSource(strings = {"../up", "a/../../up", "/etc/up", "a\\..\\..\\up", "C:\\up", ".."})
    void pathTraversal(String name) throws IOException {
        for (byte[] file : List.of(tar("fine", "one", name, "two"), zip("fine", "one", name, "two"))) {
            assertTrue(failure("text", file, ReadingOptions.defaults()).contains("has a path outside the archive"));
        }
    }

    @Test
    @DisplayName("Documents that are zip archives are named instead of read with their markup")
    void documentsInZip() throws IOException {
        byte[] document = zip("[Content_Types].xml", "<Types/>", "word/document.xml", "<w:t>never</w:t>");
        UnreadableTextException failure = assertThrows(UnreadableTextException.class, () -> ReadText.of(document));
        assertTrue(failure.getMessage().contains("is an Office document"), failure.getMessage());

        String content = new String(document, StandardCharsets.ISO_8859_1);
        ReadText read = ReadText.of(tar("a.docx", content, "b.txt", "text", "c.rtf", "{\\rtf1 never}"));
        assertEquals(List.of("text"), read.lines());
        assertEquals(
                List.of(
                        "skipped text!a.docx, which is an Office document",
                        "skipped text!c.rtf, which is an RTF document"),
                read.notes());
    }

    @Test
    @DisplayName("A file nested too deeply is named as such")
    void deeplyNested() throws IOException {
        byte[] nested = utf8("text\n");
        for (int depth = 0; depth < 4; depth++) {
            nested = gzip(nested);
        }
        assertEquals(List.of("text"), ReadText.of(nested).lines());
        byte[] deeper = gzip(nested);
        UnreadableTextException failure = assertThrows(UnreadableTextException.class, () -> ReadText.of(deeper));
        assertTrue(failure.getMessage().contains("nested in more than 4"), failure.getMessage());
        byte[] archive = tar("a.gz", new String(nested, StandardCharsets.ISO_8859_1));
        failure = assertThrows(UnreadableTextException.class, () -> ReadText.of(archive));
        assertTrue(failure.getMessage().contains("a.gz, which is nested in more than 4"), failure.getMessage());
    }

    @Test
    @DisplayName("Decompression bombs are rejected with their ratio")
    void decompressionBomb() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            byte[] words = utf8("word ".repeat(20_000));
            for (int i = 0; i < 900; i++) {
                out.write(words);
            }
        }
        String message = failure("text", file.toByteArray(), ReadingOptions.defaults());
        assertTrue(
                message.matches("text: \\d+ bytes decompress to \\d+, a ratio of \\d{3,4}, too high for text; if you "
                        + "trust the file, .*"),
                message);
    }

    @Test
    @DisplayName("lz4 files are read, and truncated ones rejected")
    void lz4() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new FramedLZ4CompressorOutputStream(file)) {
            out.write(utf8("some words ".repeat(3000)));
        }
        assertEquals(
                33_000 - 1, ReadText.of(file.toByteArray()).lines().getFirst().length());
        byte[] cut = java.util.Arrays.copyOf(file.toByteArray(), file.size() / 2);
        assertTrue(failure("text", cut, ReadingOptions.defaults()).contains("lz4"));
    }

    @Test
    @DisplayName("A pattern denotes the matching files unless a file has that name")
    void patterns() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/1.txt"), "one");
        Files.writeString(folder.resolve("a/b/2.txt"), "two");
        Files.writeString(folder.resolve("a/3.md"), "three");
        Files.writeString(folder.resolve("a/[x].txt"), "four");
        assertEquals(List.of("one", "four"), matching("a/*.txt"));
        assertEquals(List.of("four"), matching("a/[x].txt"), "a file with that name");
        assertEquals(List.of("one", "four", "two"), matching("a/**.txt"));
        assertEquals(List.of("one", "three"), matching("{a,z}/[13].*"));
        UnreadableTextException none = assertThrows(UnreadableTextException.class, () -> matching("a/*.pdf"));
        assertTrue(none.getMessage().contains("no file matches"), none.getMessage());
        assertThrows(UnreadableTextException.class, () -> matching("a/[1.txt"));
    }

    @Test
    @DisplayName("A file deleted before it is read is an error")
    void deletedFile() throws IOException {
        Files.writeString(folder.resolve("1.txt"), "one");
        Path second = Files.writeString(folder.resolve("2.txt"), "two");
        UnreadableTextException gone = assertThrows(
                UnreadableTextException.class,
                () -> ReadText.of(
                        List.of(TextInput.path(folder)),
                        ReadingOptions.defaults(),
                        1 << 16,
                        () -> Files.delete(second),
                        () -> {}));
        assertEquals(second + ": no such file or folder; check the name", gone.getMessage());
    }

    @Test
    @DisplayName("A file that shrinks during reading is an error, and one that grows is read to its end")
    void changingFile() throws IOException {
        String line = "one two three four five six\n";
        int lines = 200_000;
        Path file = Files.writeString(folder.resolve("text"), line.repeat(lines));
        List<TextInput> inputs = List.of(TextInput.path(file));
        // The reader fills four small blocks and waits, so most of the file has not been read yet.
        ReadText grown = ReadText.of(
                inputs,
                ReadingOptions.defaults(),
                1 << 12,
                () -> {},
                () -> Files.writeString(file, "the end\n", StandardOpenOption.APPEND));
        assertEquals(lines + 1, grown.lines().size());
        assertEquals("the end", grown.lines().getLast());
        UnreadableTextException shrunk = assertThrows(
                UnreadableTextException.class,
                () -> ReadText.of(inputs, ReadingOptions.defaults(), 1 << 12, () -> {}, () -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(channel.size() / 2);
                    }
                }));
        assertTrue(
                shrunk.getMessage().startsWith(file + ": ")
                        && shrunk.getMessage().contains("was truncated while it was read"),
                shrunk.getMessage());
    }

    private List<String> matching(String pattern) throws IOException {
        Path path = Path.of(folder + "/" + pattern);
        return ReadText.of(List.of(TextInput.path(path)), ReadingOptions.defaults(), 1 << 16)
                .lines();
    }

    @Test
    @DisplayName("A blank line ends a paragraph, whatever its line ends and spaces")
    void paragraphs() throws IOException {
        String text = "a\nb\n\nc\r\nd\r\n\r\ne\rf\n \t\ng";
        assertEquals(List.of("a b", "c  d", "e f", "g"), sentences(text, Sentences.PARAGRAPH));
        assertEquals(1, sentences(text, Sentences.DOCUMENT).size());
    }

    private static List<String> sentences(String text, Sentences unit) throws IOException {
        return ReadText.of("text", utf8(text), options("", "", "", unit)).lines();
    }

    @ParameterizedTest
    @DisplayName("Randomly damaged files are read or rejected with a one-line message")
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedFiles(long seed) throws IOException {
        String dump = "<mediawiki xml:lang=\"en\">"
                + "<page><title>T</title><ns>0</ns><revision><text>[[a|b]] {{c}} '''d''' "
                + "&lt;ref&gt;</text></revision></page>".repeat(20)
                + "</mediawiki>";
        List<byte[]> files = List.of(
                utf8("{\"text\": \"one \\u00e9\"}\n".repeat(50)),
                utf8(dump),
                utf8("<html><body><p>one</p><table><tr><td>two</td></tr></table>".repeat(30)),
                tar("a.txt", "one two", "b.jsonl", "{\"text\":\"three\"}"),
                zip("a.txt", "one two", "b.html", "<html><p>three"),
                gzip(utf8("plain words\n".repeat(200))));
        Random random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            byte[] file = files.get(i % files.size()).clone();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            byte[] damaged = random.nextInt(3) == 0 ? java.util.Arrays.copyOf(file, random.nextInt(file.length)) : file;
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    ReadText.of(damaged);
                } catch (UnreadableTextException e) {
                    assertTrue(!e.getMessage().contains("\n") || e.getMessage().length() < 500, e.getMessage());
                }
            });
        }
    }

    @Test
    @DisplayName("A dot in a field name separates nested fields or is part of the name")
    void dottedFields() throws IOException {
        assertEquals(List.of("a b"), lines("x.jsonl", "{\"p.q\":\"a b\",\"p\":\"no\"}", "p.q", ""));
        assertEquals(List.of("a b"), lines("x.jsonl", "{\"p.q\":{\"r\":\"a b\"}}", "p.q.r", ""));
        assertEquals(List.of("a b"), lines("x.jsonl", "{\"p\":{\"q.r\":\"a b\",\"q\":1}}", "p.q.r", ""));
        assertEquals(List.of("a b"), lines("x.jsonl", "{\"p\":{\"q\":{\"r\":\"a b\"}}}", "p.q.r", ""));
    }

    @Test
    @DisplayName("The last value of a repeated field is used, and the repetition is reported")
    void repeatedField() throws IOException {
        ReadText read = ReadText.of(utf8("{\"text\":\"one\",\"id\":1,\"text\":\"two\"}\n{\"text\":\"three\"}\n"));
        assertEquals(List.of("two", "three"), read.lines());
        assertEquals(
                List.of("text: 1 objects with a repeated text field, of which the last value is used"), read.notes());
    }

    @Test
    @DisplayName("An unpaired surrogate becomes U+FFFD and is counted")
    void unpairedSurrogates() throws IOException {
        ReadText read = ReadText.of(utf8("""
                {"text":"a \\ud83d b"}
                {"text":"\\ud83d\\ude00"}
                {"text":"\\ude00"}
                {"text":"\\ud83d\\ud83d\\ude00"}
                """));
        assertEquals(List.of("a \uFFFD b", "\uD83D\uDE00", "\uFFFD", "\uFFFD\uD83D\uDE00"), read.lines());
        assertEquals(List.of("text: 3 unpaired surrogates replaced by U+FFFD"), read.notes());
    }

    @Test
    @DisplayName("NUL separates words in JSON strings and is counted")
    void nulInJson() throws IOException {
        ReadText read = ReadText.of(utf8("""
                {"text":"one\\u0000two \\u0000"}
                {"text":["\\u0000","three\\u0001"]}
                {"text":"\\u0000\\ud800"}
                """));
        assertEquals(
                List.of("one two", "three\u0001", "\uFFFD"),
                read.lines().stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
        assertEquals(
                List.of("text: 4 NUL characters replaced by spaces, 1 unpaired surrogates replaced by U+FFFD"),
                read.notes());
    }

    @Test
    @DisplayName("A reference to NUL in the output of WikiExtractor becomes U+FFFD, as in HTML")
    void referenceToNul() throws IOException {
        ReadText read = ReadText.of(utf8("{\"id\":\"1\",\"url\":\"\",\"title\":\"\",\"text\":\"a&#0;b\"}\n"));
        assertEquals(List.of("a\uFFFDb"), read.lines());
    }

    @Test
    @DisplayName("A line with more than one object is skipped and reported")
    void severalObjectsInALine() throws IOException {
        ReadText read = ReadText.of(utf8("{\"text\":\"one\"}\n{\"text\":\"two\"}{\"text\":\"three\"}\n"));
        assertEquals(List.of("one"), read.lines());
        assertEquals(List.of("text: 1 lines that are not JSON objects skipped"), read.notes());
    }

    @Test
    @DisplayName("The escapes of WikiExtractor are decoded once, in text and in JSON")
    void wikiExtractorEscapes() throws IOException {
        assertEquals(
                List.of("AT&T", "a < b > c, &lt; & R&D", "x & y"),
                ReadText.of(utf8("""
                                <doc id="1" url="u" title="AT&amp;T">
                                AT&amp;T
                                a &lt; b &gt; c, &amp;lt; & R&amp;D
                                x &#38; y
                                </doc>
                                """)).lines());
        assertEquals(
                List.of("AT&T sold x < y"),
                ReadText.of(utf8("{\"id\":\"1\",\"url\":\"u\",\"title\":\"t\",\"text\":\"AT&amp;T sold x &lt; y\"}\n"))
                        .lines());
        assertEquals(
                List.of("AT&amp;T"),
                ReadText.of(utf8("{\"text\":\"AT&amp;T\"}\n")).lines(),
                "other JSON");
    }

    @Test
    @DisplayName("Objects of WikiExtractor are decoded if the first line is longer than the head of a file")
    void longWikiExtractorObject() throws IOException {
        String article = "{\"id\":\"1\",\"url\":\"u\",\"title\":\"t\",\"text\":\"%sAT&amp;T\"}\n";
        String other = "{\"text\":\"AT&amp;T\"}\n";
        ReadText read =
                ReadText.of(utf8(article.formatted("x".repeat(10_000) + "\\n") + article.formatted("") + other));
        assertEquals(
                List.of("AT&T", "AT&T", "AT&amp;T"),
                read.lines().stream().filter(line -> line.startsWith("AT")).toList());
    }

    @Test
    @DisplayName("Malformed UTF-8 of a page without a declared encoding is counted")
    void malformedPage() throws IOException {
        byte[] undeclared = "<html><p>caf\u00E9</p><p>na\u00EFf".getBytes(StandardCharsets.ISO_8859_1);
        ReadText read = ReadText.of(undeclared);
        assertEquals(List.of("caf\uFFFD", "na\uFFFDf"), read.lines());
        assertEquals(List.of("text: 2 malformed UTF-8 sequences replaced by U+FFFD"), read.notes());
    }

    @ParameterizedTest
    @DisplayName("Text is decoded from the encoding in the options unless it has a byte order mark")
    @ValueSource(strings = {"windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void encodings(String name) throws IOException {
        Charset charset = Charset.forName(name);
        ReadingOptions options = ReadingOptions.defaults().withEncoding(charset);
        assertEquals(
                List.of("caf\u00E9 na\u00EFf", "second"),
                ReadText.of("text", "caf\u00E9 na\u00EFf\nsecond\n".getBytes(charset), options)
                        .lines());
        assertEquals(
                List.of("caf\u00E9"),
                ReadText.of("text", utf8("\uFEFFcaf\u00E9\n"), options).lines(),
                "a byte order mark decides");
    }

    @Test
    @DisplayName("Text in Asian encodings is decoded")
    void asianEncodings() throws IOException {
        for (String name : List.of("GB18030", "Big5", "Shift_JIS", "EUC-JP")) {
            ReadingOptions options = ReadingOptions.defaults().withEncoding(Charset.forName(name));
            assertEquals(
                    List.of("\u4E2D\u6587"),
                    ReadText.of("text", "\u4E2D\u6587\n".getBytes(Charset.forName(name)), options)
                            .lines(),
                    name);
        }
    }

    @Test
    @DisplayName("The delimiter in the options separates columns")
    void delimiters() throws IOException {
        ReadingOptions options = options("", "", "text", Sentences.LINE).withDelimiter('|');
        assertEquals(
                List.of("a, b; c", "d | e"),
                ReadText.of("x.csv", utf8("id|text\n1|a, b; c\n2|\"d | e\"\n"), options)
                        .lines());
        assertThrows(
                IllegalArgumentException.class, () -> ReadingOptions.defaults().withDelimiter('"'));
        assertThrows(
                IllegalArgumentException.class,
                () -> options("plain", "", "", Sentences.LINE).withDelimiter(';'));
    }
}
