package org.wvtoolkit.relations;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntHashSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.wvtoolkit.query.Spellings;

/**
 * A wordnet as a graph: senses (synsets) with their words, and the relations between senses or
 * between individual words of them. Lemmas are in lower case, with spaces between the parts of a
 * compound; the words of a sense are lemmas as the wordnet spells them, such as {@code France}.
 *
 * <p>Senses and lemmas are numbered from 0; senses are in the order of the wordnet, those of WordNet by part of
 * speech, and lemmas in the order of their UTF-8 bytes. All data are in arrays of primitive types, about 25 MB for
 * WordNet 3.1. A {@linkplain #save saved} graph opens in tens of milliseconds.
 *
 * <p>Immutable and thread-safe.
 */
public final class SenseGraph {
    private static final SenseRelation[] RELATIONS = SenseRelation.values();
    private static final List<PartOfSpeech> ALL_PARTS = List.of(PartOfSpeech.values());

    final SenseGraphArrays arrays;
    private final BaseForms baseForms;
    private final List<String> lexicalFiles;

    SenseGraph(SenseGraphArrays arrays) {
        this.arrays = arrays;
        this.baseForms = new BaseForms(this);
        this.lexicalFiles = new String(arrays.lexicalFileNames(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /**
     * A relation from one sense to another.
     *
     * @param relation the relation of the target to the source
     * @param source the source sense
     * @param sourceWord the index of the word of the source, or −1 for all its words
     * @param target the target sense
     * @param targetWord the index of the word of the target, or −1 for all its words
     */
    public record Edge(SenseRelation relation, int source, int sourceWord, int target, int targetWord) {
        /** Returns the same relation in the opposite direction. */
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
     * Opens a saved graph.
     *
     * @param file a file written by {@link #save}
     * @return the graph, read into memory
     * @throws IOException if the file cannot be read or is not a graph of this version
     */
    public static SenseGraph open(Path file) throws IOException {
        return new SenseGraph(SenseGraphFile.read(file));
    }

    /**
     * Saves the graph. An existing file is replaced atomically.
     *
     * @param file the target
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        SenseGraphFile.write(arrays, file);
    }

    /**
     * Returns the name and version of the wordnet.
     *
     * @return for example {@code WordNet 3.1}
     */
    public String name() {
        return arrays.name();
    }

    /**
     * Returns the language of the words.
     *
     * @return a language code, for example {@code en}
     */
    public String language() {
        return arrays.language();
    }

    /**
     * Returns the number of senses.
     *
     * @return at least 0
     */
    public int senses() {
        return arrays.parts().length;
    }

    /**
     * Returns the number of distinct lemmas.
     *
     * @return at least 0
     */
    public int lemmas() {
        return arrays.textStart().length - 1;
    }

    /**
     * Returns the number of edges. An edge and its inverse count as two.
     *
     * @return at least 0
     */
    public int edges() {
        return arrays.edgeTarget().length;
    }

    /**
     * Returns the part of speech of a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return its part of speech
     */
    public PartOfSpeech partOfSpeech(int sense) {
        return PartOfSpeech.of(arrays.parts()[sense]);
    }

    /**
     * Returns a lemma.
     *
     * @param lemma 0 to {@link #lemmas()} − 1
     * @return the lemma in lower case, with spaces between the parts of a compound
     */
    public String lemma(int lemma) {
        int begin = arrays.textStart()[lemma];
        return new String(arrays.text(), begin, arrays.textStart()[lemma + 1] - begin, StandardCharsets.UTF_8);
    }

    /**
     * Returns the number of a lemma.
     *
     * @param word a lemma, in any case, with spaces or underscores between the parts of a compound
     * @return its number, or −1 if the word is not a lemma; base forms are not searched
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
     * Returns the lemmas of a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return their numbers, in the order of the wordnet
     */
    public int[] members(int sense) {
        return Arrays.copyOfRange(arrays.members(), arrays.memberStart()[sense], arrays.memberStart()[sense + 1]);
    }

    /**
     * Returns the words of a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return the words as the wordnet spells them and in its order, with spaces between the parts of a compound;
     *     empty for a sense that the language has no word for
     */
    public List<String> words(int sense) {
        List<String> words = new ArrayList<>();
        for (int member = arrays.memberStart()[sense]; member < arrays.memberStart()[sense + 1]; member++) {
            int begin = arrays.spellingStart()[member];
            int length = arrays.spellingStart()[member + 1] - begin;
            words.add(
                    length == 0
                            ? lemma(arrays.members()[member])
                            : new String(arrays.spellingText(), begin, length, StandardCharsets.UTF_8));
        }
        return words;
    }

    /**
     * Returns whether the language has a word for a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return false for a lexical gap
     */
    public boolean hasWords(int sense) {
        return arrays.memberStart()[sense] < arrays.memberStart()[sense + 1];
    }

    /**
     * Returns a sense with its words and texts.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return the sense
     */
    public Sense sense(int sense) {
        int begin = arrays.glossStart()[sense];
        int length = arrays.glossStart()[sense + 1] - begin;
        List<String> gloss =
                List.of(new String(arrays.glossText(), begin, length, StandardCharsets.UTF_8).split("\n", -1));
        return new Sense(
                sense,
                partOfSpeech(sense),
                words(sense),
                gloss.getFirst(),
                gloss.subList(1, gloss.size()),
                lexicalFile(sense));
    }

    /**
     * Returns the lexicographer file of a sense, which groups senses by subject.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return one of {@link #lexicalFiles}, or an empty text
     */
    public String lexicalFile(int sense) {
        return lexicalFiles.get(arrays.lexicalFile()[sense]);
    }

    /**
     * Returns the lexicographer files of the wordnet.
     *
     * @return the names, 45 such as {@code noun.animal} in WordNet; empty if the wordnet has none
     */
    public List<String> lexicalFiles() {
        return lexicalFiles.subList(1, lexicalFiles.size());
    }

    /**
     * Returns the hypernyms of a sense, instances included.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return the numbers of the nearest hypernyms that have words, without duplicates
     */
    public List<Integer> hypernyms(int sense) {
        return across(sense, SenseRelation::isHypernym);
    }

    /**
     * Returns the hyponyms of a sense, instances included.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return the numbers of the nearest hyponyms that have words, without duplicates
     */
    public List<Integer> hyponyms(int sense) {
        return across(sense, SenseRelation::isHyponym);
    }

    private List<Integer> across(int sense, Predicate<SenseRelation> direction) {
        return edges(sense).stream()
                .filter(edge -> direction.test(edge.relation()))
                .flatMap(edge -> acrossGaps(edge).stream())
                .map(Edge::target)
                .distinct()
                .toList();
    }

    /**
     * Returns the number of occurrences of each word of a sense with this sense in a sense-tagged
     * corpus.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return one count per element of {@link #members}; zeros if the wordnet has no counts
     */
    public int[] memberCounts(int sense) {
        return Arrays.copyOfRange(arrays.memberCounts(), arrays.memberStart()[sense], arrays.memberStart()[sense + 1]);
    }

    /**
     * Returns the senses of a lemma.
     *
     * @param lemma 0 to {@link #lemmas()} − 1
     * @return the senses by part of speech, the most frequent sense first
     */
    public int[] sensesOf(int lemma) {
        return Arrays.copyOfRange(
                arrays.lemmaSenses(), arrays.lemmaSenseStart()[lemma], arrays.lemmaSenseStart()[lemma + 1]);
    }

    /**
     * Returns the senses of a word in any form.
     *
     * @param word a word, in any case, with spaces or underscores between the parts of a compound
     * @return the senses by part of speech, nouns first, in each part those of the word itself before those of its
     *     base forms; empty for an unknown word
     */
    public int[] sensesOf(String word) {
        return baseForms.senses(normalized(word), ALL_PARTS);
    }

    /**
     * Returns the senses of a word in any form that have a part of speech.
     *
     * @param word a word, in any case, with spaces or underscores between the parts of a compound
     * @param part the part of speech
     * @return the senses of the word itself, the most frequent first, followed by those of its base forms; empty if
     *     there are none
     */
    public int[] sensesOf(String word, PartOfSpeech part) {
        return baseForms.senses(normalized(word), List.of(part));
    }

    /**
     * Looks up a word in any form.
     *
     * @param word a word, in any case, with spaces or underscores between the parts of a compound
     * @return its senses, in the order of {@link #sensesOf(String)}; empty for an unknown word
     */
    public List<Sense> lookUp(String word) {
        return Arrays.stream(sensesOf(word)).mapToObj(this::sense).toList();
    }

    /**
     * Returns whether the wordnet lists a word.
     *
     * @param word a word, in any case and form, with spaces or underscores between the parts of a compound
     * @return true if {@link #sensesOf(String)} is not empty
     */
    public boolean knows(String word) {
        return lemmasOf(word).length > 0;
    }

    /**
     * Returns the lemmas of a word in any form.
     *
     * @param word a word, in any case, with spaces or underscores between the parts of a compound
     * @return the word itself, if it is a lemma, followed by its base forms
     */
    public int[] lemmasOf(String word) {
        return baseForms.lemmas(normalized(word));
    }

    /**
     * Returns the lemmas with the spelling most similar to a word that is not a lemma. A call for WordNet
     * takes a few tenths of a second.
     *
     * @param word any word
     * @param count maximum number of results, at least 1
     * @return lemmas that differ by at most two letters (one in words of at most three letters), the most similar
     *     first, among equally similar ones the most frequent in the sense-tagged corpus
     */
    public List<String> similarSpellings(String word, int count) {
        int[] frequency = new int[lemmas()];
        for (int member = 0; member < arrays.members().length; member++) {
            frequency[arrays.members()[member]] += 1 + arrays.memberCounts()[member];
        }
        List<String> byFrequency = IntStream.range(0, frequency.length)
                .boxed()
                .sorted(Comparator.comparingInt(lemma -> -frequency[lemma]))
                .map(this::lemma)
                .toList();
        return Spellings.nearest(byFrequency, normalized(word), count);
    }

    /**
     * Returns the edges that begin at a sense.
     *
     * @param sense 0 to {@link #senses()} − 1
     * @return the edges, in the order of the wordnet
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

    /**
     * Returns the edges to the nearest senses with words in the direction of an edge. Wordnets of
     * some languages have senses without words (lexical gaps). A hypernym or hyponym edge to such a
     * sense is replaced by edges to the senses beyond it; other edges to it are dropped.
     *
     * @param edge an edge of this graph
     * @return the edge itself if its target has words, else edges with the same source; may be empty
     */
    public List<Edge> acrossGaps(Edge edge) {
        if (hasWords(edge.target())) {
            return List.of(edge);
        }
        boolean up = edge.relation().isHypernym();
        if (!up && !edge.relation().isHyponym()) {
            return List.of();
        }
        List<Edge> found = new ArrayList<>();
        IntHashSet seen = new IntHashSet();
        IntArrayDeque open = new IntArrayDeque();
        seen.add(edge.source());
        seen.add(edge.target());
        open.addLast(edge.target());
        while (!open.isEmpty()) {
            for (Edge next : edges(open.removeFirst())) {
                boolean followed =
                        up ? next.relation().isHypernym() : next.relation().isHyponym();
                if (!followed || !seen.add(next.target())) {
                    continue;
                }
                if (!hasWords(next.target())) {
                    open.addLast(next.target());
                } else {
                    found.add(new Edge(
                            edge.relation(),
                            edge.source(),
                            edge.sourceWord(),
                            /* target= */ next.target(),
                            /* targetWord= */ -1));
                }
            }
        }
        return found;
    }

    SenseRelation relation(int edge) {
        return RELATIONS[arrays.edgeRelation()[edge]];
    }
}
