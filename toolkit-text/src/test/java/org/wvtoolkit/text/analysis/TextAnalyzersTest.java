package org.wvtoolkit.text.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.TextOptions;

/** Tests properties of all analyzers, and the tokens of some. */
class TextAnalyzersTest {
    static Stream<TextAnalyzer> everyAnalyzer() {
        return TextAnalyzers.all().stream();
    }

    @ParameterizedTest
    @DisplayName("Each analyzer is found by its name in any case and tokenizes each line independently")
    @MethodSource("everyAnalyzer")
    void everyAnalyzer(TextAnalyzer analyzer) {
        assertSame(analyzer, TextAnalyzers.named(analyzer.name()));
        assertSame(analyzer, TextAnalyzers.named(analyzer.name().toUpperCase(Locale.ROOT)));
        assertEquals(analyzer.name(), analyzer.provenance().get("analyzer"));
        assertEquals("analyzer", analyzer.provenance().keySet().iterator().next());
        assertFalse(analyzer.description().isBlank());
        // The second line must not depend on state from the first one. The text has several scripts.
        List<String> once = Tokenization.tokenize(analyzer.name(), "xylo1980 москва 中国 ประเทศไทย οδός 😀");
        assertTrue(once.getFirst().startsWith("xylo"), "some analyzers split words at digits: " + once);
        List<String> twice = Tokenization.tokenize(
                analyzer.name(), "xylo1980 москва 中国 ประเทศไทย οδός 😀\nxylo1980 москва 中国 ประเทศไทย οδός 😀");
        assertEquals(once, twice.subList(0, once.size()));
        assertEquals(once, twice.subList(once.size(), twice.size()));
    }

    @Test
    @DisplayName("Names are unique")
    void uniqueNames() {
        Set<String> names = new HashSet<>();
        assertTrue(TextAnalyzers.all().stream().allMatch(analyzer -> names.add(analyzer.name())));
        assertEquals("standard", TextAnalyzers.all().getFirst().name());
    }

    @Test
    @DisplayName("The error for an unknown name lists the available analyzers")
    void unknownName() {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> new TextOptions("klingon"));
        assertTrue(String.valueOf(failure.getMessage())
                .startsWith("unknown analyzer: klingon; available: standard, whitespace, chinese, icu, "
                        + "japanese, simple, arabic, "));
    }

    @Test
    @DisplayName("The case of names is ignored, and the default analyzer is standard")
    void defaultAnalyzer() {
        assertEquals(new TextOptions("english"), new TextOptions("English"));
        assertEquals("standard", TextOptions.defaults().analyzer().name());
    }

    @Test
    @DisplayName("Language analyzers remove stop words and stem")
    void languages() {
        assertEquals(List.of("dog", "run"), Tokenization.tokenize("english", "The dogs are running"));
        assertEquals(List.of("haus"), Tokenization.tokenize("german", "die Häuser"));
    }

    @Test
    @DisplayName("The whitespace analyzer keeps tokens unchanged")
    void whitespace() {
        assertEquals(List.of("Don't,", "a\u00A0b", "É"), Tokenization.tokenize("whitespace", "Don't,  a\u00A0b\tÉ"));
    }

    @Test
    @DisplayName("The Chinese analyzer segments both scripts and keeps user words whole")
    void chinese() {
        assertEquals(List.of("中国", "首都", "是", "北京"), Tokenization.tokenize("chinese", "中国首都是北京。"));
        assertEquals(List.of("中国", "首都", "是", "北京"), Tokenization.tokenize("chinese", "中國首都是北京"));
        TextAnalyzer chinese = TextAnalyzers.named("chinese");
        List<String> without = Tokenization.tokenize(chinese, "我在看魔戒遠征隊電影 ABC");
        TextAnalyzer own = chinese.withWords(List.of("魔戒远征队", "魔戒", "abc"));
        List<String> with = Tokenization.tokenize(own, "我在看魔戒遠征隊電影 ABC");
        assertFalse(without.contains("魔戒远征队"), without.toString());
        assertTrue(with.contains("魔戒远征队"), with.toString());
        assertEquals(String.join("", without), String.join("", with), "every character is kept");
        assertEquals("abc", with.getLast());
    }

    @Test
    @DisplayName("The Japanese analyzer returns base forms")
    void japanese() {
        assertEquals(List.of("東京", "で", "走る", "た"), Tokenization.tokenize("japanese", "東京で走った。"));
    }

    @Test
    @DisplayName("The ICU analyzer segments text without spaces and folds characters")
    void icu() {
        assertEquals(
                List.of("การ", "ที่", "ได้", "ต้อง", "แสดง", "strasse"),
                Tokenization.tokenize("icu", "การที่ได้ต้องแสดง Straße"));
    }

    @Test
    @DisplayName("The simple analyzer keeps only letters")
    void simple() {
        assertEquals(List.of("don", "t", "b", "b"), Tokenization.tokenize("simple", "Don't B2B"));
    }

    @ParameterizedTest
    @DisplayName("An analyzer with user words is restored from its provenance")
    @ValueSource(strings = {"chinese", "japanese", "icu"})
    void userWords(String name) {
        TextAnalyzer analyzer = TextAnalyzers.named(name).withWords(List.of("東京スカイツリー駅", "b", "東京スカイツリー駅"));
        assertEquals("b 東京スカイツリー駅", analyzer.provenance().get("words"));
        assertSameTokens(analyzer, "私は東京スカイツリー駅にいる。b");
        assertEquals(List.of("b"), Tokenization.tokenize(analyzer, "b"));
    }

    private static void assertSameTokens(TextAnalyzer analyzer, String text) {
        TextAnalyzer again = TextAnalyzers.of(
                key -> Optional.ofNullable(analyzer.provenance().get(key)));
        assertEquals(Tokenization.tokenize(analyzer, text), Tokenization.tokenize(again, text));
        assertEquals(analyzer.provenance(), again.provenance());
    }

    @Test
    @DisplayName("Analyzers for text with spaces reject user words")
    void userWordsUnsupported() {
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class, () -> TextAnalyzers.standard().withWords(List.of("a")));
        assertTrue(String.valueOf(failure.getMessage()).endsWith("not by standard"));
    }

    @ParameterizedTest
    @DisplayName("A chain applies its steps in order and is restored from its provenance")
    @CsvSource(delimiter = '→', textBlock = """
            standard | lowercase                     The Cafés of 1984  → the cafés of 1984
            standard|lowercase|ascii|numbers         The Cafés of 1984  → the cafes of 0000
            standard | lowercase | stop:english      The Cats and dogs  → cats dogs
            standard | lowercase | stop:the,dogs     The Cats and dogs  → cats and
            standard | lowercase | stem:english      The running cats   → the run cat
            whitespace | length:2-4                  a bb ccc dddd eeee5 → bb ccc dddd
            letters                                  B2B e-mail         → B B e mail
            addresses | lowercase                    See a@b.org now    → see a@b.org now
            whitespace | words                       a -- b ...         → a b
            standard | possessive                    Ann's cats         → Ann cats
            icu | fold                               Ünïcode ＡＢ １  → unicode ab 1
            chinese                                  中國首都                → 中国 首都
            """)
    void chain(String chainAndText, String expected) {
        int at = chainAndText.indexOf("  ");
        TextAnalyzer chain =
                TextAnalyzers.chain(List.of(chainAndText.substring(0, at).strip()));
        String text = chainAndText.substring(at).strip();
        assertEquals(List.of(expected.split(" ")), Tokenization.tokenize(chain, text));
        assertSameTokens(chain, text);
    }

    @Test
    @DisplayName("A chain is parsed from the lines of a file")
    void chainFromLines() {
        TextAnalyzer chain = TextAnalyzers.chain(List.of("# mine", "standard", "", "lowercase # all", "length:2-9"));
        assertEquals("standard | lowercase | length:2-9", chain.provenance().get("chain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            nothing            → unknown tokenizer: nothing; available: standard, whitespace
            standard|nothing   → unknown filter: nothing; available: lowercase, turkish-lowercase, nfc, ascii
            standard|stop      → filter stop requires an argument: stop:LANGUAGE
            standard|ascii:x   → filter ascii has no argument
            standard|length:9-2 → filter length requires length:MIN-MAX
            standard|length:x  → filter length requires length:MIN-MAX
            standard|stem:klingon → filter stem does not support the language klingon
            #                  → no tokenizer found
            """)
    @DisplayName("An invalid chain is reported in one line")
    void invalidChain(String chain, String message) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> TextAnalyzers.chain(List.of(chain)));
        assertTrue(String.valueOf(failure.getMessage()).startsWith(message), failure.getMessage());
    }

    @ParameterizedTest
    @DisplayName("The standard analyzer and the filter nfc compose letters and combining marks")
    @ValueSource(strings = {"standard", "standard | lowercase | nfc", "whitespace | nfc"})
    void composes(String analyzer) {
        TextAnalyzer used = analyzer.equals("standard")
                ? TextAnalyzers.standard()
                : TextAnalyzers.chain(List.of(analyzer.split(" \\| ", -1)));
        assertEquals(
                List.of("caf\u00E9", "th\u00E9", "\u1EBF", "\uAC00", "\u304C"),
                Tokenization.tokenize(used, "cafe\u0301 the\u0301 e\u0302\u0301 \u1100\u1161 \u304B\u3099"));
    }

    @ParameterizedTest
    @DisplayName("The Turkish lower-case filter distinguishes dotted and dotless i")
    @CsvSource(delimiter = '→', textBlock = """
            İSTANBUL I\u015EIK → istanbul ışık
            Diyarbakır DİYARBAKIR → diyarbakır diyarbakır
            Iğdır ILICA → ığdır ılıca
            ŞİİR şiir → şiir şiir
            I\u0307zmir → izmir
            KIRIK KALP → kırık kalp
            Nil → nil
            """)
    void turkishLowerCase(String text, String expected) {
        TextAnalyzer turkish = TextAnalyzers.chain(List.of("standard", "turkish-lowercase"));
        assertEquals(expected, String.join(" ", Tokenization.tokenize(turkish, text)));
    }

    @ParameterizedTest
    @DisplayName("decompound divides compounds that the word list covers, except for linking elements")
    @CsvSource(delimiter = '→', textBlock = """
            Donaudampfschiff             → donau dampf schiff
            der Versicherungsvertrag gilt → der versicherung vertrag gilt
            Verein Dampf                 → verein dampf
            Dampfschifffahrtsgesellschaft → dampfschifffahrtsgesellschaft
            Haustüren                    → haus türen
            """)
    void decompounds(String text, String expected) {
        TextAnalyzer german = TextAnalyzers.chain("standard", List.of("lowercase", "decompound"))
                .withWords(List.of("Donau", "Dampf", "Schiff", "Versicherung", "Vertrag", "ein", "Haus", "Türen"));
        assertEquals(List.of(expected.split(" ")), Tokenization.tokenize(german, text));
        assertSameTokens(german, text);
        Map<String, String> stored = german.provenance();
        TextAnalyzer again = TextAnalyzers.of(name -> Optional.ofNullable(stored.get(name)));
        assertEquals(List.of(expected.split(" ")), Tokenization.tokenize(again, text));
    }

    @Test
    @DisplayName("filters after decompound apply to the parts")
    void stemsParts() {
        TextAnalyzer german = TextAnalyzers.chain("standard", List.of("lowercase", "decompound", "stem:german"))
                .withWords(List.of("haus", "türen"));
        assertEquals(List.of("haus", "tur"), Tokenization.tokenize(german, "Haustüren"));
    }
}
