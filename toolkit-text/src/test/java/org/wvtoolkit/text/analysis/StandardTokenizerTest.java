package org.wvtoolkit.text.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.TokenList;

/** Compares the fast tokenizer with Lucene, which is the specification. */
class StandardTokenizerTest {
    private static final String ASCII_SOUP = "aZz09_._':;,'..-\"@#/ ab1 \t\u000B\f\u0000\u001F\u007F";
    private static final String[] UNICODE_SOUP = {
        "é", "ß", "Ö", "İ", "Σ", "ς", "ж", "א", "\"", "'", "’", "·", "‧", "中", "文", "あ", "カ", "ー", "한", "글", "ก", "า",
        "ا", "٣", "٬", "\u00A0", "\u00AD", "\u0301", "\u200B", "\u200D", "\u2028", "\u3000", "\uFEFF", "\uFF0E",
        "\uFF3F", "\u203F", "😀", "👩", "🏽", "🇫", "🇷", "𝒜", "𐐀", "#", "\u20E3", "\uFE0F", "\u0085", "–"
    };

    private static List<String> lucene(String text) throws IOException {
        List<String> tokens = new ArrayList<>();
        for (String line : text.split("[\r\n]", -1)) {
            try (Analyzer analyzer = new StandardAnalyzer();
                    TokenStream stream = analyzer.tokenStream("", new StringReader(line))) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    // The standard analyzer also composes letters and combining marks.
                    tokens.add(Normalizer.normalize(term, Normalizer.Form.NFC));
                }
            }
        }
        return tokens;
    }

    private static void assertSame(String text) throws IOException {
        assertEquals(lucene(text), Tokenization.tokenize("standard", text), () -> "text <" + text + ">");
    }

    @ParameterizedTest
    @DisplayName("Random ASCII text gives the tokens of Lucene")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomAscii(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(
                        random.nextInt(8) == 0
                                ? (char) random.nextInt(128)
                                : ASCII_SOUP.charAt(random.nextInt(ASCII_SOUP.length())));
            }
            assertSame(text.toString());
        }
    }

    @ParameterizedTest
    @DisplayName("Random Unicode text gives the tokens of Lucene")
    @ValueSource(longs = {6, 7, 8, 9, 10})
    void randomUnicode(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                switch (random.nextInt(4)) {
                    case 0 -> text.append(UNICODE_SOUP[random.nextInt(UNICODE_SOUP.length)]);
                    case 1 -> text.append(random.nextBoolean() ? " " : "plain words, 3.5 of them ");
                    case 2 -> text.append(ASCII_SOUP.charAt(random.nextInt(ASCII_SOUP.length())));
                    default -> {
                        int point = random.nextInt(0x2000);
                        text.appendCodePoint(Character.isSurrogate((char) point) ? 'x' : point);
                    }
                }
            }
            assertSame(text.toString());
        }
    }

    @ParameterizedTest
    @DisplayName("Long words are split at the positions of Lucene")
    @ValueSource(ints = {250, 253, 254, 255, 256, 257, 509, 510, 511, 512, 1000})
    void longWords(int length) throws IOException {
        assertSame("a".repeat(length));
        assertSame("word " + "a.".repeat(length / 2) + " word");
        assertSame("(" + "1,".repeat(length / 2) + "5 é " + "_".repeat(length) + "b");
        assertSame("-".repeat(length) + "b c");
        assertSame("é " + "b".repeat(length) + " é");
    }

    @Test
    @DisplayName("Words that are split are counted")
    void splitWords() throws IOException {
        try (TextTokenizer tokenizer = TextAnalyzers.standard().newTokenizer()) {
            byte[] text = ("a".repeat(1000) + " b " + "c".repeat(256) + " " + "d".repeat(255) + " é " + "\0".repeat(16))
                    .getBytes(StandardCharsets.UTF_8);
            TokenList tokens = new TokenList();
            var sink = tokens.newSink();
            sink.beginChunk(0);
            tokenizer.tokenize(text, text.length - 16, false, sink);
            sink.endChunk();
            assertEquals(2, tokenizer.splitTokens());
        }
    }

    @Test
    @DisplayName("Queries are tokenized and lower-cased")
    void query() {
        assertEquals(List.of("france"), Tokenization.tokenize("standard", "France"));
        assertEquals(List.of("los", "angeles"), Tokenization.tokenize("standard", "Los Angeles"));
        assertEquals(List.of("中", "国"), Tokenization.tokenize("standard", "中国"));
        assertEquals(List.of(), Tokenization.tokenize("standard", " ... "));
    }
}
