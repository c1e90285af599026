package org.wvtoolkit.word2vec.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.SmallCorpora;

class SubsamplingTest {
    private static final Vocabulary VOCABULARY = SmallCorpora.vocabulary(900_000, 90_000, 9_000, 900, 99, 1);
    private static final int POSITIONS = 400_000;

    private static double chance(int id, double threshold) {
        double ratio = threshold * VOCABULARY.totalCount() / VOCABULARY.count(id);
        return Math.min(1, Math.sqrt(ratio) + ratio);
    }

    @ParameterizedTest(name = "t = {0}")
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4, 1e-5})
    @DisplayName("A word is kept with the probability of the formula")
    void formula(double threshold) {
        Subsampling subsampling = new Subsampling(VOCABULARY, threshold);
        double keptOfAll = 0;
        for (int id = 0; id < VOCABULARY.size(); id++) {
            double chance = chance(id, threshold);
            keptOfAll += chance * VOCABULARY.count(id) / VOCABULARY.totalCount();
            int kept = 0;
            for (int position = 0; position < POSITIONS; position++) {
                kept += subsampling.keeps(id, 99, position) ? 1 : 0;
            }
            double deviation = Math.sqrt(POSITIONS * chance * (1 - chance));
            assertEquals(POSITIONS * chance, kept, 5 * deviation + 1e-9, "word " + id + ", key 99");
        }
        assertEquals(keptOfAll, subsampling.keptShare(VOCABULARY), 1e-8);
    }

    @Test
    @DisplayName("A threshold of zero keeps all tokens")
    void noSubsampling() {
        Subsampling subsampling = new Subsampling(VOCABULARY, 0);
        for (int position = 0; position < 10_000; position++) {
            assertTrue(subsampling.keeps(0, 3, position));
        }
        assertEquals(1, subsampling.keptShare(VOCABULARY));
    }

    @Test
    @DisplayName("Selection depends on the position and the epoch only")
    void repeatable() {
        Subsampling one = new Subsampling(VOCABULARY, 1e-3);
        Subsampling two = new Subsampling(VOCABULARY, 1e-3);
        boolean differs = false;
        for (int position = 10_000; position >= 0; position--) {
            assertEquals(one.keeps(0, 3, 10_000 - position), two.keeps(0, 3, 10_000 - position));
            differs |= one.keeps(0, 3, position) != one.keeps(0, 4, position);
        }
        assertTrue(differs);
    }

    @Test
    @DisplayName("The rarest words are always kept")
    void rareWords() {
        Subsampling subsampling = new Subsampling(VOCABULARY, 1e-3);
        boolean lost = false;
        for (int position = 0; position < 100_000; position++) {
            assertTrue(subsampling.keeps(4, 1, position) && subsampling.keeps(5, 1, position));
            lost |= !subsampling.keeps(0, 1, position);
        }
        assertTrue(lost);
        assertFalse(subsampling.keptShare(VOCABULARY) > 0.2);
    }
}
