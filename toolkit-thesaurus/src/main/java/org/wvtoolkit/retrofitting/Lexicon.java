package org.wvtoolkit.retrofitting;

import com.carrotsearch.hppc.IntHashSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.SenseRelation;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Pairs of related words of one vocabulary: attracted pairs, to be moved together, and repelled
 * pairs, to be moved apart. Each pair occurs once, with the smaller id first. Immutable and
 * thread-safe.
 */
public final class Lexicon {
    /**
     * The relations that attract by default: "WordNet with hypernyms and hyponyms" in Faruqui et
     * al. 2015.
     */
    public static final Set<Relation> DEFAULT_ATTRACTED =
            Set.copyOf(EnumSet.of(Relation.SYNONYM, Relation.KIND_OF, Relation.KIND));

    private final List<Pair> attracted;
    private final List<Pair> repelled;
    private final int skipped;

    /**
     * A pair of words.
     *
     * @param first the smaller id
     * @param second the larger id
     */
    public record Pair(int first, int second) {
        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    /**
     * Creates a lexicon.
     *
     * @param attracted the attracted pairs
     * @param repelled the repelled pairs; a pair in both sets is repelled only
     * @param skipped the number of entries skipped because the vocabulary lacks a word
     */
    public Lexicon(Set<Pair> attracted, Set<Pair> repelled, int skipped) {
        Set<Pair> apart = new LinkedHashSet<>(repelled);
        Set<Pair> together = new LinkedHashSet<>(attracted);
        together.removeAll(apart);
        this.attracted = List.copyOf(together);
        this.repelled = List.copyOf(apart);
        this.skipped = skipped;
    }

    /**
     * Creates a lexicon from a wordnet.
     *
     * @param graph the wordnet
     * @param vocabulary the words; of words that differ only in case, the most frequent one is used
     * @param relations the relations that attract: any of {@link Relation#SYNONYM}, {@link
     *     Relation#KIND_OF} and {@link Relation#KIND} (one step), {@link Relation#PART}, {@link
     *     Relation#PART_OF}, {@link Relation#DERIVED} and {@link Relation#RELATED}; antonyms always
     *     repel
     * @return the lexicon
     */
    public static Lexicon of(SenseGraph graph, Vocabulary vocabulary, Set<Relation> relations) {
        int[] idOfLemma = new int[graph.lemmas()];
        Arrays.fill(idOfLemma, -1);
        for (int id = vocabulary.size() - 1; id >= 0; id--) {
            int lemma = graph.lemmaId(vocabulary.word(id));
            if (lemma >= 0) {
                // Ids are visited in descending order, so the most frequent spelling is kept.
                idOfLemma[lemma] = id;
            }
        }
        Set<Pair> attracted = new LinkedHashSet<>();
        Set<Pair> repelled = new LinkedHashSet<>();
        for (int sense = 0; sense < graph.senses(); sense++) {
            int[] members = graph.members(sense);
            if (relations.contains(Relation.SYNONYM)) {
                join(members, members, idOfLemma, attracted);
            }
            for (SenseGraph.Edge edge : graph.edges(sense)) {
                boolean opposite = edge.relation() == SenseRelation.ANTONYM;
                if (!opposite && !relations.contains(label(edge.relation()))) {
                    continue;
                }
                int[] from = edge.sourceWord() < 0 ? members : new int[] {members[edge.sourceWord()]};
                for (SenseGraph.Edge found : graph.acrossGaps(edge)) {
                    int[] targets = graph.members(found.target());
                    int[] to = found.targetWord() < 0 ? targets : new int[] {targets[found.targetWord()]};
                    join(from, to, idOfLemma, opposite ? repelled : attracted);
                }
            }
        }
        return new Lexicon(attracted, repelled, 0);
    }

    private static Relation label(SenseRelation relation) {
        return switch (relation) {
            case HYPERNYM, INSTANCE_HYPERNYM -> Relation.KIND_OF;
            case HYPONYM, INSTANCE_HYPONYM -> Relation.KIND;
            case MEMBER_HOLONYM, PART_HOLONYM, SUBSTANCE_HOLONYM -> Relation.PART_OF;
            case MEMBER_MERONYM, PART_MERONYM, SUBSTANCE_MERONYM -> Relation.PART;
            case DERIVATION, PERTAINYM, PERTAINING, PARTICIPLE, PARTICIPLE_FORM -> Relation.DERIVED;
            case ANTONYM -> Relation.ANTONYM;
            default -> Relation.RELATED;
        };
    }

    private static void join(int[] from, int[] to, int[] idOfLemma, Set<Pair> pairs) {
        for (int a : from) {
            for (int b : to) {
                if (idOfLemma[a] >= 0 && idOfLemma[b] >= 0 && idOfLemma[a] != idOfLemma[b]) {
                    pairs.add(Pair.of(idOfLemma[a], idOfLemma[b]));
                }
            }
        }
    }

    /**
     * Reads a lexicon file. Each line contains two words, separated by a tab, and optionally a
     * third column with their relation, one of the labels of {@link Relation}; the default is
     * synonym. Empty lines and lines that begin with {@code #} are ignored.
     *
     * @param file UTF-8 text
     * @param vocabulary the words; a word that is not found is looked up in lower case too
     * @return the lexicon: antonyms repel, all other relations except {@link Relation#NONE} attract
     * @throws MalformedFileException if a line has too few or too many columns or an unknown
     *     relation, or the file is not UTF-8
     * @throws IOException if it cannot be read
     */
    public static Lexicon read(Path file, Vocabulary vocabulary) throws IOException {
        Set<Pair> attracted = new LinkedHashSet<>();
        Set<Pair> repelled = new LinkedHashSet<>();
        int skipped = 0;
        long number = 0;
        try (BufferedReader reader = Utf8Files.newReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] columns = line.split("\t", -1);
                if (columns.length < 2 || columns.length > 3) {
                    throw malformed(file, "line " + number + " has " + columns.length + " columns");
                }
                Optional<Relation> relation =
                        columns.length == 2 ? Optional.of(Relation.SYNONYM) : Relation.find(columns[2]);
                if (relation.isEmpty()) {
                    throw malformed(file, "line " + number + " has the unknown relation \"" + columns[2] + "\"");
                }
                int first = id(vocabulary, columns[0]);
                int second = id(vocabulary, columns[1]);
                if (first < 0 || second < 0) {
                    skipped++;
                } else if (first != second && relation.get() != Relation.NONE) {
                    (relation.get() == Relation.ANTONYM ? repelled : attracted).add(Pair.of(first, second));
                }
            }
        } catch (MalformedInputException notUtf8) {
            throw malformed(file, "is not UTF-8 after line " + number);
        }
        return new Lexicon(attracted, repelled, skipped);
    }

    private static MalformedFileException malformed(Path file, String problem) {
        return new MalformedFileException(
                file,
                -1,
                problem,
                "write two words per line, separated by a tab, and optionally a relation such as antonym");
    }

    private static int id(Vocabulary vocabulary, String word) {
        int id = vocabulary.id(word.strip());
        return id >= 0 ? id : vocabulary.id(word.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the pairs to move together.
     *
     * @return each pair once
     */
    public List<Pair> attracted() {
        return attracted;
    }

    /**
     * Returns the pairs to move apart.
     *
     * @return each pair once; none of them is also attracted
     */
    public List<Pair> repelled() {
        return repelled;
    }

    /**
     * Returns the number of entries skipped because the vocabulary lacks a word.
     *
     * @return at least 0
     */
    public int skipped() {
        return skipped;
    }

    /**
     * Returns the number of words that occur in a pair.
     *
     * @return at least 0
     */
    public int words() {
        IntHashSet words = new IntHashSet();
        for (List<Pair> pairs : List.of(attracted, repelled)) {
            for (Pair pair : pairs) {
                words.add(pair.first);
                words.add(pair.second);
            }
        }
        return words.size();
    }

    /** Returns the attracted neighbours of each word that has any, in ascending order of the words. */
    Map<Integer, List<Integer>> neighbours() {
        Map<Integer, List<Integer>> neighbours = new HashMap<>();
        for (Pair pair : attracted) {
            neighbours.computeIfAbsent(pair.first, first -> new ArrayList<>()).add(pair.second);
            neighbours.computeIfAbsent(pair.second, first -> new ArrayList<>()).add(pair.first);
        }
        return neighbours;
    }
}
