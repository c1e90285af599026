package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;

class ProcrustesTest {
    private static final int WORDS = 60;

    private static float[][] random(int words, int dimension) {
        Random random = new Random(4);
        float[][] rows = new float[words][dimension];
        for (float[] row : rows) {
            for (int j = 0; j < dimension; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /** Rotated in the plane of the first two axes, mirrored in the third, and scaled. */
    private static float[] turned(float[] row, float scale) {
        double angle = 0.7;
        float[] turned = row.clone();
        turned[0] = (float) (Math.cos(angle) * row[0] - Math.sin(angle) * row[1]);
        turned[1] = (float) (Math.sin(angle) * row[0] + Math.cos(angle) * row[1]);
        turned[2] = -row[2];
        for (int j = 0; j < turned.length; j++) {
            turned[j] *= scale;
        }
        return turned;
    }

    @Test
    @DisplayName("A rotated model has not changed except for the moved word")
    void rotation() {
        float[][] before = random(WORDS, 5);
        float[][] after = new float[WORDS][];
        for (int i = 0; i < WORDS; i++) {
            after[i] = turned(before[i], 1 + i);
        }
        List<String> names = SmallModels.names(WORDS);
        DenseEmbeddings first = SmallModels.dense(names, before);
        for (Procrustes.Move move : Procrustes.moves(first, SmallModels.dense(names, after), WORDS)) {
            assertEquals(1, move.cosine(), 1e-5, move.word());
        }
        for (int j = 0; j < 5; j++) {
            after[17][j] *= -1;
        }
        List<Procrustes.Move> moves = Procrustes.moves(first, SmallModels.dense(names, after), WORDS);
        assertEquals("w17", moves.getFirst().word());
        assertTrue(moves.getFirst().cosine() < -0.8, moves.getFirst().toString());
        assertTrue(moves.get(1).cosine() > 0.9, moves.get(1).toString());
    }

    @Test
    @DisplayName("Only frequent common words count")
    void commonWords() {
        float[][] rows = random(WORDS, 3);
        List<String> names = SmallModels.names(WORDS);
        List<String> others =
                names.stream().map(name -> name.equals("w3") ? "other" : name).toList();
        List<Procrustes.Move> moves =
                Procrustes.moves(SmallModels.dense(names, rows), SmallModels.dense(others, rows), 10);
        assertEquals(9, moves.size());
        assertTrue(moves.stream().noneMatch(move -> move.word().equals("w3")));
    }

    @Test
    @DisplayName("Models that cannot be aligned are rejected")
    void noAlignment() {
        DenseEmbeddings three = SmallModels.random(WORDS, 3, 1);
        assertThrows(
                IllegalArgumentException.class, () -> Procrustes.moves(three, SmallModels.random(WORDS, 4, 1), 60));
        assertThrows(IllegalArgumentException.class, () -> Procrustes.moves(three, three, 2));
    }
}
