package org.wvtoolkit.thesaurus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordNetGraph;

/**
 * Compares measures with published values for WordNet 3.0. Sources:
 *
 * <ul>
 *   <li>H: NLTK's "WordNet Interface" how-to (www.nltk.org/howto/wordnet.html);
 *   <li>B: Bird, Klein and Loper, Natural Language Processing with Python, chapter 2, section 5.3;
 *   <li>T: TAM-Lab's notes on WordNet (github.com/TAM-Lab/TAMRepository), output of NLTK with all digits.
 * </ul>
 */
class PublishedSimilaritiesTest {
    private static SenseGraph wordnet;
    private static Taxonomy taxonomy;

    @BeforeAll
    static void open() throws IOException {
        wordnet = WordNetGraph.read("3.0");
        taxonomy = Taxonomy.of(wordnet);
    }

    /** Returns a sense by its name in NLTK: word, part of speech, number. */
    private static int sense(String name) {
        String[] parts = name.split("\\.", 3);
        PartOfSpeech part = parts[1].equals("n") ? PartOfSpeech.NOUN : PartOfSpeech.VERB;
        return wordnet.sensesOf(parts[0], part)[Integer.parseInt(parts[2]) - 1];
    }

    private static double score(String measure, InformationContent content, String a, String b) {
        CommonAncestors common = new CommonAncestors();
        taxonomy.meet(sense(a), sense(b), common);
        return SimilarityMeasure.find(measure).orElseThrow().score(taxonomy, content, sense(a), sense(b), common);
    }

    @ParameterizedTest
    @DisplayName("Measures of paths and depths agree with published values")
    @CsvSource(delimiter = '|', textBlock = """
            H | path | dog.n.01         | cat.n.01         | 0.2                  | 1e-15
            H | path | hit.v.01         | slap.v.01        | 0.14285714285714285  | 1e-15
            H | lch  | dog.n.01         | cat.n.01         | 2.0281482472922856   | 1e-14
            H | lch  | hit.v.01         | slap.v.01        | 1.3121863889661687   | 1e-14
            H | wup  | dog.n.01         | cat.n.01         | 0.8571428571428571   | 1e-15
            H | wup  | hit.v.01         | slap.v.01        | 0.25                 | 1e-15
            B | path | right_whale.n.01 | minke_whale.n.01 | 0.25                 | 1e-15
            B | path | right_whale.n.01 | orca.n.01        | 0.16666666666666666  | 1e-15
            B | path | right_whale.n.01 | tortoise.n.01    | 0.07692307692307693 | 1e-15
            B | path | right_whale.n.01 | novel.n.01       | 0.043478260869565216 | 1e-15
            T | path | dog.n.01         | puppy.n.01       | 0.5                  | 1e-15
            T | lch  | dog.n.01         | puppy.n.01       | 2.9444389791664407   | 1e-14
            T | wup  | dog.n.01         | puppy.n.01       | 0.896551724137931    | 1e-15
            """)
    void pathMeasures(String source, String measure, String a, String b, double published, double tolerance) {
        assertEquals(published, score(measure, InformationContent.none(), a, b), tolerance, source);
    }

    @ParameterizedTest
    @DisplayName("Depths agree with published values")
    @CsvSource({"baleen_whale.n.01, 15", "whale.n.02, 14", "vertebrate.n.01, 9", "entity.n.01, 1"})
    void depths(String sense, int publishedByBirdKleinAndLoperPlusOne) {
        assertEquals(publishedByBirdKleinAndLoperPlusOne, taxonomy.minDepth(sense(sense)));
    }

    /**
     * The file ic-semcor.dat of WordNet::Similarity: SemCor's marked senses, which WordNet's
     * database counts, each handed up to every hypernym, so that what can be reached by two ways
     * counts twice; nothing added.
     */
    private static InformationContent semcor() {
        double[] sums = new double[wordnet.senses()];
        Arrays.setAll(
                sums,
                id -> wordnet.partOfSpeech(id).hasHierarchy()
                        ? Arrays.stream(wordnet.memberCounts(id)).sum()
                        : 0);
        IntStream.range(0, sums.length)
                .boxed()
                .sorted(Comparator.comparingInt(id -> -taxonomy.maxDepth(id)))
                .forEach(id -> {
                    for (int above : taxonomy.hypernyms(id)) {
                        sums[above] += sums[id];
                    }
                });
        double total = sums[sense("entity.n.01")];
        return InformationContent.ofValues(
                Arrays.stream(sums).map(sum -> -Math.log(sum / total)).toArray(), -Math.log1p(-1 / total));
    }

    @Test
    @DisplayName("Lin's measure with the counts of SemCor agrees with the published value")
    void semCor() {
        // H contains 0.886...; its version for NLTK 2 contains all digits.
        assertEquals(0.8863288628086228, score("lin", semcor(), "dog.n.01", "cat.n.01"), 1e-14);
    }

    /**
     * The file ic-brown.dat, as far as published values tell it: Resnik's similarity is the
     * information content of the sense that is met (of a dog and a puppy, the dog), and a word's
     * own follows from Jiang and Conrath's. Lin's must then come out.
     */
    @Test
    @DisplayName("Measures with the counts of the Brown Corpus agree with published values")
    void brownCorpus() {
        double carnivore = 7.911666509036577; // H, T: Resnik, dog and cat
        double dog = 9.006014398918229; // T: Resnik, dog and puppy
        double[] values = new double[wordnet.senses()];
        values[sense("carnivore.n.01")] = carnivore;
        values[sense("dog.n.01")] = dog;
        values[sense("cat.n.01")] = 1 / 0.4497755285516739 - dog + 2 * carnivore; // H, T: Jiang and Conrath
        values[sense("puppy.n.01")] = 1 / 0.2293066130647565 + dog; // T
        InformationContent brown = InformationContent.ofValues(values, 1e-9);
        assertEquals(carnivore, score("res", brown, "dog.n.01", "cat.n.01"), 1e-14);
        assertEquals(dog, score("res", brown, "dog.n.01", "puppy.n.01"), 1e-14);
        assertEquals(0.4497755285516739, score("jcn", brown, "dog.n.01", "cat.n.01"), 1e-14);
        assertEquals(0.2293066130647565, score("jcn", brown, "dog.n.01", "puppy.n.01"), 1e-14);
        assertEquals(0.8768009843733973, score("lin", brown, "dog.n.01", "cat.n.01"), 1e-14); // T
        assertEquals(0.8050787631927111, score("lin", brown, "dog.n.01", "puppy.n.01"), 1e-14); // T
    }
}
