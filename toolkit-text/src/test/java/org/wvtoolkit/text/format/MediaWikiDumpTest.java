package org.wvtoolkit.text.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wvtoolkit.text.format.ReadText.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.UnreadableTextException;

class MediaWikiDumpTest {
    private static final String HEAD = """
            <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="de">
              <siteinfo><namespaces>
                <namespace key="0" case="first-letter" />
                <namespace key="6" case="first-letter">Datei</namespace>
              </namespaces></siteinfo>
            """;
    private static final String FOOT = "</mediawiki>\n";

    private static String page(String title, int namespace, String extra, String text) {
        return "  <page>\n    <title>" + title + "</title>\n    <ns>" + namespace + "</ns>\n    <id>1</id>\n" + extra
                + "    <revision><id>2</id><model>wikitext</model><text xml:space=\"preserve\">" + text
                + "</text></revision>\n  </page>\n";
    }

    private static byte[] bzip2(byte[]... streams) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] stream : streams) {
            try (OutputStream out = new BZip2CompressorOutputStream(file, 1)) {
                out.write(stream);
            }
        }
        return file.toByteArray();
    }

    @Test
    @DisplayName("Articles are read, and redirects and other pages are skipped and counted")
    void pages() throws IOException {
        String dump = HEAD
                + page(
                        "A &amp; B",
                        0,
                        "",
                        "'''A''' &amp;ndash; [[Datei:x.png|thumb|Ein Bild]] &lt;ref&gt;x&lt;/ref&gt;eins.\n\nzwei")
                + page("C", 0, "<redirect title=\"A\" />", "#REDIRECT [[A]]")
                + page("D", 0, "", "#redirect [[A]]")
                + page("Diskussion:A", 1, "", "talk")
                + FOOT;
        ReadText read = ReadText.of(utf8(dump));
        assertEquals(List.of("A & B", "A – eins.", "Ein Bild", "zwei"), read.lines());
        assertEquals(
                List.of("text: 1 articles, 1 pages that are not articles skipped, 2 redirects skipped"), read.notes());
    }

    @Test
    @DisplayName("A document is an article, and a paragraph is a line of prose")
    void sentenceUnits() throws IOException {
        byte[] dump = utf8(HEAD + page("A", 0, "", "one\n\ntwo") + page("B", 0, "", "three") + FOOT);
        assertEquals(
                List.of("A one two", "B three"), read(dump, Sentences.DOCUMENT).lines());
        assertEquals(
                List.of("A", "one", "two", "B", "three"),
                read(dump, Sentences.PARAGRAPH).lines());
    }

    private static ReadText read(byte[] dump, Sentences sentences) throws IOException {
        return ReadText.of("text", dump, new ReadingOptions(null, null, null, sentences));
    }

    private static String articles(int count) {
        Random random = new Random(count);
        StringBuilder dump = new StringBuilder(HEAD);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("article" + i);
            for (int n = random.nextInt(400); n > 0; n--) {
                text.append(" w").append(random.nextInt(100_000));
            }
            dump.append(page("Title" + i, 0, "", text.toString()));
        }
        return dump.append(FOOT).toString();
    }

    @Test
    @DisplayName("Pages are complete for all block sizes, and pages above 16 MiB are rejected")
    void blockSizes() throws IOException {
        byte[] dump = utf8(articles(300));
        String expected = ReadText.of(dump).prose();
        for (int blockBytes : new int[] {5000, 9999, 65536}) {
            ReadText read = ReadText.of(
                    List.of(TextInput.stream("text", new java.io.ByteArrayInputStream(dump))),
                    ReadingOptions.defaults(),
                    blockBytes);
            assertEquals(expected.lines().filter(line -> !line.isEmpty()).toList(), read.lines());
        }
        String giant = HEAD + page("A", 0, "", "x ".repeat(9 << 20)) + FOOT;
        String message = assertThrows(UnreadableTextException.class, () -> ReadText.of(utf8(giant)))
                .getMessage();
        assertEquals(
                "text: a page is longer than 16 MiB; "
                        + "split it, or check that the file is complete and that its format is detected correctly",
                message);
    }

    @ParameterizedTest
    @DisplayName("The complete pages of a truncated dump are kept, with a note")
    @ValueSource(doubles = {0.4, 0.77, 0.999})
    void truncatedDump(double part) throws IOException {
        byte[] dump = utf8(articles(200));
        byte[] cut = Arrays.copyOf(dump, (int) (part * dump.length));
        int complete = new String(cut, java.nio.charset.StandardCharsets.UTF_8).split("</page>", -1).length - 1;
        ReadText read = ReadText.of(cut);
        assertEquals(
                List.of("text: " + complete
                        + " articles, ends in the middle of a page; everything complete before it was kept"),
                read.notes());
        assertEquals(2 * complete, read.lines().size());

        byte[] large = utf8(articles(300));
        byte[] packed = bzip2(
                Arrays.copyOf(large, large.length / 5), Arrays.copyOfRange(large, large.length / 5, large.length));
        ReadText unpacked = ReadText.of(Arrays.copyOf(packed, (int) (part * packed.length)));
        String note = unpacked.notes().getFirst();
        assertTrue(
                note.contains(" (bzip2 data are truncated at byte ")
                        && note.endsWith("; everything complete before it was kept"),
                note);
        assertTrue(
                unpacked.lines().size() >= 2 * 300 * (part - 0.3),
                unpacked.lines().size() + " lines; " + note);
    }

    @Test
    @DisplayName("A dump may consist of several bzip2 streams")
    void bzip2Streams() throws IOException {
        byte[] dump = utf8(articles(400));
        byte[][] streams = new byte[7][];
        for (int i = 0; i < 7; i++) {
            streams[i] = Arrays.copyOfRange(dump, i * dump.length / 7, (i + 1) * dump.length / 7);
        }
        assertEquals(ReadText.of(dump).prose(), ReadText.of(bzip2(streams)).prose());
    }

    @Test
    @DisplayName("The last revision of a page is used, and pages of other content models are skipped")
    void revisions() throws IOException {
        String dump = HEAD
                + "<page><title>A</title><ns>0</ns><revision><text>old</text></revision>"
                + "<revision><text>new</text></revision></page>"
                + "<page><title>B</title><ns>0</ns><revision><model>css</model><text>x</text></revision></page>"
                + "<page><title>C</title><ns>0</ns><revision><text bytes=\"0\" /></revision></page>" + FOOT;
        assertEquals(List.of("A", "new"), ReadText.of(utf8(dump)).lines());
    }
}
