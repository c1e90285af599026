package org.wvtoolkit.retrofitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.SenseGraphBuilder;
import org.wvtoolkit.relations.SenseRelation;
import org.wvtoolkit.retrofitting.Lexicon.Pair;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class RetrofittingTest {
    private static final int WORDS = 60;
    private static final int DIMENSION = 8;
    private static final int[] NONE = {};

    private static DenseEmbeddings model() {
        Random random = new Random(5);
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, DIMENSION);
        for (int id = 0; id < WORDS; id++) {
            for (int k = 0; k < DIMENSION; k++) {
                vectors.set(id, k, (float) (3 * random.nextGaussian()));
            }
        }
        List<String> words = IntStream.range(0, WORDS).mapToObj(id -> "w" + id).toList();
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[WORDS]), vectors, ModelMetadata.EMPTY);
    }

    private static float[] unit(DenseEmbeddings model, int id) {
        float[] row = new float[DIMENSION];
        model.vectors().copyRow(id, row, 0);
        UnitVectors.normalize(row);
        return row;
    }

    private static double cosine(DenseEmbeddings model, int a, int b) {
        return UnitVectors.dot(unit(model, a), unit(model, b));
    }

    @Test
    @DisplayName(
            "At the minimum each vector is the mean of its original and its neighbours; other vectors are unchanged")
    void minimum() {
        DenseEmbeddings model = model();
        Lexicon lexicon = new Lexicon(Set.of(new Pair(0, 1), new Pair(0, 2), new Pair(2, 3)), Set.of(), 0);
        try (DenseEmbeddings fitted = new Retrofitting(100, 2).apply(model, lexicon, ProgressListener.NONE)) {
            int[][] neighbours = {{1, 2}, {0}, {0, 3}, {2}};
            for (int id = 0; id < 4; id++) {
                for (int k = 0; k < DIMENSION; k++) {
                    double mean = 0;
                    for (int neighbour : neighbours[id]) {
                        mean += fitted.vectors().get(neighbour, k) / (double) neighbours[id].length;
                    }
                    assertEquals(
                            (2 * unit(model, id)[k] + mean) / 3,
                            fitted.vectors().get(id, k),
                            1e-5);
                }
            }
            float[] row = new float[DIMENSION];
            fitted.vectors().copyRow(9, row, 0);
            assertArrayEquals(unit(model, 9), row);
            assertTrue(cosine(fitted, 0, 1) > cosine(model, 0, 1));
        }
    }

    @Test
    @DisplayName("Counter-fitting moves antonyms apart and synonyms together, and keeps the direction of other words")
    void counterFitting() {
        DenseEmbeddings model = model();
        int near = 1;
        for (int id = 2; id < WORDS; id++) {
            near = cosine(model, 0, id) > cosine(model, 0, near) ? id : near;
        }
        int far = near == 1 ? 2 : 1;
        Lexicon lexicon = new Lexicon(Set.of(Pair.of(near, far)), Set.of(new Pair(0, near)), 0);
        try (DenseEmbeddings fitted =
                new CounterFitting(60, 0.1, 1, 0, 0.2).apply(model, lexicon, ProgressListener.NONE)) {
            assertTrue(cosine(fitted, 0, near) < cosine(model, 0, near) - 0.2);
            assertTrue(cosine(fitted, near, far) > cosine(model, near, far) + 0.2);
            int other = IntStream.range(3, WORDS)
                    .filter(id -> id != lexicon.repelled().getFirst().second())
                    .findFirst()
                    .orElseThrow();
            assertArrayEquals(unit(model, other), unit(fitted, other), 1e-6f);
        }
    }

    @Test
    @DisplayName("The gradient of the cosine distance agrees with a finite difference")
    void gradient() {
        DenseEmbeddings model = model();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix vectors = new UnitVectors(model, arena).matrix();
            float[] a = unit(model, 0);
            float[] b = unit(model, 1);
            Gradients gradients = new Gradients(vectors);
            double before = gradients.read(0, 1);
            gradients.add(0, 1, 0.001);
            gradients.apply();
            double after = gradients.read(0, 1);
            double cosine = UnitVectors.dot(a, b);
            // Both vectors move along their gradients, whose squared length is 1 − cos².
            double expected = 2 * 0.001 * (1 - cosine * cosine);
            assertEquals(expected, after - before, 0.02 * expected);
        }
    }

    private static SenseGraph graph() {
        SenseGraphBuilder builder = new SenseGraphBuilder("test", "en");
        int good = builder.addSense(PartOfSpeech.ADJECTIVE, List.of("w0", "w1"), NONE, NONE);
        int bad = builder.addSense(PartOfSpeech.ADJECTIVE, List.of("w2", "w3"), NONE, NONE);
        int kind = builder.addSense(PartOfSpeech.NOUN, List.of("W4"), NONE, NONE);
        int kindOf = builder.addSense(PartOfSpeech.NOUN, List.of("w5", "unknown"), NONE, NONE);
        builder.addRelation(new SenseGraph.Edge(SenseRelation.ANTONYM, good, 0, bad, 0));
        builder.addRelation(kind, SenseRelation.HYPERNYM, kindOf);
        builder.addRelation(kind, SenseRelation.ALSO, good);
        return builder.build();
    }

    @Test
    @DisplayName("A lexicon from a wordnet contains attracted and repelled pairs")
    void lexiconFromGraph() {
        Vocabulary vocabulary = model().vocabulary();
        Lexicon lexicon = Lexicon.of(graph(), vocabulary, Lexicon.DEFAULT_ATTRACTED);
        assertEquals(Set.of(new Pair(0, 1), new Pair(2, 3), new Pair(4, 5)), Set.copyOf(lexicon.attracted()));
        assertEquals(List.of(new Pair(0, 2)), lexicon.repelled());
        assertEquals(6, lexicon.words());
        Lexicon more = Lexicon.of(graph(), vocabulary, Set.of(Relation.RELATED));
        assertEquals(Set.of(new Pair(0, 4), new Pair(1, 4)), Set.copyOf(more.attracted()));
    }

    @Test
    @DisplayName("A lexicon file is read, and a malformed line is reported with its number")
    void lexiconFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("pairs.tsv");
        Vocabulary vocabulary = model().vocabulary();
        Files.writeString(
                file, "# words\nw0\tw1\nW2\tw3\tsynonym\nw4\tw5\tantonym\nw5\tw4\tsynonym\nw6\tunknown\nw7\tw7\n");
        Lexicon lexicon = Lexicon.read(file, vocabulary);
        assertEquals(List.of(new Pair(0, 1), new Pair(2, 3)), lexicon.attracted());
        assertEquals(List.of(new Pair(4, 5)), lexicon.repelled());
        assertEquals(1, lexicon.skipped());
        for (String line : List.of("w1", "w1\tw2\tcousin", "a\tb\tsynonym\t1")) {
            Files.writeString(file, "w0\tw1\n" + line + "\n");
            MalformedFileException refused =
                    assertThrows(MalformedFileException.class, () -> Lexicon.read(file, vocabulary));
            assertTrue(String.valueOf(refused.getMessage()).contains("line 2"), refused.getMessage());
        }
    }

    @Test
    @DisplayName("Options out of range are rejected")
    void invalidOptions() {
        assertThrows(IllegalArgumentException.class, () -> new Retrofitting(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Retrofitting(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new CounterFitting(1, 0.1, 3, 0, 0.2));
        assertThrows(IllegalArgumentException.class, () -> new CounterFitting(1, 0, 1, 0, 0.2));
    }
}
