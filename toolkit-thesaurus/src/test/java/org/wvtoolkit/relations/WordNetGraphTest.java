package org.wvtoolkit.relations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import net.sf.extjwnl.data.Synset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordNetGraphTest {
    private static SenseGraph wordnet;

    @BeforeAll
    static void read() throws IOException {
        wordnet = WordNetGraph.read();
    }

    @Test
    @DisplayName("All senses of the database are loaded")
    void size() {
        assertEquals(117_791, wordnet.senses());
    }

    @Test
    @DisplayName("Senses are returned in the order of WordNet, with their words and glosses")
    void senses() {
        List<Sense> senses = wordnet.lookUp("dog");
        assertEquals(8, senses.size());
        Sense first = senses.getFirst();
        assertEquals(List.of("dog", "domestic dog", "Canis familiaris"), first.words());
        assertTrue(first.definition().startsWith("a member of the genus Canis"), first.definition());
        assertFalse(first.definition().contains("barked"), first.definition());
        assertTrue(first.gloss().contains("the dog barked all night"), first.gloss());
        assertEquals(PartOfSpeech.VERB, senses.getLast().partOfSpeech());
        assertEquals(
                List.of("canine", "domestic animal"),
                wordnet.hypernyms(first.id()).stream()
                        .map(sense -> wordnet.words(sense).getFirst())
                        .sorted()
                        .toList());
    }

    @Test
    @DisplayName("Inflected forms have the senses of their base form")
    void inflectedForms() {
        assertArrayEquals(wordnet.sensesOf("mouse", PartOfSpeech.NOUN), wordnet.sensesOf("mice", PartOfSpeech.NOUN));
        assertArrayEquals(wordnet.sensesOf("run", PartOfSpeech.VERB), wordnet.sensesOf("ran", PartOfSpeech.VERB));
        assertArrayEquals(wordnet.sensesOf("dog", PartOfSpeech.NOUN), wordnet.sensesOf("Dogs", PartOfSpeech.NOUN));
        assertArrayEquals(
                wordnet.sensesOf("new york", PartOfSpeech.NOUN), wordnet.sensesOf("New_York", PartOfSpeech.NOUN));
        assertTrue(wordnet.sensesOf("do", PartOfSpeech.VERB).length > 0);
        assertArrayEquals(wordnet.sensesOf("do", PartOfSpeech.VERB), wordnet.sensesOf("does", PartOfSpeech.VERB));
    }

    @Test
    @DisplayName("No ending is detached from a short word")
    void shortWords() {
        assertEquals(0, wordnet.sensesOf("was", PartOfSpeech.NOUN).length, "not the plural of wa");
        assertEquals(0, wordnet.sensesOf("his", PartOfSpeech.NOUN).length, "not the plural of hi");
    }

    @ParameterizedTest
    @DisplayName("Unknown words have no senses")
    @ValueSource(strings = {"", " ", "qwxyz", "中国", "a b c d e f", "--", "\u0000"})
    void unknownWords(String word) {
        assertEquals(List.of(), wordnet.lookUp(word));
        assertFalse(wordnet.knows(word));
    }

    @Test
    @DisplayName("A form of another part of speech is not a known word")
    void formWithoutSenses() {
        // In the exception list of adjectives, whose lemma is only a noun.
        assertEquals(0, wordnet.sensesOf("savviest").length);
        assertFalse(wordnet.knows("savviest"));
    }

    @Test
    @DisplayName("Hyponyms are the inverse of hypernyms")
    void hyponyms() {
        int dog = wordnet.sensesOf("dog")[0];
        for (int above : wordnet.hypernyms(dog)) {
            assertTrue(wordnet.hyponyms(above).contains(dog));
        }
    }

    @Test
    @DisplayName("Senses have the lexicographer file of the database")
    void lexicalFiles() {
        assertEquals("noun.animal", wordnet.lookUp("dog").getFirst().lexicalFile());
        assertEquals("verb.motion", wordnet.lookUp("ran").getFirst().lexicalFile());
        assertEquals(45, wordnet.lexicalFiles().size());
    }

    @Test
    @DisplayName("All senses have the words, glosses, counts and lexicographer files of the database")
    void agreesWithDatabase() throws IOException {
        int compared = WordNetDatabase.read(WordNetDatabase.VERSION, dictionary -> {
            int id = 0;
            for (PartOfSpeech part : PartOfSpeech.values()) {
                Iterator<Synset> synsets = dictionary.getSynsetIterator(WordNetDatabase.pos(part));
                while (synsets.hasNext()) {
                    Synset synset = synsets.next();
                    Sense sense = wordnet.sense(id);
                    assertEquals(part, sense.partOfSpeech());
                    assertEquals(
                            synset.getWords().stream()
                                    .map(word -> word.getLemma().replace('_', ' '))
                                    .toList(),
                            sense.words());
                    assertEquals(comparable(synset.getGloss()), comparable(sense.gloss()));
                    assertEquals(
                            synset.getWords().stream()
                                    .mapToInt(word -> Math.max(0, word.getUseCount()))
                                    .sum(),
                            Arrays.stream(wordnet.memberCounts(id)).sum());
                    assertEquals(synset.getLexFileName(), sense.lexicalFile());
                    id++;
                }
            }
            return id;
        });
        assertEquals(wordnet.senses(), compared);
    }

    /** Ignores white space, and a semicolon at the end. */
    private static String comparable(String gloss) {
        return gloss.replaceAll("\\s", "").replaceAll(";$", "");
    }

    @Test
    @DisplayName("Examples have no quotation marks, except with an attribution")
    void examples() {
        Sense dog = wordnet.lookUp("dog").getFirst();
        assertEquals(List.of("the dog barked all night"), dog.examples());
    }
}
