package org.wvtoolkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.inspection.SuspectCharacters.Finding;
import org.wvtoolkit.inspection.SuspectCharacters.Kind;
import org.wvtoolkit.vocabulary.WordTable;

class SuspectCharactersTest {
    private static void add(WordTable table, String word, long times) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        table.add(utf8, 0, utf8.length, times);
    }

    @Test
    @DisplayName("Each kind is counted and reported with its most frequent word")
    void kinds() {
        try (WordTable words = new WordTable()) {
            add(words, "plain", 100);
            add(words, "größer", 50);
            add(words, "می\u200Cخواهم", 5); // required in Persian
            add(words, "a\u00A0b", 3);
            add(words, "c\u202Fd\u00A0e", 7);
            add(words, "so\u00ADft", 2);
            add(words, "be\u0007ll", 1);
            add(words, "c1\u0085", 1);
            add(words, "zero\u200Bwidth", 4);
            add(words, "bro\uFFFDken", 6);
            assertEquals(
                    Map.of(
                            Kind.CONTROL, new Finding(2, 2, "be\u0007ll", 1),
                            Kind.NO_BREAK, new Finding(2, 10, "c\u202Fd\u00A0e", 7),
                            Kind.SOFT_HYPHEN, new Finding(1, 2, "so\u00ADft", 2),
                            Kind.INVISIBLE, new Finding(1, 4, "zero\u200Bwidth", 4),
                            Kind.REPLACEMENT, new Finding(1, 6, "bro\uFFFDken", 6)),
                    SuspectCharacters.find(words));
        }
    }
}
