package org.wvtoolkit.cooccurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowWeightsTest {
    @Test
    @DisplayName("Harmonic weights are exact while sums cannot overflow")
    void exactHarmonic() {
        WindowWeights weights = WindowWeights.of(WindowWeighting.HARMONIC, 10, 1_000_000_000L);
        assertEquals(2520, weights.divisor());
        for (int d = 1; d <= 10; d++) {
            assertEquals(2520 / d, weights.weights()[d]);
        }
    }

    @Test
    @DisplayName("Harmonic weights of wide windows are close and cannot overflow")
    void wideHarmonic() {
        for (int window : new int[] {30, 40, 50, 1000}) {
            for (long tokens : new long[] {1, 17_000_000, 1L << 40}) {
                WindowWeights weights = WindowWeights.of(WindowWeighting.HARMONIC, window, tokens);
                double sum = 0;
                for (int d = 1; d <= window; d++) {
                    double weight = weights.weights()[d];
                    assertEquals(1.0 / d, weight / weights.divisor(), 0.5 / weights.divisor() + 1e-15);
                    sum += weight;
                }
                assertTrue(2 * sum * tokens < 0x1p63, window + " " + tokens);
                assertTrue(weights.divisor() > 1000, window + " " + tokens);
            }
        }
    }
}
