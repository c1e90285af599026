package org.wvtoolkit.thesaurus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.SenseGraphBuilder;
import org.wvtoolkit.relations.SenseRelation;
import org.wvtoolkit.relations.WordNetGraph;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity.Match;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity.Neighbour;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class ThesaurusSimilarityTest {
    private static SenseGraph wordnet;
    private static Taxonomy taxonomy;
    private static InformationContent tagged;

    @BeforeAll
    static void open() throws IOException {
        wordnet = WordNetGraph.read();
        taxonomy = Taxonomy.of(wordnet);
        tagged = InformationContent.ofTaggedSenses(taxonomy);
    }

    private static ThesaurusSimilarity by(SimilarityMeasure measure) {
        return new ThesaurusSimilarity(taxonomy, measure, tagged);
    }

    @Test
    @DisplayName("The stored ancestors agree with a traversal of the hypernyms")
    void ancestors() {
        Random random = new Random(7);
        CommonAncestors common = new CommonAncestors();
        for (int trial = 0; trial < 300; trial++) {
            int sense = random.nextInt(wordnet.senses());
            taxonomy.meet(sense, sense, common);
            TreeSet<Integer> walked = new TreeSet<>();
            walk(sense, walked);
            TreeSet<Integer> merged = new TreeSet<>();
            for (int i = 0; i < common.count(); i++) {
                if (common.id(i) != Taxonomy.ADDED_ROOT) {
                    merged.add(common.id(i));
                }
            }
            assertEquals(walked, merged);
            assertEquals(0, common.steps(walked.headSet(sense).size()), "the distance of a sense from itself is 0");
        }
    }

    private static void walk(int sense, Set<Integer> seen) {
        if (seen.add(sense)) {
            for (int above : taxonomy.hypernyms(sense)) {
                walk(above, seen);
            }
        }
    }

    @Test
    @DisplayName("Cycles of hypernyms are removed")
    void cycles() {
        SenseGraphBuilder builder = new SenseGraphBuilder("cycle", "xx");
        for (String word : List.of("a", "b", "c", "d")) {
            builder.addSense(PartOfSpeech.NOUN, List.of(word), new int[0], new int[0]);
        }
        builder.addRelation(0, SenseRelation.HYPERNYM, 1);
        builder.addRelation(1, SenseRelation.HYPERNYM, 2);
        builder.addRelation(2, SenseRelation.HYPERNYM, 0);
        builder.addRelation(3, SenseRelation.HYPERNYM, 0);
        Taxonomy broken = Taxonomy.of(builder.build());
        assertEquals(4, broken.maxDepth(3));
        assertArrayEquals(new int[] {}, broken.hypernyms(2));
    }

    @ParameterizedTest
    @DisplayName("Hierarchies that are too deep are rejected, not truncated")
    @ValueSource(ints = {101, 100_000})
    void tooDeep(int depth) {
        assertEquals(100, Taxonomy.of(chain(100)).maxDepth(0));
        assertThrows(UnsuitableInputException.class, () -> Taxonomy.of(chain(depth)));
    }

    private static SenseGraph chain(int length) {
        SenseGraphBuilder builder = new SenseGraphBuilder("chain", "xx");
        for (int sense = 0; sense < length; sense++) {
            builder.addSense(PartOfSpeech.NOUN, List.of("w" + sense), new int[0], new int[0]);
            if (sense > 0) {
                builder.addRelation(sense - 1, SenseRelation.HYPERNYM, sense);
            }
        }
        return builder.build();
    }

    @Test
    @DisplayName("Senses without words have no neighbours, and may be what two words have in common")
    void lexicalGaps() {
        SenseGraphBuilder builder = new SenseGraphBuilder("gaps", "fr");
        int animal = builder.addSense(PartOfSpeech.NOUN, List.of("Animal"), new int[0], new int[0]);
        int canine = builder.addSense(PartOfSpeech.NOUN, List.of(), new int[0], new int[0]);
        int dog = builder.addSense(PartOfSpeech.NOUN, List.of("chien"), new int[0], new int[0]);
        int wolf = builder.addSense(PartOfSpeech.NOUN, List.of("loup"), new int[0], new int[0]);
        builder.addRelation(canine, SenseRelation.HYPERNYM, animal);
        builder.addRelation(dog, SenseRelation.HYPERNYM, canine);
        builder.addRelation(wolf, SenseRelation.HYPERNYM, canine);
        Taxonomy french = Taxonomy.of(builder.build());
        ThesaurusSimilarity similarity =
                new ThesaurusSimilarity(french, SimilarityMeasure.PATH, InformationContent.ofTaggedSenses(french));
        assertEquals(1 / 3.0, similarity.similarity("chien", "loup"));
        assertEquals(
                List.of(),
                similarity
                        .match("chien", "loup")
                        .orElseThrow()
                        .meeting()
                        .orElseThrow()
                        .words());
        assertEquals(
                List.of("Animal", "loup"),
                similarity.neighbours("chien", 5).stream().map(Neighbour::word).toList());
    }

    @ParameterizedTest
    @DisplayName("Similarity is finite, symmetric and highest for equal words")
    @EnumSource
    void similarity(SimilarityMeasure measure) {
        ThesaurusSimilarity similarity = by(measure);
        List<String> words = List.of("dog", "cats", "run", "freedom", "walk", "france", "bicycle", "give", "zygote");
        for (String a : words) {
            for (String b : words) {
                double score = similarity.similarity(a, b);
                assertEquals(score, similarity.similarity(b, a), 0, a + " " + b);
                if (!Double.isNaN(score)) {
                    assertTrue(Double.isFinite(score) && score >= 0, a + " " + b + " " + score);
                    assertTrue(score <= similarity.similarity(a, a) + 1e-12 || measure.usesInformationContent(), a + b);
                }
            }
        }
        assertTrue(similarity.similarity("dog", "cat") > similarity.similarity("dog", "freedom"));
        assertTrue(similarity.similarity("car", "automobile") > similarity.similarity("car", "bicycle"));
    }

    @Test
    @DisplayName("A word and its inflected forms have the similarity of equal words")
    void inflectionsAreEqual() {
        assertEquals(1, by(SimilarityMeasure.PATH).similarity("mice", "mouse"));
        assertEquals(1, by(SimilarityMeasure.LIN).similarity("went", "go"), 1e-12);
    }

    @Test
    @DisplayName("Words without a common hierarchy have no similarity")
    void withoutHierarchy() {
        ThesaurusSimilarity similarity = by(SimilarityMeasure.PATH);
        assertFalse(similarity.knows("beautiful"));
        assertFalse(similarity.knows("quickly"));
        assertFalse(similarity.knows("smartphone-app"));
        assertThrows(IllegalArgumentException.class, () -> similarity.similarity("beautiful", "dog"));
        assertTrue(Double.isNaN(similarity.similarity("zygote", "forgive")), "a noun and a verb");
        assertEquals(Optional.empty(), similarity.match("zygote", "forgive"));
        assertEquals(Optional.empty(), similarity.match("zygote", "qwxyz"));
    }

    @Test
    @DisplayName("A match contains the most similar senses and their common ancestor")
    void match() {
        Match match = by(SimilarityMeasure.WU_PALMER).match("dog", "cat").orElseThrow();
        assertTrue(match.first().words().contains("domestic dog"), match.toString());
        assertEquals("carnivore", match.meeting().orElseThrow().words().getFirst());
        assertEquals(match.score(), by(SimilarityMeasure.WU_PALMER).similarity("dog", "cat"));
        Match verbs = by(SimilarityMeasure.PATH).match("forgive", "evaporate").orElseThrow();
        assertEquals(Optional.empty(), verbs.meeting(), "the added root of verbs is not a sense");
    }

    @ParameterizedTest
    @DisplayName("No other word is more similar than the neighbours")
    @EnumSource
    void neighbours(SimilarityMeasure measure) {
        ThesaurusSimilarity similarity = by(measure);
        List<Neighbour> neighbours = similarity.neighbours("mice", 12);
        assertEquals(12, neighbours.size());
        for (int i = 0; i < neighbours.size(); i++) {
            Neighbour neighbour = neighbours.get(i);
            assertEquals(similarity.similarity("mice", neighbour.word()), neighbour.score(), 1e-9, neighbour.word());
            assertTrue(i == 0 || neighbour.score() <= neighbours.get(i - 1).score());
            assertFalse(List.of("mouse", "mice").contains(neighbour.word()));
        }
        double last = neighbours.getLast().score();
        Random random = new Random(3);
        List<String> listed = neighbours.stream().map(Neighbour::word).toList();
        for (int trial = 0; trial < 2000; trial++) {
            String word = wordnet.words(random.nextInt(wordnet.senses())).getFirst();
            if (similarity.knows(word) && !word.equals("mouse") && !listed.contains(word)) {
                assertFalse(similarity.similarity("mice", word) > last + 1e-9, word);
            }
        }
        assertEquals(List.of(), similarity.neighbours("qwxyz", 5));
    }

    @Test
    @DisplayName("A synonym is a neighbour although it has the same senses")
    void synonymIsNeighbour() {
        assertEquals(
                "felid",
                by(SimilarityMeasure.PATH).neighbours("feline", 1).getFirst().word());
    }

    @Test
    @DisplayName("Each count is divided equally among the senses of the word")
    void informationContent() {
        Vocabulary words =
                VocabularyBuilder.of(List.of("the", "dogs", "in", "cat", "qwxyz"), new long[] {900, 80, 70, 16, 4});
        InformationContent content = InformationContent.of(taxonomy, words);
        assertEquals(0.96, content.coverage(), 1e-12);
        int nouns = 0;
        while (wordnet.partOfSpeech(nouns) == PartOfSpeech.NOUN) {
            nouns++;
        }
        // Each of the eight senses of dog, seven of them nouns, receives 10; eight senses of cat are nouns.
        double[] shares = {10, 16.0 / wordnet.sensesOf("cat").length};
        double total = nouns + 7 * shares[0] + wordnet.sensesOf("cat", PartOfSpeech.NOUN).length * shares[1];
        int frump = wordnet.sensesOf("frump", PartOfSpeech.NOUN)[0];
        assertEquals(-Math.log((1 + shares[0]) / total), content.of(frump), 1e-12);
        assertEquals(0, content.of(wordnet.sensesOf("entity", PartOfSpeech.NOUN)[0]), 1e-12);
    }

    @Test
    @DisplayName("Only English wordnets exclude function words")
    void functionWords() {
        SenseGraphBuilder builder = new SenseGraphBuilder("os", "fr");
        builder.addSense(PartOfSpeech.NOUN, List.of("as"), new int[0], new int[0]);
        Taxonomy french = Taxonomy.of(builder.build());
        Vocabulary words = VocabularyBuilder.of(List.of("as", "qwxyz"), new long[] {3, 1});
        assertEquals(0.75, InformationContent.of(french, words).coverage());
        assertEquals(0, InformationContent.of(taxonomy, words).coverage(), "\"as\" is a function word of English");
    }

    @Test
    @DisplayName("Missing words are listed also for models without counts")
    void gapsWithoutCounts() throws IOException {
        Vocabulary words = VocabularyBuilder.of(List.of("the", "dog", "qwxyz"), new long[3]);
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 3, 2);
        vectors.set(0, 0, 1);
        vectors.set(1, 1, 1);
        vectors.set(2, 1, 1);
        VocabularyGaps gaps = VocabularyGaps.of(taxonomy, DenseEmbeddings.of(words, vectors, ModelMetadata.EMPTY), 5);
        assertEquals(List.of(new VocabularyGaps.Missing("qwxyz", 0)), gaps.missing());
    }

    @Test
    @DisplayName("The name of the model specifies the measure and the counts")
    void modelName() {
        assertEquals(Optional.empty(), ThesaurusModel.find("models/wordnet"));
        assertEquals(Optional.empty(), ThesaurusModel.find("./wordnet"));
        assertEquals(
                "wordnet:path", ThesaurusModel.find("wordnet").orElseThrow().toString());
        assertEquals(
                new ThesaurusModel(SimilarityMeasure.LIN, Optional.of(Path.of("C:m"))),
                ThesaurusModel.find("wordnet:lin:C:m").orElseThrow());
        for (String wrong : List.of("wordnet:", "wordnet:cosine", "wordnet:path:m", "wordnet:lin:")) {
            assertThrows(IllegalArgumentException.class, () -> ThesaurusModel.find(wrong), wrong);
        }
    }
}
