package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every analyzer, and a taste of some. */
class TextAnalyzersTest {
    static Stream<TextAnalyzer> everyAnalyzer() {
        return TextAnalyzers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyAnalyzer")
    void isFoundByItsNameAndCutsText(TextAnalyzer analyzer) {
        assertSame(analyzer, TextAnalyzers.named(analyzer.name()));
        assertSame(analyzer, TextAnalyzers.named(analyzer.name().toUpperCase(Locale.ROOT)));
        assertEquals(analyzer.name(), analyzer.provenance().get("analyzer"));
        assertEquals("analyzer", analyzer.provenance().keySet().iterator().next());
        assertFalse(analyzer.description().isBlank());
        // Twice with what it keeps from one line to the next, in several scripts.
        List<String> once = Tokenization.tokenize(analyzer.name(), "xylo1980 москва 中国 ประเทศไทย οδός 😀");
        assertEquals("xylo1980", once.getFirst());
        List<String> twice = Tokenization.tokenize(
                analyzer.name(), "xylo1980 москва 中国 ประเทศไทย οδός 😀\nxylo1980 москва 中国 ประเทศไทย οδός 😀");
        assertEquals(once, twice.subList(0, once.size()));
        assertEquals(once, twice.subList(once.size(), twice.size()));
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        assertTrue(TextAnalyzers.all().stream().allMatch(analyzer -> names.add(analyzer.name())));
        assertEquals("standard", TextAnalyzers.all().getFirst().name());
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> new TextOptions("klingon"));
        assertTrue(String.valueOf(failure.getMessage())
                .startsWith("unknown analyzer: klingon; there are standard, whitespace, arabic, "));
    }

    @Test
    void optionsNameTheAnalyzerInLowerCase() {
        assertEquals(new TextOptions("english"), new TextOptions("English"));
        assertEquals("standard", TextOptions.defaults().analyzer());
    }

    @Test
    void aLanguagesAnalyzerLeavesStopWordsOutAndStems() {
        assertEquals(List.of("dog", "run"), Tokenization.tokenize("english", "The dogs are running"));
        assertEquals(List.of("haus"), Tokenization.tokenize("german", "die Häuser"));
    }

    @Test
    void whitespaceChangesNothing() {
        assertEquals(List.of("Don't,", "a\u00A0b", "É"), Tokenization.tokenize("whitespace", "Don't,  a\u00A0b\tÉ"));
    }
}
