package org.wvtoolkit.relations;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.query.relation.RelationSource;

/**
 * Relations between two words in a wordnet, over all their senses. Hypernyms and hyponyms are found
 * at any distance, parts and wholes at a distance of one. Antonyms and derivations apply to the
 * words themselves, not to their synonyms.
 *
 * <p>The first query for a word visits all hypernyms and hyponyms of its senses, which takes up to
 * a few milliseconds and is kept for the 32 most recent words, about 120 kB each. Further queries for
 * the same word take two searches each. Thread-safe.
 */
public final class WordRelations implements RelationSource {
    /** Number of words whose relations are kept, enough for a text of one sentence. */
    private static final int MAX_RECENT = 32;

    private static final byte NONE = (byte) Relation.NONE.rank();
    private static final Relation[] RELATIONS = Relation.values();

    private final SenseGraph graph;

    /** The relations of the words of recent queries, least recently used first. */
    private final Map<String, Surroundings> recent = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    /**
     * Creates a source of relations.
     *
     * @param graph the wordnet
     */
    public WordRelations(SenseGraph graph) {
        this.graph = graph;
    }

    /**
     * Relations of one word: the strongest relation to each sense, and the lemmas related to the
     * word itself.
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Surroundings(IntHashSet lemmas, byte[] bySense, IntHashSet antonyms, IntHashSet derived) {}

    /**
     * Returns the wordnet.
     *
     * @return the wordnet
     */
    public SenseGraph graph() {
        return graph;
    }

    @Override
    public Relation relation(String word, String other) {
        String first = SenseGraph.normalized(word);
        String second = SenseGraph.normalized(other);
        if (first.equals(second)) {
            return graph.lemmasOf(first).length == 0 ? Relation.NONE : Relation.FORM;
        }
        Surroundings around = surroundings(first);
        if (around.lemmas.isEmpty()) {
            return Relation.NONE;
        }
        int[] lemmas = graph.lemmasOf(second);
        byte found = NONE;
        for (int lemma : lemmas) {
            if (around.lemmas.contains(lemma)) {
                return Relation.FORM;
            }
            if (around.antonyms.contains(lemma)) {
                found = (byte) Math.min(found, Relation.ANTONYM.rank());
            }
            if (around.derived.contains(lemma)) {
                found = (byte) Math.min(found, Relation.DERIVED.rank());
            }
        }
        for (int sense : graph.sensesOf(second)) {
            found = (byte) Math.min(found, around.bySense[sense]);
        }
        return RELATIONS[found];
    }

    private synchronized Surroundings surroundings(String word) {
        Surroundings known = recent.get(word);
        if (known == null) {
            known = surround(word);
            recent.put(word, known);
            if (recent.size() > MAX_RECENT) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        return known;
    }

    private Surroundings surround(String word) {
        IntHashSet lemmas = IntHashSet.from(graph.lemmasOf(word));
        byte[] bySense = new byte[graph.senses()];
        Arrays.fill(bySense, NONE);
        IntHashSet antonyms = new IntHashSet();
        IntHashSet derived = new IntHashSet();
        int[] senses = lemmas.isEmpty() ? new int[0] : graph.sensesOf(word);
        for (int sense : senses) {
            mark(bySense, sense, Relation.SYNONYM);
            closure(sense, SenseRelation::isHypernym, Relation.KIND_OF, bySense);
            closure(sense, SenseRelation::isHyponym, Relation.KIND, bySense);
            for (SenseGraph.Edge edge : graph.edges(sense)) {
                follow(edge, lemmas, bySense, antonyms, derived);
            }
        }
        return new Surroundings(lemmas, bySense, antonyms, derived);
    }

    private static void mark(byte[] bySense, int sense, Relation relation) {
        bySense[sense] = (byte) Math.min(bySense[sense], relation.rank());
    }

    private void closure(int from, Predicate<SenseRelation> followed, Relation relation, byte[] bySense) {
        IntHashSet seen = new IntHashSet();
        IntArrayDeque open = new IntArrayDeque();
        seen.add(from);
        open.addLast(from);
        SenseGraphArrays arrays = graph.arrays;
        while (!open.isEmpty()) {
            int sense = open.removeFirst();
            for (int edge = arrays.edgeStart()[sense]; edge < arrays.edgeStart()[sense + 1]; edge++) {
                int target = arrays.edgeTarget()[edge];
                if (followed.test(graph.relation(edge)) && seen.add(target)) {
                    mark(bySense, target, relation);
                    open.addLast(target);
                }
            }
        }
    }

    private void follow(
            SenseGraph.Edge edge, IntHashSet lemmas, byte[] bySense, IntHashSet antonyms, IntHashSet derived) {
        SenseRelation relation = edge.relation();
        if (relation == SenseRelation.ANTONYM || relation.isDerived()) {
            if (concerns(edge, lemmas)) {
                addTargets(edge, relation == SenseRelation.ANTONYM ? antonyms : derived);
            }
        } else if (relation.isHolonym()) {
            mark(bySense, edge.target(), Relation.PART_OF);
        } else if (relation.isMeronym()) {
            mark(bySense, edge.target(), Relation.PART);
        } else if (relation.isHypernym()) {
            for (SenseGraph.Edge down : graph.edges(edge.target())) {
                if (down.relation().isHyponym()) {
                    mark(bySense, down.target(), Relation.CO_HYPONYM);
                }
            }
        } else if (!relation.isHyponym()) {
            mark(bySense, edge.target(), Relation.RELATED);
        }
    }

    /** Returns whether an edge begins at one of the lemmas or at a whole sense. */
    private boolean concerns(SenseGraph.Edge edge, IntHashSet lemmas) {
        return edge.sourceWord() < 0 || lemmas.contains(graph.members(edge.source())[edge.sourceWord()]);
    }

    private void addTargets(SenseGraph.Edge edge, IntHashSet targets) {
        int[] members = graph.members(edge.target());
        if (edge.targetWord() < 0) {
            targets.addAll(members);
        } else {
            targets.add(members[edge.targetWord()]);
        }
    }

    /**
     * Returns the words that are directly related to a word: its synonyms, and the words one edge
     * away from one of its senses, across senses without words ({@link SenseGraph#acrossGaps}).
     *
     * @param word a word, in any form
     * @return words in lower case by relation, in the order of {@link Relation}, each word under its strongest
     *     relation, without forms of the query; empty for an unknown word
     */
    public Map<Relation, List<String>> related(String word) {
        Set<String> candidates = new LinkedHashSet<>();
        for (int sense : graph.sensesOf(word)) {
            addLemmas(sense, candidates);
            for (SenseGraph.Edge edge : graph.edges(sense)) {
                graph.acrossGaps(edge).forEach(found -> addLemmas(found.target(), candidates));
            }
        }
        Map<Relation, List<String>> related = new EnumMap<>(Relation.class);
        for (String candidate : candidates) {
            Relation relation = relation(word, candidate);
            if (relation != Relation.FORM && relation != Relation.NONE) {
                related.computeIfAbsent(relation, first -> new ArrayList<>()).add(candidate);
            }
        }
        return related;
    }

    private void addLemmas(int sense, Set<String> words) {
        for (int lemma : graph.members(sense)) {
            words.add(graph.lemma(lemma));
        }
    }

    /**
     * Returns the edges that begin at the senses of a word.
     *
     * @param word a word, in any form
     * @param relations the relations to follow
     * @return the edges in the order of the senses, across senses without words ({@link
     *     SenseGraph#acrossGaps}); an edge between words is included only if it begins at this word
     */
    public List<SenseGraph.Edge> edges(String word, Set<SenseRelation> relations) {
        IntHashSet lemmas = IntHashSet.from(graph.lemmasOf(word));
        Set<SenseGraph.Edge> edges = new LinkedHashSet<>();
        for (int sense : graph.sensesOf(word)) {
            for (SenseGraph.Edge edge : graph.edges(sense)) {
                if (relations.contains(edge.relation()) && concerns(edge, lemmas)) {
                    edges.addAll(graph.acrossGaps(edge));
                }
            }
        }
        return List.copyOf(edges);
    }
}
