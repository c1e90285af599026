package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;

class NeighbourStabilityTest {
    private static final List<String> WORDS = List.of("a", "b", "c", "d");

    private static DenseEmbeddings model(double... degrees) {
        float[][] rows = new float[degrees.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {
                (float) Math.cos(Math.toRadians(degrees[i])), (float) Math.sin(Math.toRadians(degrees[i]))
            };
        }
        return SmallModels.dense(WORDS, rows);
    }

    @Test
    @DisplayName("Neighbours in all models are distinguished from those in some")
    void alwaysAndSometimes() {
        DenseEmbeddings one = model(0, 10, 20, 100);
        DenseEmbeddings two = model(0, 10, 90, 30);
        assertEquals(
                List.of(new NeighbourStability.Stability("a", 0.5, List.of("b"), List.of("c", "d"))),
                NeighbourStability.of(List.of(one, two), List.of("a", "nobody"), 2));
        assertEquals(
                2 / 3.0,
                NeighbourStability.of(List.of(one, two, one), List.of("a"), 2)
                        .getFirst()
                        .overlap(),
                1e-12);
        assertEquals(
                1,
                NeighbourStability.of(List.of(one, one), List.of("a"), 2)
                        .getFirst()
                        .overlap());
    }

    @Test
    @DisplayName("A single model is rejected")
    void oneModel() {
        assertThrows(
                IllegalArgumentException.class,
                () -> NeighbourStability.of(List.of(model(1, 2, 3, 4)), List.of("a"), 1));
    }
}
