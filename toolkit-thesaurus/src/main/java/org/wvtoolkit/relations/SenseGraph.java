package org.wvtoolkit.relations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wvtoolkit.thesaurus.PartOfSpeech;

/**
 * A wordnet as a graph: senses (synsets) with the words that can mean them, and the relations
 * between senses or between single words of theirs. Words are kept in lower case, the parts of a
 * compound separated by spaces.
 *
 * <p>Senses are numbered from 0, and so are lemmas, in the order of their UTF-8 bytes. All data
 * lies in arrays of primitives, about 10 MB for WordNet 3.1; a graph that was
 * {@linkplain #save saved} opens in a few milliseconds.
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class SenseGraph {
    /** An edge applies to the senses as a whole, not to one word of each. */
    static final int ALL_WORDS = 0;

    final SenseGraphArrays arrays;
    private final BaseForms baseForms;

    SenseGraph(SenseGraphArrays arrays) {
        this.arrays = arrays;
        this.baseForms = new BaseForms(this);
    }

    /**
     * A relation from one sense to another.
     *
     * @param relation what the target is to the source
     * @param source a sense
     * @param sourceWord the number of the source's word that is meant, from 0; −1 for all of them
     * @param target a sense
     * @param targetWord the number of the target's word that is meant, from 0; −1 for all of them
     */
    public record Edge(SenseRelation relation, int source, int sourceWord, int target, int targetWord) {
        /** The same relation as seen from the target. */
        Edge inverse() {
            return new Edge(
                    relation.inverse(),
                    /* source= */ target,
                    /* sourceWord= */ targetWord,
                    /* target= */ source,
                    /* targetWord= */ sourceWord);
        }
    }

    /**
     * Opens a graph that was saved.
     *
     * @param file written by {@link #save}
     * @return the graph, read into memory
     * @throws IOException if the file cannot be read or is not a graph of this version
     */
    public static SenseGraph open(Path file) throws IOException {
        return new SenseGraph(SenseGraphFile.read(file));
    }

    /**
     * Saves the graph; the file is replaced atomically.
     *
     * @param file where to
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        SenseGraphFile.write(arrays, file);
    }

    /**
     * The name and version of the wordnet.
     *
     * @return such as {@code WordNet 3.1}
     */
    public String name() {
        return arrays.name();
    }

    /**
     * The language of its words.
     *
     * @return a code, such as {@code en}
     */
    public String language() {
        return arrays.language();
    }

    /**
     * Number of senses.
     *
     * @return at least 0
     */
    public int senses() {
        return arrays.parts().length;
    }

    /**
     * Number of distinct lemmas.
     *
     * @return at least 0
     */
    public int lemmas() {
        return arrays.textStart().length - 1;
    }

    /**
     * Number of edges, each direction counted.
     *
     * @return at least 0
     */
    public int edges() {
        return arrays.edgeTarget().length;
    }

    /**
     * The part of speech of a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return its part of speech
     */
    public PartOfSpeech partOfSpeech(int sense) {
        return part(arrays.parts()[sense]);
    }

    static PartOfSpeech part(int number) {
        return PARTS[number];
    }

    private static final PartOfSpeech[] PARTS = PartOfSpeech.values();

    /**
     * The spelling of a lemma.
     *
     * @param lemma 0 to {@link #lemmas()} − 1
     * @return in lower case, parts separated by spaces
     */
    public String lemma(int lemma) {
        int begin = arrays.textStart()[lemma];
        return new String(arrays.text(), begin, arrays.textStart()[lemma + 1] - begin, StandardCharsets.UTF_8);
    }

    /**
     * The number of a lemma.
     *
     * @param word a word, in any case; parts separated by spaces or underscores
     * @return its number, or −1 if it is not a lemma as it stands
     */
    public int lemmaId(String word) {
        return find(normalized(word).getBytes(StandardCharsets.UTF_8));
    }

    static String normalized(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    int find(byte[] key) {
        int low = 0;
        int high = lemmas() - 1;
        int[] start = arrays.textStart();
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(arrays.text(), start[middle], start[middle + 1], key, 0, key.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /**
     * The lemmas that can mean a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return their numbers, in the wordnet's order
     */
    public int[] members(int sense) {
        return Arrays.copyOfRange(arrays.members(), arrays.memberStart()[sense], arrays.memberStart()[sense + 1]);
    }

    /**
     * The words that can mean a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return their spellings, in the wordnet's order
     */
    public List<String> words(int sense) {
        List<String> words = new ArrayList<>();
        for (int lemma : members(sense)) {
            words.add(lemma(lemma));
        }
        return words;
    }

    /**
     * How often each word of a sense was marked with it in a sense-tagged corpus.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return a count for each of {@link #members}; zeros where the wordnet has no counts
     */
    public int[] memberCounts(int sense) {
        return Arrays.copyOfRange(arrays.memberCounts(), arrays.memberStart()[sense], arrays.memberStart()[sense + 1]);
    }

    /**
     * The senses of a lemma.
     *
     * @param lemma 0 to {@link #lemmas()} − 1
     * @return by part of speech, the most frequent sense first
     */
    public int[] sensesOf(int lemma) {
        return Arrays.copyOfRange(
                arrays.lemmaSenses(), arrays.lemmaSenseStart()[lemma], arrays.lemmaSenseStart()[lemma + 1]);
    }

    /**
     * The senses of a word in any form.
     *
     * @param word a word, in any case; parts separated by spaces or underscores
     * @return the senses of the word as it stands, then those of its base forms; empty for an unknown word
     */
    public int[] sensesOf(String word) {
        return baseForms.senses(normalized(word));
    }

    /**
     * The lemmas of a word in any form.
     *
     * @param word a word, in any case; parts separated by spaces or underscores
     * @return the word as it stands, if it is a lemma, then its base forms
     */
    public int[] lemmasOf(String word) {
        return baseForms.lemmas(normalized(word));
    }

    /**
     * The edges that begin at a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return in the wordnet's order
     */
    public List<Edge> edges(int sense) {
        List<Edge> edges = new ArrayList<>();
        for (int edge = arrays.edgeStart()[sense]; edge < arrays.edgeStart()[sense + 1]; edge++) {
            edges.add(new Edge(
                    relation(edge),
                    sense,
                    (arrays.edgeFrom()[edge] & 0xff) - 1,
                    arrays.edgeTarget()[edge],
                    (arrays.edgeTo()[edge] & 0xff) - 1));
        }
        return edges;
    }

    private static final SenseRelation[] RELATIONS = SenseRelation.values();

    SenseRelation relation(int edge) {
        return RELATIONS[arrays.edgeRelation()[edge]];
    }
}
