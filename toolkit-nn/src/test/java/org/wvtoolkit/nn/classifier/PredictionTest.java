package org.wvtoolkit.nn.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private final Prediction prediction =
            new Prediction("", List.of("neg", "pos", "mixed"), new double[] {0.2, 0.7, 0.1}, 12);

    @Test
    @DisplayName("labels are ranked by probability")
    void ranked() {
        assertEquals(1, prediction.likeliest());
        assertArrayEquals(new int[] {1, 0}, prediction.ranked(2));
        assertArrayEquals(new int[] {1, 0, 2}, prediction.ranked(9));
    }

    @Test
    @DisplayName("the text form names labels and probabilities")
    void text() {
        assertEquals("pos 0.700, neg 0.200, mixed 0.100", prediction.toString());
    }
}
