package org.wvtoolkit.query.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Transport;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class ComposedRowsTest {
    private static final int DIMENSION = 8;

    private final SubwordVectors subwords = new SubwordVectors(random(50, 1), 3, 5);
    private final DenseEmbeddings embeddings = embeddings();

    private static FloatMatrix random(int rows, long seed) {
        Random random = new Random(seed);
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), rows, DIMENSION);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < DIMENSION; column++) {
                matrix.set(row, column, (float) random.nextGaussian());
            }
        }
        return matrix;
    }

    /** The vector of "walking" is the mean of its subwords; the others are random. */
    private DenseEmbeddings embeddings() {
        FloatMatrix vectors = random(20, 2);
        List<String> words = new ArrayList<>();
        for (int id = 0; id < 20; id++) {
            words.add(id == 7 ? "walking" : "other" + id);
        }
        float[] composed = new float[DIMENSION];
        subwords.vector("walking", composed);
        vectors.setRow(7, composed, 0);
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[20]), vectors, ModelMetadata.EMPTY)
                .withSubwords(subwords);
    }

    private static <T> T known(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Known<T> known) {
            return known.value();
        }
        throw new AssertionError(outcome.toString());
    }

    @Test
    @DisplayName("An out-of-vocabulary word has the vector of its subwords")
    void outOfVocabularyWord() {
        List<Neighbour> found =
                Neighbours.of(embeddings, 1).similar(List.of("walkingg"), 20).orElseThrow();
        assertEquals(20, found.size());
        assertEquals("walking", found.getFirst().word());
        float[] expected = new float[DIMENSION];
        assertTrue(subwords.vector("walkingg", expected));
        assertArrayEquals(expected, known(Comparisons.of(embeddings).vector("walkingg")));
    }

    @Test
    @DisplayName("A word without subwords is unknown")
    void noSubwords() {
        assertInstanceOf(Outcome.Unknown.class, Neighbours.of(embeddings, 1).similar(List.of(""), 3));
    }

    @Test
    @DisplayName("Texts may contain out-of-vocabulary words")
    void texts() {
        Transport transport =
                known(Comparisons.of(embeddings).distance(List.of("unseen", "walking"), List.of("walking", "unseen")));
        assertEquals(0, transport.distance(), 1e-6);
        assertTrue(transport.ways().stream().anyMatch(way -> way.from().equals("unseen")));
    }
}
