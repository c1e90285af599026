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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
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

    /** Result of reading a text. */
    private record Tokenized(List<List<String>> sentences, SourceReport report, int chunks) {}

    private static Tokenized readTokens(byte[] text, String analyzer, int blockBytes, int threads) throws IOException {
        TextInput input = TextInput.stream("text", new ByteArrayInputStream(text));
        TokenList tokens = new TokenList();
        SourceReport report = new TextCorpus(List.of(input), new TextOptions(analyzer), blockBytes)
                .readTokens(tokens, threads, ProgressListener.NONE);
        return new Tokenized(tokens.sentences(), report, tokens.chunkCount());
    }

    private static Tokenized readTokens(byte[] text) throws IOException {
        return readTokens(text, "whitespace", 1 << 20, 1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reference implementation: decodes the text, splits it into lines, and lines at white space. */
    private static List<List<String>> bruteForce(byte[] text) {
        return Arrays.stream(new String(text, StandardCharsets.UTF_8).split("[\r\n]", -1))
                .map(line -> Arrays.stream(line.split("[ \t\u000B\f]", -1))
                        .filter(token -> !token.isEmpty())
                        .toList())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /** Returns random words, white space, line ends and malformed bytes. No word has more than 12 bytes. */
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
    @DisplayName("Whitespace tokens agree with the reference implementation for all block sizes")
    @ValueSource(longs = {1, 2, 3})
    void whitespaceTokens(long seed) throws IOException {
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
    @DisplayName("Tokens of Lucene's analyzers do not depend on block sizes or threads")
    @CsvSource({"standard,1", "standard,2", "english,3", "german,4", "cjk,5"})
    void luceneTokens(String analyzer, long seed) throws IOException {
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
    @DisplayName("Overlong tokens are split at the same positions for all block sizes")
    void longTokens() throws IOException {
        byte[] text = utf8("word " + "é".repeat(20_000) + " " + "x中".repeat(3000) + "\n" + "y".repeat(4096) + " "
                + "z".repeat(4097));
        Tokenized whole = readTokens(text);
        assertEquals(3, whole.report().splitTokens());
        String all = String.join("", whole.sentences().getFirst());
        assertEquals("word" + "é".repeat(20_000) + "x中".repeat(3000), all);
        assertTrue(whole.sentences().getFirst().stream().allMatch(token -> utf8(token).length <= 4096));
        for (int blockBytes : new int[] {5000, 8192, 8193, 10_001}) {
            Tokenized cut = readTokens(text, "whitespace", blockBytes, 2);
            assertEquals(whole.sentences(), cut.sentences());
            assertEquals(3, cut.report().splitTokens());
        }
    }

    @ParameterizedTest
    @DisplayName("The parts and the count of overlong tokens do not depend on their position in the text")
    @CsvSource({
        "standard,a",
        "standard,é",
        "standard,한",
        "standard,x1",
        "english,q",
        "whitespace,a",
        "whitespace,中文。",
        "icu,a",
        "thai,b",
        "japanese,c",
        "chinese,d"
    })
    void overlongTokens(String analyzer, String unit) throws IOException {
        String overlong = unit.repeat(300_000 / utf8(unit).length);
        String text = " word " + overlong + " next\n" + overlong + "\nlast";
        Tokenized alone = readTokens(utf8(text), analyzer, 1 << 20, 1);
        assertEquals(2, alone.report().splitTokens());
        for (int blockBytes : new int[] {8192, 10_001, 65_536}) {
            Tokenized cut = readTokens(utf8(text), analyzer, blockBytes, 2);
            assertEquals(alone.sentences(), cut.sentences());
            assertEquals(2, cut.report().splitTokens());
        }
        for (int before : new int[] {1, 9_999, 40_000}) {
            Tokenized moved = readTokens(utf8("zz yy\n".repeat(before) + text), analyzer, 65_536, 2);
            List<List<String>> sentences = moved.sentences();
            assertEquals(alone.sentences(), sentences.subList(before, sentences.size()));
            assertEquals(2, moved.report().splitTokens());
        }
    }

    @Test
    @DisplayName("The parts of an overlong token with malformed UTF-8 do not depend on its position in the text")
    void malformedLongTokens() throws IOException {
        Random random = new Random(17);
        for (int i = 0; i < 4; i++) {
            ByteArrayOutputStream token = new ByteArrayOutputStream();
            while (token.size() < 60_000) {
                // A truncated character, a lone continuation byte, or a character
                byte[][] parts = {{(byte) 0xE2, (byte) 0x82}, {(byte) 0x80}, {(byte) 0xFF}, utf8("word"), utf8("é")};
                token.writeBytes(parts[random.nextInt(i % 2 == 0 ? 3 : parts.length)]);
            }
            byte[] longToken = token.toByteArray();
            for (String analyzer : List.of("whitespace", "standard", "icu")) {
                List<List<String>> expected =
                        readTokens(longToken, analyzer, 1 << 20, 1).sentences();
                for (int before : new int[] {1, 1000, 5001, 9000}) {
                    byte[] line = Arrays.copyOf(utf8("x\n".repeat(before)), 2 * before + longToken.length);
                    System.arraycopy(longToken, 0, line, 2 * before, longToken.length);
                    List<List<String>> sentences =
                            readTokens(line, analyzer, 1 << 14, 2).sentences();
                    assertEquals(expected, sentences.subList(before, sentences.size()), analyzer + " " + before);
                }
            }
        }
    }

    @Test
    @DisplayName("An overlong ASCII token has the parts of Lucene, and each overlong token counts once")
    void overlongAscii() throws IOException {
        Tokenized one = readTokens(utf8("a".repeat(5_000_000)), "standard", 1 << 20, 2);
        assertEquals((5_000_000 + 254) / 255, one.sentences().getFirst().size());
        assertEquals(1, one.report().splitTokens());
        Tokenized three = readTokens(
                utf8("a".repeat(5_000) + "-" + "b".repeat(70_000) + "-" + "c".repeat(300)), "standard", 8192, 2);
        assertEquals(3, three.report().splitTokens());
    }

    @ParameterizedTest
    @DisplayName("A line without spaces is divided into blocks between words")
    @CsvSource({"chinese,北京是中国的首都。", "japanese,東京は日本の首都です。", "icu,北京是中国的首都，"})
    void longLineWithoutSpaces(String analyzer, String sentence) throws IOException {
        List<List<String>> expected =
                readTokens(utf8(sentence), analyzer, 1 << 20, 1).sentences();
        byte[] line = utf8(sentence.repeat(4000));
        for (int blockBytes : new int[] {8192, 32_768, 1 << 20}) {
            List<List<String>> sentences =
                    readTokens(line, analyzer, blockBytes, 2).sentences();
            assertEquals(1, sentences.size());
            assertEquals(new HashSet<>(expected.getFirst()), new HashSet<>(sentences.getFirst()));
            assertEquals(4000 * expected.getFirst().size(), sentences.getFirst().size());
        }
    }

    @Test
    @DisplayName("LF, CR and CR LF end a sentence")
    void lineEnds() throws IOException {
        assertEquals(
                List.of(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e")),
                readTokens(utf8("a b\r\nc\rd\n\n\r\ne")).sentences());
    }

    @Test
    @DisplayName("The end of a file ends a sentence")
    void endOfFile() throws IOException {
        List<TextInput> inputs = List.of(
                TextInput.stream("one", new ByteArrayInputStream(utf8("a b"))),
                TextInput.stream("two", new ByteArrayInputStream(utf8("c"))));
        TokenList tokens = new TokenList();
        SourceReport report = TextCorpus.of(inputs, WHITESPACE).readTokens(tokens, 1, ProgressListener.NONE);
        assertEquals(List.of(List.of("a", "b"), List.of("c")), tokens.sentences());
        assertEquals(4, report.bytes());
    }

    @Test
    @DisplayName("The report contains the size and hash of the input and the number of malformed sequences")
    void report() throws Exception {
        byte[] text = utf8("\uFEFFBad \u00A0 text\n");
        text[5] = (byte) 0xC3; // replaces "d", before a space
        SourceReport report = readTokens(text).report();
        assertEquals(text.length, report.bytes());
        assertEquals(1, report.malformed());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)), report.sha256());
    }

    @Test
    @DisplayName("An empty text has no tokens")
    void emptyText() throws IOException {
        Tokenized empty = readTokens(new byte[0]);
        assertEquals(List.of(), empty.sentences());
        assertEquals(0, empty.report().bytes());
    }

    @Test
    @DisplayName("A byte order mark is not part of the first token")
    void byteOrderMark() throws IOException {
        assertEquals(List.of(List.of("first")), readTokens(utf8("\uFEFFfirst")).sentences());
    }

    @ParameterizedTest
    @DisplayName("A byte order mark selects UTF-16 or UTF-32")
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void markedEncodings(String charset) throws IOException {
        String text = "中国 😀 naïve\n".repeat(5000);
        assertEquals(
                bruteForce(utf8(text)),
                readTokens(("\uFEFF" + text).getBytes(Charset.forName(charset))).sentences());
    }

    @Test
    @DisplayName("Unpaired surrogates and incomplete code units in UTF-16 are replaced and counted")
    void malformedUtf16() throws IOException {
        Tokenized tokenized =
                readTokens(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 0, (byte) 0xD8, ' ', 0, 'b', 0, 'c'});
        assertEquals(List.of(List.of("a\uFFFD", "b\uFFFD")), tokenized.sentences());
        assertEquals(2, tokenized.report().malformed());
    }

    @Test
    @DisplayName("Malformed UTF-8 is replaced and counted once at any position relative to block boundaries")
    void malformedUtf8() throws IOException {
        for (int before = 0; before < 40; before++) {
            byte[] text = utf8("x".repeat(before) + "?? 中国 ?\n?");
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '?') {
                    text[i] = (byte) (i % 2 == 0 ? 0xE4 : 0xFF);
                }
            }
            Tokenized tokenized = readTokens(text, "whitespace", 16, 1);
            assertEquals(4, tokenized.report().malformed());
            assertEquals(
                    String.join(
                            "", bruteForce(text).stream().flatMap(List::stream).toList()),
                    String.join(
                            "",
                            tokenized.sentences().stream().flatMap(List::stream).toList()));
        }
    }

    @Test
    @DisplayName("The document markers of WikiExtractor are removed")
    void wikiExtractor() throws IOException {
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
    @DisplayName("The provenance contains everything that determines the tokens")
    void provenance() {
        assertEquals(
                Map.of("analyzer", "whitespace", "longest_token_bytes", "4096"),
                TextCorpus.of(List.of(TextInput.stream("x", new ByteArrayInputStream(new byte[0]))), WHITESPACE)
                        .provenance());
        assertEquals(
                List.of("analyzer", "lucene", "longest_token_characters"),
                List.copyOf(TextAnalyzers.standard().provenance().keySet()));
    }

    @Test
    @DisplayName("A stream cannot be read twice")
    void streamReadTwice() throws IOException {
        TextCorpus corpus =
                TextCorpus.of(List.of(TextInput.stream("x", new ByteArrayInputStream(utf8("a")))), WHITESPACE);
        corpus.readTokens(new TokenList(), 1, ProgressListener.NONE);
        assertThrows(IllegalStateException.class, () -> corpus.readTokens(new TokenList(), 1, ProgressListener.NONE));
    }
}
