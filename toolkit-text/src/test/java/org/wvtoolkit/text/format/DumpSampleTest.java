package org.wvtoolkit.text.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.stream.TextInput;

/** Reads the beginning of a real Wikipedia dump. Skipped if the file is absent. */
class DumpSampleTest {
    private static final Path DUMP =
            Path.of(System.getenv().getOrDefault("WV_SHARED", "../../shared"), "corpora", "enwiki-dump-sample.xml.bz2");

    private static String xml = "";
    private static ReadText read = new ReadText("", List.of());

    @BeforeAll
    static void readOnce() throws IOException {
        assumeTrue(Files.exists(DUMP), DUMP + " is not available");
        try (InputStream in = new BZip2CompressorInputStream(Files.newInputStream(DUMP), true)) {
            xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        read = ReadText.of(List.of(TextInput.path(DUMP)), ReadingOptions.defaults(), 1 << 20);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Test
    @DisplayName("All articles are read, and skipped redirects are counted")
    void counts() {
        assertEquals(List.of(DUMP + ": 106 articles, 100 redirects skipped"), read.notes());
    }

    @Test
    @DisplayName("No markup remains")
    void noMarkup() {
        for (String markup : List.of(
                "[[",
                "]]",
                "{{",
                "}}",
                "{|",
                "|}",
                "|-",
                "||",
                "|thumb",
                "<ref",
                "</ref",
                "<br",
                "<!--",
                "&nbsp",
                "&ndash",
                "&amp",
                "&quot",
                "'''",
                "''",
                "Category:",
                "[http",
                "==",
                "\u00A0",
                "__NOTOC",
                "colspan",
                "#REDIRECT")) {
            assertFalse(read.prose().contains(markup), () -> {
                int at = read.prose().indexOf(markup);
                return markup + " in " + read.prose().substring(Math.max(0, at - 60), at + 60);
            });
        }
        Map<String, Integer> counts = new HashMap<>();
        words(read.prose()).forEach(word -> counts.merge(word, 1, Integer::sum));
        for (String word : List.of("nbsp", "quot", "ref", "px", "accessdate", "colspan", "cellpadding", "reflist")) {
            assertTrue(counts.getOrDefault(word, 0) <= 1, () -> word + ": " + counts.get(word));
        }
        // Genuine occurrences of the word, such as "rule of thumb".
        assertEquals(4, counts.get("thumb"));
    }

    /**
     * Reference implementation that shares no code with the reader: removes comments, notes, templates, tables and
     * images from the source of one article with regular expressions.
     */
    private static String bruteForce(String title) {
        Matcher page = Pattern.compile(
                        "<title>" + Pattern.quote(title) + "</title>.*?<text[^>]*>(.*?)</text>", Pattern.DOTALL)
                .matcher(xml);
        assertTrue(page.find(), title);
        String text = Parser.unescapeEntities(page.group(1), false);
        text = text.replaceAll("(?s)<!--.*?-->", " ");
        text = text.replaceAll("(?s)<ref[^>]*/>", " ")
                .replaceAll("(?s)<(ref|math|gallery|source)\\b[^>]*>.*?</\\1>", " ");
        for (String before = ""; !before.equals(text); ) {
            before = text;
            text = text.replaceAll("(?s)\\{\\{(?:lang|convert|nowrap)\\|([^{}]*)\\}\\}", " $1 ");
            text = text.replaceAll("(?s)\\{\\{[^{}]*\\}\\}", " ");
        }
        text = text.replaceAll("(?s)\\n\\{\\|.*?\\n\\|\\}", "\n");
        text = text.replaceAll("\\[https?://[^ \\]]* ?", " ");
        for (String before = ""; !before.equals(text); ) {
            before = text;
            text = text.replaceAll("\\[\\[(?:File|Image|Category):[^\\[\\]]*\\]\\]", " ");
            text = text.replaceAll("\\[\\[(?:[^\\[\\]|]*\\|)?([^\\[\\]]*)\\]\\]", "$1");
        }
        int apparatus = text.length();
        for (String heading : List.of(
                "References", "External links", "Notes", "Further reading", "Bibliography", "Sources", "Footnotes")) {
            Matcher found = Pattern.compile("\\n==+ *" + heading + " *==+").matcher(text);
            apparatus = found.find() ? Math.min(apparatus, found.start()) : apparatus;
        }
        text = text.substring(0, apparatus);
        text = Parser.unescapeEntities(text, false);
        return text.replaceAll("<[^>]*>", "");
    }

    private static String prose(String title) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        Set<String> titles = new java.util.HashSet<>();
        Matcher all = Pattern.compile("<title>(.*?)</title>").matcher(xml);
        while (all.find()) {
            titles.add(Parser.unescapeEntities(all.group(1), false));
        }
        boolean blank = true;
        for (String line : read.prose().split("\n", -1)) {
            if (blank && titles.contains(line)) {
                inside = line.equals(title);
            }
            if (inside) {
                lines.add(line);
            }
            blank = line.isEmpty();
        }
        return String.join("\n", lines);
    }

    @ParameterizedTest
    @DisplayName("At least 98 % of the words of the reference implementation are extracted")
    @ValueSource(
            strings = {
                "Anarchism",
                "Albedo",
                "Achilles",
                "Abraham Lincoln",
                "Aristotle",
                "Alchemy",
                "Aardvark",
                "Atlantic Ocean",
                "Agnostida",
                "Animal Farm"
            })
    void extractedWords(String title) {
        List<String> expected = words(bruteForce(title));
        List<String> found = words(prose(title));
        assertTrue(expected.size() > 300, title + " has " + expected.size() + " words");
        Map<String, Integer> left = new TreeMap<>();
        found.forEach(word -> left.merge(word, 1, Integer::sum));
        Map<String, Integer> missing = new TreeMap<>();
        for (String word : expected) {
            if (left.merge(word, -1, Integer::sum) < 0) {
                missing.merge(word, 1, Integer::sum);
            }
        }
        int lost = missing.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(
                lost <= 0.02 * expected.size(),
                () -> title + ": of " + expected.size() + " words are missing " + missing);
        assertTrue(
                found.size() <= 1.12 * expected.size(), () -> title + ": " + found.size() + " of " + expected.size());
    }
}
