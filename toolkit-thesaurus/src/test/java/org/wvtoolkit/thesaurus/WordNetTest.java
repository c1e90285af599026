package org.wvtoolkit.thesaurus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity.Match;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity.Neighbour;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class WordNetTest {
    private static WordNet wordNet;
    private static InformationContent tagged;

    @BeforeAll
    static void open() throws IOException {
        wordNet = WordNet.open();
        tagged = InformationContent.ofTaggedSenses(wordNet);
    }

    @AfterAll
    static void close() throws IOException {
        wordNet.close();
    }

    private static ThesaurusSimilarity by(SimilarityMeasure measure) {
        return new ThesaurusSimilarity(wordNet, measure, tagged);
    }

    @Test
    @DisplayName("All senses of the database are loaded")
    void size() {
        assertEquals(117_791, wordNet.size());
    }

    @Test
    @DisplayName("Senses are returned in the order of WordNet, with their words and glosses")
    void senses() {
        List<Sense> senses = wordNet.senses("dog");
        assertEquals(8, senses.size());
        Sense first = senses.getFirst();
        assertEquals(List.of("dog", "domestic dog", "Canis familiaris"), first.words());
        assertTrue(first.definition().startsWith("a member of the genus Canis"), first.definition());
        assertFalse(first.definition().contains("barked"), first.definition());
        assertTrue(first.gloss().contains("the dog barked all night"), first.gloss());
        assertEquals(PartOfSpeech.VERB, senses.getLast().partOfSpeech());
        assertEquals(
                List.of("canine", "domestic animal"),
                wordNet.hypernyms(first).stream()
                        .map(sense -> sense.words().getFirst())
                        .sorted()
                        .toList());
    }

    @Test
    @DisplayName("Inflected forms have the senses of their base form")
    void inflectedForms() {
        assertArrayEquals(wordNet.ids("mouse", PartOfSpeech.NOUN), wordNet.ids("mice", PartOfSpeech.NOUN));
        assertArrayEquals(wordNet.ids("run", PartOfSpeech.VERB), wordNet.ids("ran", PartOfSpeech.VERB));
        assertArrayEquals(wordNet.ids("dog", PartOfSpeech.NOUN), wordNet.ids("Dogs", PartOfSpeech.NOUN));
        assertArrayEquals(wordNet.ids("new york", PartOfSpeech.NOUN), wordNet.ids("New_York", PartOfSpeech.NOUN));
        assertTrue(wordNet.ids("do", PartOfSpeech.VERB).length > 0);
        assertArrayEquals(wordNet.ids("do", PartOfSpeech.VERB), wordNet.ids("does", PartOfSpeech.VERB));
    }

    @Test
    @DisplayName("No ending is detached from a short word")
    void shortWords() {
        assertEquals(0, wordNet.ids("was", PartOfSpeech.NOUN).length, "not the plural of wa");
        assertEquals(0, wordNet.ids("his", PartOfSpeech.NOUN).length, "not the plural of hi");
    }

    @ParameterizedTest
    @DisplayName("Unknown words have no senses")
    @ValueSource(strings = {"", " ", "qwxyz", "中国", "a b c d e f", "--", "\u0000"})
    void unknownWords(String word) {
        assertEquals(List.of(), wordNet.senses(word));
        assertFalse(wordNet.knows(word));
    }

    @Test
    @DisplayName("The stored ancestors agree with a traversal of the hypernyms")
    void ancestors() {
        Random random = new Random(7);
        Taxonomy taxonomy = wordNet.taxonomy();
        CommonAncestors common = new CommonAncestors();
        for (int trial = 0; trial < 300; trial++) {
            int sense = random.nextInt(wordNet.size());
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
            for (int above : wordNet.taxonomy().hypernyms(sense)) {
                walk(above, seen);
            }
        }
    }

    @Test
    @DisplayName("Cycles of hypernyms are removed")
    void cycles() {
        Taxonomy taxonomy = new Taxonomy(new int[][] {{1}, {2}, {0}, {0, 0}}, new byte[4]);
        assertEquals(4, taxonomy.maxDepth(3));
        assertArrayEquals(new int[] {}, taxonomy.hypernyms(2));
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
            String word = wordNet.words(random.nextInt(wordNet.size()))[0];
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
        InformationContent content = InformationContent.of(wordNet, words);
        assertEquals(0.96, content.coverage(), 1e-12);
        int nouns = 0;
        while (wordNet.partOfSpeech(nouns) == PartOfSpeech.NOUN) {
            nouns++;
        }
        // Each of the eight senses of dog, seven of them nouns, receives 10; eight senses of cat are nouns.
        double[] shares = {10, 16.0 / wordNet.senses("cat").size()};
        double total = nouns + 7 * shares[0] + wordNet.ids("cat", PartOfSpeech.NOUN).length * shares[1];
        int frump = wordNet.ids("frump", PartOfSpeech.NOUN)[0];
        assertEquals(-Math.log((1 + shares[0]) / total), content.of(frump), 1e-12);
        assertEquals(0, content.of(wordNet.ids("entity", PartOfSpeech.NOUN)[0]), 1e-12);
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

    @Test
    @DisplayName("Hyponyms are the inverse of hypernyms")
    void hyponyms() {
        Sense dog = wordNet.senses("dog").getFirst();
        Sense canine = wordNet.hypernyms(dog).stream()
                .filter(sense -> sense.words().contains("canine"))
                .findFirst()
                .orElseThrow();
        assertTrue(wordNet.hyponyms(canine).contains(dog));
        assertEquals(wordNet.hyponyms(canine).size(), wordNet.hyponymCount(canine));
        assertEquals("noun.animal", wordNet.lexicalFile(dog));
    }

    @Test
    @DisplayName("The first sense of a word, also with a regular ending, is its most frequent one")
    void firstSense() {
        assertEquals(wordNet.senses("dog").getFirst().id(), wordNet.firstSense("Dogs"));
        assertEquals(wordNet.senses("city").getFirst().id(), wordNet.firstSense("cities"));
        assertEquals(wordNet.senses("new york").getFirst().id(), wordNet.firstSense("new_york"));
        assertEquals(-1, wordNet.firstSense("xqzt"));
    }
}
