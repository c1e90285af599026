package org.wvtoolkit.web.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.thesaurus.HypernymGraph;
import org.wvtoolkit.thesaurus.Sense;
import org.wvtoolkit.thesaurus.WordNet;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * WordNet for a server. It is opened at the first use, which takes about one second, and used by
 * one thread at a time.
 *
 * <p>Thread-safe.
 */
public final class Thesaurus implements AutoCloseable {
    private @Nullable WordNet wordNet;
    private boolean closed;

    /** Lexicographer files by sense id, cached by {@link #lexicalFiles}. */
    private final Map<Integer, String> files = new HashMap<>();

    /** Creates a thesaurus without opening WordNet. */
    public Thesaurus() {}

    /**
     * A sense with its lexicographer file.
     *
     * @param sense the sense
     * @param lexicalFile a name such as {@code noun.animal}
     */
    public record Entry(Sense sense, String lexicalFile) {}

    /**
     * A sense of a graph.
     *
     * @param entry the sense
     * @param node its node
     */
    public record GraphEntry(Entry entry, HypernymGraph.Node node) {}

    /**
     * Graph of senses around a word.
     *
     * @param nodes senses, those of the word first
     * @param graph their links
     */
    public record Graph(List<GraphEntry> nodes, HypernymGraph graph) {
        /** Copies the list. */
        public Graph {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Lexicographer files of words.
     *
     * @param files their names
     * @param assignment for each word, an index into the files, or −1 for a word that WordNet does
     *     not contain
     */
    @SuppressWarnings("ArrayRecordComponent") // large, never compared
    public record LexicalFiles(List<String> files, int[] assignment) {
        /** Copies the list. */
        public LexicalFiles {
            files = List.copyOf(files);
        }
    }

    private WordNet open() throws IOException {
        if (closed) {
            throw new IOException("the thesaurus is closed");
        }
        if (wordNet == null) {
            wordNet = WordNet.open();
        }
        return wordNet;
    }

    /**
     * Returns the senses of a word.
     *
     * @param word the word, in any case and inflection
     * @return the senses, most frequent first; empty for an unknown word
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
     * Returns the number of senses.
     *
     * @return the number of senses, about 117,000
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized int size() throws IOException {
        return open().size();
    }

    /**
     * Returns a sense by its number.
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
     * Returns the hypernyms and hyponyms around senses.
     *
     * @param focus the central senses
     * @param up number of levels of hypernyms
     * @param down number of levels of hyponyms
     * @param limit maximum number of nodes
     * @return the graph
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized Graph graph(List<Entry> focus, int up, int down, int limit) throws IOException {
        WordNet open = open();
        HypernymGraph graph =
                HypernymGraph.around(open, focus.stream().map(Entry::sense).toList(), up, down, limit);
        List<GraphEntry> nodes = new ArrayList<>();
        for (HypernymGraph.Node node : graph.nodes()) {
            nodes.add(new GraphEntry(entry(open, node.sense()), node));
        }
        return new Graph(nodes, graph);
    }

    /**
     * Returns the relation of one word to another.
     *
     * @param word the central word
     * @param other the related word
     * @return synonym, hypernym, hyponym, sibling, other, or unknown if WordNet does not contain
     *     the word
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
            return "hypernym";
        }
        Set<Integer> aboveOther = above(open, others);
        if (own.stream().anyMatch(aboveOther::contains)) {
            return "hyponym";
        }
        return above.stream().anyMatch(aboveOther::contains) ? "sibling" : "other";
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
     * Returns the lexicographer file of the first sense of each word.
     *
     * @param vocabulary the words
     * @param count number of most frequent words
     * @return the files
     * @throws IOException if WordNet cannot be opened
     */
    public LexicalFiles lexicalFiles(Vocabulary vocabulary, int count) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] assignment = new int[count];
        for (int id = 0; id < count; id++) {
            String word = vocabulary.word(id);
            // The lock is held for one word at a time, so that other requests are not blocked.
            String file = firstFile(word);
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
        int sense = open.firstSense(word);
        return sense < 0 ? "" : files.computeIfAbsent(sense, id -> open.lexicalFile(open.sense(id)));
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
