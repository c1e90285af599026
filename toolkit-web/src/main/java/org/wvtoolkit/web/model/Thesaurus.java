package org.wvtoolkit.web.model;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.thesaurus.Sense;
import org.wvtoolkit.thesaurus.WordNet;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * WordNet for a server: opened when it is first used, which takes about a second, and asked by one thread at a time.
 *
 * <p>Threads: safe from any.
 */
public final class Thesaurus implements AutoCloseable {
    private @Nullable WordNet wordNet;
    private boolean closed;

    /** A thesaurus that is not opened yet. */
    public Thesaurus() {}

    /**
     * A sense with its lexicographer file.
     *
     * @param sense the sense
     * @param lexicalFile a name such as {@code noun.animal}
     */
    public record Entry(Sense sense, String lexicalFile) {}

    /** Where a sense stands in a graph. */
    public enum Role {
        /** A sense of the word. */
        FOCUS,
        /** Above a sense of the word. */
        HYPERNYM,
        /** Below a sense of the word. */
        HYPONYM
    }

    /**
     * A sense of a graph.
     *
     * @param entry the sense
     * @param role where it stands
     * @param level 0 for the word's senses, above 0 for hypernyms, below 0 for hyponyms
     * @param hiddenHyponyms hyponyms that the graph leaves out
     */
    public record Node(Entry entry, Role role, int level, int hiddenHyponyms) {}

    /**
     * A link of a graph.
     *
     * @param from the more specific sense
     * @param to its hypernym
     */
    public record Edge(int from, int to) {}

    /**
     * Senses around a word.
     *
     * @param nodes the word's senses first
     * @param edges between nodes of the graph
     * @param truncated whether nodes were left out because of the limit
     */
    public record Graph(List<Node> nodes, List<Edge> edges, boolean truncated) {
        /** Copies the lists. */
        public Graph {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /**
     * Lexicographer files of words.
     *
     * @param files their names
     * @param assignment for each word an index into the files, −1 for a word that WordNet lacks
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and never compared
    public record LexicalFiles(List<String> files, int[] assignment) {
        /** Copies the list. */
        public LexicalFiles {
            files = List.copyOf(files);
        }
    }

    private WordNet open() throws IOException {
        if (closed) {
            throw new IOException("the thesaurus has been closed");
        }
        if (wordNet == null) {
            wordNet = WordNet.open();
        }
        return wordNet;
    }

    /**
     * The senses of a word.
     *
     * @param word in any case and form
     * @return the most frequent first; empty for an unknown word
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized List<Entry> senses(String word) throws IOException {
        WordNet open = open();
        List<Entry> entries = new ArrayList<>();
        for (Sense sense : open.senses(word)) {
            entries.add(entry(open, sense));
        }
        return entries;
    }

    private static Entry entry(WordNet open, Sense sense) {
        return new Entry(sense, open.lexicalFile(sense));
    }

    /**
     * The number of senses.
     *
     * @return about 117,000
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized int size() throws IOException {
        return open().size();
    }

    /**
     * A sense by its number.
     *
     * @param id 0 to {@link #size()} − 1
     * @return the sense
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized Entry sense(int id) throws IOException {
        WordNet open = open();
        return entry(open, open.sense(id));
    }

    /**
     * Hypernyms and hyponyms around senses, by breadth first, hypernyms before hyponyms.
     *
     * @param focus the senses in the middle
     * @param up levels of hypernyms
     * @param down levels of hyponyms
     * @param limit the largest number of nodes
     * @return the graph
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized Graph graph(List<Entry> focus, int up, int down, int limit) throws IOException {
        WordNet open = open();
        Map<Integer, Integer> levels = new LinkedHashMap<>();
        Map<Integer, Entry> entries = new HashMap<>();
        Set<Edge> edges = new LinkedHashSet<>();
        boolean truncated = false;
        for (Entry entry : focus) {
            if (levels.size() < limit) {
                levels.put(entry.sense().id(), 0);
                entries.put(entry.sense().id(), entry);
            } else {
                truncated = true;
            }
        }
        Queue<Integer> rising = new ArrayDeque<>(levels.keySet());
        Queue<Integer> falling = new ArrayDeque<>(levels.keySet());
        while (!rising.isEmpty()) {
            int id = rising.remove();
            int level = levels.getOrDefault(id, 0);
            for (Sense above : level < up ? open.hypernyms(sense(entries, id)) : List.<Sense>of()) {
                truncated |= !add(open, above, level + 1, limit, levels, entries, rising);
                link(edges, levels, id, above.id());
            }
        }
        while (!falling.isEmpty()) {
            int id = falling.remove();
            int level = levels.getOrDefault(id, 0);
            for (Sense below : level > -down ? open.hyponyms(sense(entries, id)) : List.<Sense>of()) {
                truncated |= !add(open, below, level - 1, limit, levels, entries, falling);
                link(edges, levels, below.id(), id);
            }
        }
        return new Graph(nodes(open, levels, entries, edges), List.copyOf(edges), truncated);
    }

    private static Sense sense(Map<Integer, Entry> entries, int id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalStateException("every node has an entry");
        }
        return entry.sense();
    }

    private static boolean add(
            WordNet open,
            Sense sense,
            int level,
            int limit,
            Map<Integer, Integer> levels,
            Map<Integer, Entry> entries,
            Queue<Integer> queue) {
        if (levels.containsKey(sense.id())) {
            return true;
        }
        if (levels.size() >= limit) {
            return false;
        }
        levels.put(sense.id(), level);
        entries.put(sense.id(), entry(open, sense));
        queue.add(sense.id());
        return true;
    }

    private static void link(Set<Edge> edges, Map<Integer, Integer> levels, int from, int to) {
        if (levels.containsKey(from) && levels.containsKey(to)) {
            edges.add(new Edge(from, to));
        }
    }

    private static List<Node> nodes(
            WordNet open, Map<Integer, Integer> levels, Map<Integer, Entry> entries, Set<Edge> edges) {
        Map<Integer, Integer> shown = new HashMap<>();
        edges.forEach(edge -> shown.merge(edge.to(), 1, Integer::sum));
        List<Node> nodes = new ArrayList<>();
        levels.forEach((id, level) -> {
            Entry entry = entries.get(id);
            if (entry != null) {
                Role role = level == 0 ? Role.FOCUS : level > 0 ? Role.HYPERNYM : Role.HYPONYM;
                int hidden = open.hyponymCount(entry.sense()) - shown.getOrDefault(id, 0);
                nodes.add(new Node(entry, role, level, hidden));
            }
        });
        return nodes;
    }

    /**
     * How one word is related to another.
     *
     * @param word the word in the middle
     * @param other another word
     * @return synonym, kind of, kind, co-hyponym, none, or unknown where WordNet lacks the other word
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized String relation(String word, String other) throws IOException {
        WordNet open = open();
        Set<Integer> own = ids(open.senses(word));
        Set<Integer> others = ids(open.senses(other));
        if (others.isEmpty()) {
            return "unknown";
        }
        if (own.stream().anyMatch(others::contains)) {
            return "synonym";
        }
        Set<Integer> above = above(open, own);
        if (above.stream().anyMatch(others::contains)) {
            return "kind of";
        }
        Set<Integer> aboveOther = above(open, others);
        if (own.stream().anyMatch(aboveOther::contains)) {
            return "kind";
        }
        return above.stream().anyMatch(aboveOther::contains) ? "co-hyponym" : "none";
    }

    private static Set<Integer> ids(List<Sense> senses) {
        Set<Integer> ids = new HashSet<>();
        senses.forEach(sense -> ids.add(sense.id()));
        return ids;
    }

    private static Set<Integer> above(WordNet open, Set<Integer> senses) {
        Set<Integer> above = new HashSet<>();
        for (int id : senses) {
            above.addAll(ids(open.hypernyms(open.sense(id))));
        }
        return above;
    }

    /**
     * The lexicographer file of the first sense of each word.
     *
     * @param vocabulary the words
     * @param count the most frequent of them, this many
     * @return the files
     * @throws IOException if WordNet cannot be opened
     */
    public LexicalFiles lexicalFiles(Vocabulary vocabulary, int count) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] assignment = new int[count];
        for (int id = 0; id < count; id++) {
            String word = vocabulary.word(id);
            // One word at a time, so that others are not kept waiting.
            String file = firstFile(word.replace('_', ' ').toLowerCase(Locale.ROOT));
            Integer known = file.isEmpty() ? Integer.valueOf(-1) : numbers.get(file);
            if (known == null) {
                known = numbers.size();
                numbers.put(file, known);
            }
            assignment[id] = known;
        }
        return new LexicalFiles(List.copyOf(numbers.keySet()), assignment);
    }

    private synchronized String firstFile(String word) throws IOException {
        WordNet open = open();
        List<Sense> senses = open.senses(word);
        return senses.isEmpty() ? "" : open.lexicalFile(senses.getFirst());
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (wordNet != null) {
            wordNet.close();
            wordNet = null;
        }
    }
}
