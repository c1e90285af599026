package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.vocabulary.Vocabulary;

class WordRatesTest {
    private static final Vocabulary VOCABULARY = SmallCorpora.vocabulary(1600, 100, 25, 75, 0, 0);

    @Test
    @DisplayName("A word's rate is the mean count divided by its count, raised to the power")
    void rates() {
        WordRates rates = new WordRates(VOCABULARY, 0.5);
        assertFalse(rates.areEqual());
        assertEquals(Math.sqrt(300 / 1600.0), rates.of(0), 1e-6);
        assertEquals(Math.sqrt(3), rates.of(1), 1e-6);
        int rare = VOCABULARY.id("w2");
        assertEquals(Math.sqrt(12), rates.of(rare), 1e-6);
        assertEquals(Math.sqrt(300), rates.of(VOCABULARY.size() - 1), 1e-5, "a count of 0 is treated as 1");
    }

    @Test
    @DisplayName("The rates do not change if all counts are doubled")
    void scale() {
        WordRates twice = new WordRates(SmallCorpora.vocabulary(3200, 200, 50, 150), 0.15);
        WordRates once = new WordRates(SmallCorpora.vocabulary(1600, 100, 25, 75), 0.15);
        for (int id = 0; id < 4; id++) {
            assertEquals(once.of(id), twice.of(id), 1e-6);
        }
    }

    @Test
    @DisplayName("With the exponent 0, all rates are 1")
    void equal() {
        WordRates rates = new WordRates(VOCABULARY, 0);
        assertTrue(rates.areEqual());
        assertEquals(1, rates.of(3));
    }

    @Test
    @DisplayName("Factors are multiplied by the rates of their words")
    void multiply() {
        WordRates rates = new WordRates(VOCABULARY, 1);
        int[] ids = {0, 1, 0};
        float[] copied = new float[2];
        rates.copy(ids, 1, 2, copied);
        assertArrayEquals(new float[] {3, 0.1875f}, copied);
        float[] factors = {2, 4, 8};
        rates.multiply(ids, 3, factors, factors);
        assertArrayEquals(new float[] {0.375f, 12, 1.5f}, factors);
    }
}
