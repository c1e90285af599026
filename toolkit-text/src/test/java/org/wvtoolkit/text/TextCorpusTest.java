package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;

class TextCorpusTest {
    private static final TextOptions WHITESPACE = new TextOptions("whitespace");

    /** What a pouring gave. */
    private record Poured(List<List<String>> sentences, SourceReport report, int chunks) {}

    private static Poured readTokens(byte[] text, String analyzer, int blockBytes, int threads) throws IOException {
        TextInput input = TextInput.stream("text", new ByteArrayInputStream(text));
        TokenList tokens = new TokenList();
        SourceReport report = new TextCorpus(List.of(input), new TextOptions(analyzer), blockBytes)
                .readTokens(tokens, threads, ProgressListener.NONE);
        return new Poured(tokens.sentences(), report, tokens.chunkCount());
    }

    private static Poured readTokens(byte[] text) throws IOException {
        return readTokens(text, "whitespace", 1 << 20, 1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Tokens by the plainest means: decode all of it, split lines, split white space. */
    private static List<List<String>> bruteForce(byte[] text) {
        return Arrays.stream(new String(text, StandardCharsets.UTF_8).split("[\r\n]", -1))
                .map(line -> Arrays.stream(line.split("[ \t\u000B\f]", -1))
                        .filter(token -> !token.isEmpty())
                        .toList())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /** Words, white space, line ends and malformed bytes; no word longer than 12 bytes. */
    private static byte[] randomText(Random random, boolean malformed) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String[] words = {"a", "the", "Word", "naïve", "中国", "😀", "don't", "3.14", "x_y", "\u00A0", "é"};
        String[] spaces = {" ", " ", " ", "\t", "\u000B", "\f", "  ", "\n", "\r\n", "\r", "\n\n", " \n "};
        for (int n = random.nextInt(200); n > 0; n--) {
            text.writeBytes(utf8(words[random.nextInt(words.length)]));
            if (malformed && random.nextInt(6) == 0) {
                byte[] junk = new byte[random.nextInt(3)];
                random.nextBytes(junk);
                for (int i = 0; i < junk.length; i++) {
                    junk[i] |= (byte) 0x80;
                }
                text.writeBytes(junk);
            }
            text.writeBytes(utf8(spaces[random.nextInt(spaces.length)]));
        }
        return text.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whitespaceTokensAreThoseOfTheBruteForceTwinWhereverTheTextIsCut(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] text = randomText(random, true);
            List<List<String>> expected = bruteForce(text);
            for (int blockBytes : new int[] {24, 25, 31, 64, 1000, 1 << 20}) {
                assertEquals(
                        expected,
                        readTokens(text, "whitespace", blockBytes, 1 + i % 3).sentences());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"standard,1", "standard,2", "english,3", "german,4", "cjk,5"})
    void tokensOfLuceneDoNotDependOnWhereTheTextIsCutOrOnThreads(String analyzer, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            byte[] text = randomText(random, false);
            List<List<String>> expected = readTokens(text, analyzer, 1 << 20, 1).sentences();
            for (int blockBytes : new int[] {24, 37, 200}) {
                assertEquals(
                        expected,
                        readTokens(text, analyzer, blockBytes, 1 + i % 3).sentences());
            }
        }
    }

    @Test
    void giantTokensAreSplitAlikeWhereverTheTextIsCut() throws IOException {
        byte[] text = utf8("word " + "é".repeat(20_000) + " " + "x中".repeat(3000) + "\n" + "y".repeat(4096) + " "
                + "z".repeat(4097));
        Poured whole = readTokens(text);
        assertEquals(3, whole.report().splitTokens());
        String all = String.join("", whole.sentences().getFirst());
        assertEquals("word" + "é".repeat(20_000) + "x中".repeat(3000), all);
        assertTrue(whole.sentences().getFirst().stream().allMatch(token -> utf8(token).length <= 4096));
        for (int blockBytes : new int[] {5000, 8192, 8193, 10_001}) {
            Poured cut = readTokens(text, "whitespace", blockBytes, 2);
            assertEquals(whole.sentences(), cut.sentences());
            assertEquals(3, cut.report().splitTokens());
        }
    }

    @Test
    void everyKindOfLineEndEndsASentence() throws IOException {
        assertEquals(
                List.of(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e")),
                readTokens(utf8("a b\r\nc\rd\n\n\r\ne")).sentences());
    }

    @Test
    void theEndOfAFileEndsASentence() throws IOException {
        List<TextInput> inputs = List.of(
                TextInput.stream("one", new ByteArrayInputStream(utf8("a b"))),
                TextInput.stream("two", new ByteArrayInputStream(utf8("c"))));
        TokenList tokens = new TokenList();
        SourceReport report = TextCorpus.of(inputs, WHITESPACE).readTokens(tokens, 1, ProgressListener.NONE);
        assertEquals(List.of(List.of("a", "b"), List.of("c")), tokens.sentences());
        assertEquals(4, report.bytes());
    }

    @Test
    void theReportHashesAndCountsTheTextAsItIs() throws Exception {
        byte[] text = utf8("\uFEFFBad \u00A0 text\n");
        text[5] = (byte) 0xC3; // in the place of "d", before a space
        SourceReport report = readTokens(text).report();
        assertEquals(text.length, report.bytes());
        assertEquals(1, report.malformed());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)), report.sha256());
    }

    @Test
    void anEmptyTextHasNoTokens() throws IOException {
        Poured empty = readTokens(new byte[0]);
        assertEquals(List.of(), empty.sentences());
        assertEquals(0, empty.report().bytes());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstToken() throws IOException {
        assertEquals(List.of(List.of("first")), readTokens(utf8("\uFEFFfirst")).sentences());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsAreReadWhereAMarkNamesThem(String charset) throws IOException {
        String text = "中国 😀 naïve\n".repeat(5000);
        assertEquals(
                bruteForce(utf8(text)),
                readTokens(("\uFEFF" + text).getBytes(Charset.forName(charset))).sentences());
    }

    @Test
    void halfSurrogatesAndOddBytesInUtf16AreReplacedAndCounted() throws IOException {
        Poured poured = readTokens(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 0, (byte) 0xD8, ' ', 0, 'b', 0, 'c'});
        assertEquals(List.of(List.of("a\uFFFD", "b\uFFFD")), poured.sentences());
        assertEquals(2, poured.report().malformed());
    }

    @Test
    void invalidUtf8IsReplacedAndCountedAtEveryBlockEdge() throws IOException {
        for (int before = 0; before < 40; before++) {
            byte[] text = utf8("x".repeat(before) + "?? 中国 ?\n?");
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '?') {
                    text[i] = (byte) (i % 2 == 0 ? 0xE4 : 0xFF);
                }
            }
            Poured poured = readTokens(text, "whitespace", 16, 1);
            assertEquals(4, poured.report().malformed());
            assertEquals(
                    String.join(
                            "", bruteForce(text).stream().flatMap(List::stream).toList()),
                    String.join(
                            "",
                            poured.sentences().stream().flatMap(List::stream).toList()));
        }
    }

    @Test
    void markersOfWikiExtractorAreDropped() throws IOException {
        String text = """
                <doc id="1" title="A > B">
                A > B

                Prose < <doc more>.
                </doc>
                <doc id="2">\r
                <doc is how this line begins
                </doc>
                """;
        List<List<String>> expected = List.of(
                List.of("A", ">", "B"),
                List.of("Prose", "<", "<doc", "more>."),
                List.of("<doc", "is", "how", "this", "line", "begins"));
        for (int blockBytes : new int[] {40, 64, 1000}) {
            assertEquals(
                    expected,
                    readTokens(utf8(text), "whitespace", blockBytes, 2).sentences());
        }
        assertEquals(
                List.of(List.of("a"), List.of("<doc", "id=\"1\">")),
                readTokens(utf8("a\n<doc id=\"1\">")).sentences(),
                "only in files that begin with one");
    }

    @Test
    void provenanceNamesWhatDeterminesTheTokens() {
        assertEquals(
                Map.of("analyzer", "whitespace", "longest_token_bytes", "4096"),
                TextCorpus.of(List.of(TextInput.stream("x", new ByteArrayInputStream(new byte[0]))), WHITESPACE)
                        .provenance());
        assertEquals(
                List.of("analyzer", "lucene", "longest_token_characters"),
                List.copyOf(TextAnalyzers.standard().provenance().keySet()));
    }

    @Test
    void aStreamCannotBeReadTwice() throws IOException {
        TextCorpus corpus =
                TextCorpus.of(List.of(TextInput.stream("x", new ByteArrayInputStream(utf8("a")))), WHITESPACE);
        corpus.readTokens(new TokenList(), 1, ProgressListener.NONE);
        assertThrows(IllegalStateException.class, () -> corpus.readTokens(new TokenList(), 1, ProgressListener.NONE));
    }
}
