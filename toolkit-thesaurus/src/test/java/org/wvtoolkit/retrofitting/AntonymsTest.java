package org.wvtoolkit.retrofitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordNetGraph;
import org.wvtoolkit.retrofitting.Lexicon.Pair;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Counter-fitting on a fixed list of 200 pairs of antonyms. */
class AntonymsTest {
    private static final int PAIRS = 200;
    private static final int DIMENSION = 50;

    /** Fraction of the noise in vectors of antonyms, whose cosine is about 0.8. */
    private static final double NOISE = 0.5;

    private static Path list() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(AntonymsTest.class.getResource("antonyms.tsv"))
                .toURI());
    }

    /** The words of the list and their synonyms in WordNet. */
    private static Vocabulary vocabulary(SenseGraph graph) throws IOException, URISyntaxException {
        Set<String> words = new LinkedHashSet<>();
        for (String line : Files.readAllLines(list())) {
            if (!line.startsWith("#")) {
                words.addAll(List.of(line.split("\t", 0)).subList(0, 2));
            }
        }
        for (String word : List.copyOf(words)) {
            for (int sense : graph.sensesOf(word)) {
                Arrays.stream(graph.members(sense))
                        .mapToObj(graph::lemma)
                        .filter(other -> !other.contains(" "))
                        .forEach(words::add);
            }
        }
        return VocabularyBuilder.of(List.copyOf(words), new long[words.size()]);
    }

    /** Random vectors in which antonyms are close, as in models of text. */
    private static DenseEmbeddings model(Vocabulary vocabulary, List<Pair> antonyms) {
        Random random = new Random(8);
        Map<Integer, Integer> directions = new HashMap<>();
        for (Pair pair : antonyms) {
            directions.putIfAbsent(pair.first(), pair.first());
            directions.putIfAbsent(pair.second(), directions.get(pair.first()));
        }
        Map<Integer, double[]> axes = new HashMap<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), vocabulary.size(), DIMENSION);
        for (int id = 0; id < vocabulary.size(); id++) {
            double[] axis = axes.computeIfAbsent(
                    directions.getOrDefault(id, id),
                    first -> random.doubles(DIMENSION, -1, 1).toArray());
            for (int k = 0; k < DIMENSION; k++) {
                vectors.set(id, k, (float) (axis[k] + NOISE * (2 * random.nextDouble() - 1)));
            }
        }
        return DenseEmbeddings.of(vocabulary, vectors, ModelMetadata.EMPTY);
    }

    /** Number of words nearer to the first word than the second word is. */
    private static int rank(DenseEmbeddings model, Pair pair) {
        float[] first = unit(model, pair.first());
        double cosine = UnitVectors.dot(first, unit(model, pair.second()));
        int nearer = 0;
        for (int id = 0; id < model.vocabulary().size(); id++) {
            nearer += id != pair.first() && UnitVectors.dot(first, unit(model, id)) > cosine ? 1 : 0;
        }
        return nearer;
    }

    private static float[] unit(DenseEmbeddings model, int id) {
        float[] row = new float[DIMENSION];
        model.vectors().copyRow(id, row, 0);
        UnitVectors.normalize(row);
        return row;
    }

    private static int median(List<Integer> values) {
        List<Integer> sorted = new ArrayList<>(values);
        sorted.sort(Comparator.naturalOrder());
        return sorted.get(sorted.size() / 2);
    }

    @Test
    @DisplayName("The antonyms of a fixed list of 200 pairs fall in rank by counter-fitting with WordNet")
    void fallInRank() throws IOException, URISyntaxException {
        SenseGraph graph = WordNetGraph.read();
        Vocabulary vocabulary = vocabulary(graph);
        Lexicon listed = Lexicon.read(list(), vocabulary);
        assertEquals(PAIRS, listed.repelled().size());
        assertEquals(0, listed.skipped());
        Lexicon wordNet = Lexicon.of(graph, vocabulary, Set.of(Relation.SYNONYM));
        assertTrue(Set.copyOf(wordNet.repelled()).containsAll(listed.repelled()));
        DenseEmbeddings before = model(vocabulary, listed.repelled());
        try (DenseEmbeddings after = CounterFitting.defaults().apply(before, wordNet, ProgressListener.NONE)) {
            List<Integer> ranksBefore =
                    listed.repelled().stream().map(pair -> rank(before, pair)).toList();
            List<Integer> ranksAfter =
                    listed.repelled().stream().map(pair -> rank(after, pair)).toList();
            int fallen = 0;
            for (int i = 0; i < PAIRS; i++) {
                fallen += ranksAfter.get(i) > ranksBefore.get(i) ? 1 : 0;
            }
            assertTrue(median(ranksBefore) < 3, "median rank before: " + median(ranksBefore));
            assertTrue(median(ranksAfter) > 100, "median rank after: " + median(ranksAfter));
            assertEquals(PAIRS, fallen);
        }
    }
}
