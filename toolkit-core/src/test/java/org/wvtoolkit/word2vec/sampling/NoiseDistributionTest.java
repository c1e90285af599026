package org.wvtoolkit.word2vec.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.word2vec.SmallCorpora;

class NoiseDistributionTest {
    private static final int DRAWS = 10_000_000;

    private static long[] draw(NoiseDistribution noise, int size, long seed) {
        long[] seen = new long[size];
        SplitMix random = new SplitMix(seed);
        for (int i = 0; i < DRAWS; i++) {
            seen[noise.sample(random.next())]++;
        }
        return seen;
    }

    @ParameterizedTest(name = "exponent {0}")
    @ValueSource(doubles = {0, 0.5, 0.75, 1})
    @DisplayName("Words are sampled by their count raised to the power")
    void frequencies(double exponent) {
        int size = 200;
        long[] counts = new long[size];
        for (int id = 0; id < size; id++) {
            counts[id] = 1_000_000L / (id + 1);
        }
        double[] weights = Arrays.stream(counts)
                .mapToDouble(count -> Math.pow((double) count, exponent))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        long[] seen = draw(new NoiseDistribution(SmallCorpora.vocabulary(counts), exponent), size, 17);
        double chiSquare = 0;
        for (int id = 0; id < size; id++) {
            double expected = DRAWS * weights[id] / sum;
            chiSquare += (seen[id] - expected) * (seen[id] - expected) / expected;
        }
        // The mean is 199 and the standard deviation 20. The seed is fixed, so the result is
        // repeatable.
        assertTrue(chiSquare < 199 + 4 * 20, "chi-square " + chiSquare + ", seed 17");
    }

    @Test
    @DisplayName("A vocabulary of one word gives that word")
    void oneWord() {
        NoiseDistribution noise = new NoiseDistribution(SmallCorpora.vocabulary(7), 0.75);
        for (long random :
                new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 0xFFFF_FFFFL, 0x1234_5678_9ABC_DEF0L}) {
            assertEquals(0, noise.sample(random));
        }
    }

    @Test
    @DisplayName("Any random bits give a word")
    void anyBits() {
        NoiseDistribution noise = new NoiseDistribution(SmallCorpora.vocabulary(1L << 60, 3, 1, 1, 0), 1);
        SplitMix random = new SplitMix(5);
        for (int i = 0; i < 100_000; i++) {
            long bits = random.next();
            for (long edge : new long[] {bits, bits | 0xFFFF_FFFFL, bits & ~0xFFFF_FFFFL, bits | -1L << 32}) {
                int id = noise.sample(edge);
                assertTrue(id >= 0 && id < 4, "a word with count 0 is never sampled: " + id);
            }
        }
    }
}
