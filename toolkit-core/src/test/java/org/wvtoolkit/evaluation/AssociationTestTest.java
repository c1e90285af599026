package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class AssociationTestTest {
    /** Words x0…, y0…, a0…, b0… in the plane: X at angles near A, Y near B, as far as {@code bias} takes them. */
    private static DenseEmbeddings model(int size, double bias, long seed) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 4L * size, 2);
        for (String set : List.of("x", "y", "a", "b")) {
            double centre = switch (set) {
                case "a" -> 0;
                case "b" -> Math.PI / 2;
                case "x" -> Math.PI / 4 * (1 - bias);
                default -> Math.PI / 4 * (1 + bias);
            };
            for (int i = 0; i < size; i++) {
                double angle = centre + 0.1 * random.nextGaussian();
                vectors.set(words.size(), 0, (float) (2 * Math.cos(angle)));
                vectors.set(words.size(), 1, (float) (2 * Math.sin(angle)));
                words.add(set + i);
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[4 * size]), vectors, ModelMetadata.EMPTY);
    }

    private static List<String> set(String name, int size) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            words.add(name + i);
        }
        return words;
    }

    private static AssociationTest test(DenseEmbeddings model, int size) {
        return AssociationTest.of(model, set("x", size), set("y", size), set("a", size), set("b", size), 1);
    }

    @Test
    @DisplayName("an association that is there is found, and its reverse has the opposite sign")
    void found() {
        DenseEmbeddings model = model(8, 0.8, 3);
        AssociationTest result = test(model, 8);
        assertTrue(result.effect() > 1.5 && result.effect() <= 2, result.toString());
        assertTrue(result.exact());
        assertEquals(12_870, result.divisions());
        assertEquals(1.0 / 12_870, result.pValue(), 1e-12);
        AssociationTest reversed = AssociationTest.of(model, set("y", 8), set("x", 8), set("a", 8), set("b", 8), 1);
        assertEquals(-result.effect(), reversed.effect(), 1e-12);
        assertEquals(1, reversed.pValue(), 1e-9);
    }

    @Test
    @DisplayName("without an association p-values are spread evenly, exactly and by drawing")
    void none() {
        int small = 0;
        double sum = 0;
        for (int seed = 0; seed < 40; seed++) {
            AssociationTest result = test(model(6, 0, seed), 6);
            small += result.pValue() < 0.1 ? 1 : 0;
            sum += result.pValue() / 40;
        }
        assertTrue(small <= 10, small + " of 40");
        assertEquals(0.5, sum, 0.2);
        AssociationTest drawn = test(model(15, 0, 5), 15);
        assertFalse(drawn.exact());
        assertEquals(AssociationTest.DIVISIONS, drawn.divisions());
        assertTrue(drawn.pValue() > 0 && drawn.pValue() <= 1);
        assertEquals(drawn, test(model(15, 0, 5), 15));
    }

    @Test
    @DisplayName("four words, by hand: the statistic, the effect size and the p-value of their definition")
    void byHand() {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 8, 2);
        float[][] rows = {{1, 0}, {0.8f, 0.6f}, {0, 1}, {0.6f, 0.8f}, {1, 0}, {1, 0}, {0, 1}, {0, 1}};
        for (int id = 0; id < rows.length; id++) {
            vectors.setRow(id, rows[id], 0);
        }
        DenseEmbeddings model = DenseEmbeddings.of(
                VocabularyBuilder.of(List.of("x0", "x1", "y0", "y1", "a0", "a1", "b0", "b1"), new long[8]),
                vectors,
                ModelMetadata.EMPTY);
        AssociationTest result = test(model, 2);
        // Associations: 1, 0.2, −1, −0.2; their sample standard deviation is √(2.08 / 3).
        assertEquals(2.4, result.statistic(), 1e-6);
        assertEquals(1.2 / Math.sqrt(2.08 / 3), result.effect(), 1e-6);
        assertEquals(1.0 / 6, result.pValue(), 1e-12);
    }

    @Test
    @DisplayName("Unknown words are reported, and the larger target set is shortened")
    void unknownWords() {
        DenseEmbeddings model = model(3, 0.5, 1);
        List<String> x = new ArrayList<>(set("x", 3));
        x.set(1, "missing");
        AssociationTest result = AssociationTest.of(model, x, set("y", 3), set("a", 3), set("b", 3), 1);
        assertEquals(List.of("missing"), result.unknown());
        assertEquals(List.of(2, 2), result.targets());
        assertThrows(
                IllegalArgumentException.class,
                () -> AssociationTest.of(model, List.of("x0"), set("y", 3), set("a", 3), set("b", 3), 1));
    }
}
