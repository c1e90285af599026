package org.wvtoolkit.query.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class RelationSourceTest {
    private static final int WORDS = 500;

    /** Every 40th word is an antonym of any, every other odd one a synonym. */
    private static final RelationSource SOURCE = (word, other) -> {
        int number = Integer.parseInt(other.substring(1));
        return number % 40 == 0 ? Relation.ANTONYM : number % 2 == 1 ? Relation.SYNONYM : Relation.NONE;
    };

    /** Words on an arc: the higher its number, the farther a word is from the first. */
    private static Neighbours neighbours() {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, 2);
        for (int id = 0; id < WORDS; id++) {
            vectors.set(id, 0, (float) Math.cos(id * 0.005));
            vectors.set(id, 1, (float) Math.sin(id * 0.005));
        }
        List<String> words = IntStream.range(0, WORDS).mapToObj(id -> "w" + id).toList();
        return Neighbours.of(
                DenseEmbeddings.of(VocabularyBuilder.of(words, new long[WORDS]), vectors, ModelMetadata.EMPTY), 1);
    }

    private static List<String> words(Outcome<List<Neighbour>> answer) {
        return answer.orElseThrow().stream().map(Neighbour::word).toList();
    }

    @Test
    @DisplayName("Neighbours are labelled with their relation to the query")
    void annotated() {
        List<Neighbour> near =
                List.of(new Neighbour(1, "w1", 1), new Neighbour(40, "w40", 0), new Neighbour(2, "w2", 0));
        assertEquals(
                List.of(Relation.SYNONYM, Relation.ANTONYM, Relation.NONE),
                SOURCE.annotate(List.of("w0"), near).stream()
                        .map(RelatedNeighbour::relation)
                        .toList());
    }

    @Test
    @DisplayName("filtering keeps asking until enough neighbours are accepted or there are no more")
    void filtered() {
        Question question = Question.similar(List.of("w0"), 5);
        assertEquals(
                List.of("w40", "w80", "w120", "w160", "w200"),
                words(SOURCE.ask(neighbours(), question, EnumSet.of(Relation.ANTONYM))));
        assertEquals(
                List.of("w1", "w2", "w3", "w4", "w5"),
                words(SOURCE.ask(neighbours(), question, EnumSet.complementOf(EnumSet.of(Relation.ANTONYM)))));
        assertEquals(
                12,
                words(SOURCE.ask(neighbours(), Question.similar(List.of("w0"), 100), EnumSet.of(Relation.ANTONYM)))
                        .size());
        assertEquals(List.of(), words(SOURCE.ask(neighbours(), question, EnumSet.of(Relation.PART))));
        assertInstanceOf(
                Outcome.Unknown.class,
                SOURCE.ask(neighbours(), Question.similar(List.of("none"), 5), EnumSet.of(Relation.PART)));
    }

    @Test
    @DisplayName("A relation is found by its label in any case")
    void labels() {
        for (Relation relation : Relation.values()) {
            assertEquals(Optional.of(relation), Relation.find(relation.label()));
        }
        assertEquals(Optional.of(Relation.KIND_OF), Relation.find("kind-of"));
        assertEquals(Optional.of(Relation.CO_HYPONYM), Relation.find("Co_Hyponym"));
        assertEquals(Optional.empty(), Relation.find("cousin"));
    }
}
