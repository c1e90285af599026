package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class ComparisonsTest {
    private final Comparisons comparisons = Comparisons.of(embeddings());

    /** Returns vectors in a plane with different lengths. */
    private static DenseEmbeddings embeddings() {
        List<String> words = List.of("east", "north", "west", "northeast", "nowhere");
        float[][] rows = {{2, 0}, {0, 5}, {-1, 0}, {3, 3}, {0, 0}};
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), rows.length, 2);
        for (int id = 0; id < rows.length; id++) {
            vectors.setRow(id, rows[id], 0);
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[words.size()]), vectors, ModelMetadata.EMPTY);
    }

    private static <T> T known(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Known<T>(T value)) {
            return value;
        }
        throw new AssertionError(outcome.toString());
    }

    @Test
    @DisplayName("Similarity is the cosine")
    void similarity() {
        assertEquals(0, known(comparisons.similarity(List.of("east"), List.of("north"))), 1e-7);
        assertEquals(-1, known(comparisons.similarity(List.of("east"), List.of("west"))), 1e-7);
        assertEquals(Math.sqrt(0.5), known(comparisons.similarity(List.of("east"), List.of("northeast"))), 1e-7);
        assertEquals(1, known(comparisons.similarity(List.of("east", "north"), List.of("northeast"))), 1e-7);
    }

    @Test
    @DisplayName("Zero vectors and vectors that cancel out have no direction")
    void noDirection() {
        assertInstanceOf(Outcome.NoDirection.class, comparisons.similarity(List.of("east", "west"), List.of("north")));
        assertInstanceOf(Outcome.NoDirection.class, comparisons.oddOneOut(List.of("nowhere")));
        assertEquals(
                new Outcome.NoDirection<Double>(List.of("nowhere")),
                comparisons.similarity(List.of("nowhere"), List.of("nowhere")),
                "a repeated word is named once");
    }

    @Test
    @DisplayName("Every out-of-vocabulary word is named")
    void unknownWords() {
        Outcome.Unknown<?> unknown = assertInstanceOf(
                Outcome.Unknown.class, comparisons.similarity(List.of("esat"), List.of("xyzzy", "esat")));
        assertEquals(
                List.of(new UnknownWord("esat", List.of("east", "west")), new UnknownWord("xyzzy", List.of())),
                unknown.words());
        assertInstanceOf(Outcome.Unknown.class, comparisons.vector("esat"));
        assertThrows(IllegalArgumentException.class, () -> comparisons.centroid(List.of()));
    }

    @Test
    @DisplayName("The odd one out is farthest from the centroid")
    void oddOneOut() {
        List<Neighbour> ranked = known(comparisons.oddOneOut(List.of("west", "east", "northeast", "north")));
        assertEquals(
                List.of("northeast", "north", "east", "west"),
                ranked.stream().map(Neighbour::word).toList());
    }

    @Test
    @DisplayName("A vector is returned as trained; a centroid is the mean of unit vectors")
    void vectorAndCentroid() {
        assertArrayEquals(new float[] {3, 3}, known(comparisons.vector("northeast")));
        assertArrayEquals(new float[] {0.5f, 0.5f}, known(comparisons.centroid(List.of("east", "north"))), 1e-7f);
    }

    @Test
    @DisplayName("Word mover's distance is the minimum transport cost")
    void wordMoversDistance() {
        Transport same = known(comparisons.distance(List.of("east", "north"), List.of("north", "east")));
        assertEquals(0, same.distance(), 1e-9);
        Transport one = known(comparisons.distance(List.of("east"), List.of("west")));
        assertEquals(2, one.distance(), 1e-6);
        // Two thirds stay; the remaining third is moved to the two missing halves.
        Transport transport =
                known(comparisons.distance(List.of("east", "east", "north"), List.of("east", "northeast")));
        double step = Math.sqrt(2 - Math.sqrt(2));
        assertEquals(0.5 * 0 + (1.0 / 6 + 1.0 / 3) * step, transport.distance(), 1e-6);
        assertEquals(
                1, transport.ways().stream().mapToDouble(Transport.Way::weight).sum(), 1e-12);
        assertEquals(List.of("east", "north"), comparisons.known(List.of("east", "xyzzy", "north")));
    }
}
