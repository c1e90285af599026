package org.wvtoolkit.web.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.relations.HypernymGraph;
import org.wvtoolkit.relations.Sense;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordRelations;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * The wordnet of a server, opened when it is first used. Relations are those of {@link WordRelations}.
 *
 * <p>Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Thesaurus {
    private final WordnetSource wordnet;
    private @Nullable WordRelations relations;

    /**
     * Creates a thesaurus without opening a wordnet.
     *
     * @param wordnet the wordnet
     */
    public Thesaurus(WordnetSource wordnet) {
        this.wordnet = wordnet;
    }

    /**
     * A sense of a graph.
     *
     * @param sense the sense
     * @param node its node
     */
    public record GraphEntry(Sense sense, HypernymGraph.Node node) {}

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
     * @param assignment for each word, an index into the files, or −1 for a word that the wordnet
     *     does not contain
     */
    @SuppressWarnings("ArrayRecordComponent") // large, never compared
    public record LexicalFiles(List<String> files, int[] assignment) {
        /** Copies the list. */
        public LexicalFiles {
            files = List.copyOf(files);
        }
    }

    /**
     * Returns whether the wordnet has lexicographer files.
     *
     * @return true for WordNet 3.1
     */
    public boolean hasLexicalFiles() {
        SenseGraph graph = wordnet.graph();
        return graph == null || !graph.lexicalFiles().isEmpty();
    }

    /**
     * Returns the language of the words.
     *
     * @return a language code such as {@code en}
     */
    public String language() {
        SenseGraph graph = wordnet.graph();
        return graph == null ? "en" : graph.language();
    }

    private synchronized WordRelations relations() throws IOException {
        if (relations == null) {
            relations = new WordRelations(wordnet.open());
        }
        return relations;
    }

    /**
     * Returns the wordnet.
     *
     * @return the wordnet
     * @throws IOException if it cannot be opened
     */
    public SenseGraph graph() throws IOException {
        return relations().graph();
    }

    /**
     * Returns the hypernyms and hyponyms around senses.
     *
     * @param focus the central senses
     * @param up number of levels of hypernyms
     * @param down number of levels of hyponyms
     * @param limit maximum number of nodes
     * @return the graph
     * @throws IOException if the wordnet cannot be opened
     */
    public Graph graph(List<Sense> focus, int up, int down, int limit) throws IOException {
        SenseGraph wordnetGraph = graph();
        HypernymGraph graph =
                HypernymGraph.around(wordnetGraph, focus.stream().map(Sense::id).toList(), up, down, limit);
        List<GraphEntry> nodes = new ArrayList<>();
        for (HypernymGraph.Node node : graph.nodes()) {
            nodes.add(new GraphEntry(wordnetGraph.sense(node.sense()), node));
        }
        return new Graph(nodes, graph);
    }

    /**
     * Returns the relation of one word to another.
     *
     * @param word the central word
     * @param other the related word
     * @return the strongest relation over all senses
     * @throws IOException if the wordnet cannot be opened
     */
    public Relation relation(String word, String other) throws IOException {
        return relations().relation(word, other);
    }

    /**
     * Returns the lexicographer file of the first sense of each word.
     *
     * @param vocabulary the words
     * @param count number of most frequent words
     * @return the files; no word has one if {@link #hasLexicalFiles} is false
     * @throws IOException if the wordnet cannot be opened
     */
    public LexicalFiles lexicalFiles(Vocabulary vocabulary, int count) throws IOException {
        SenseGraph graph = graph();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] assignment = new int[count];
        for (int id = 0; id < count; id++) {
            int[] senses = graph.sensesOf(vocabulary.word(id));
            String file = senses.length == 0 ? "" : graph.lexicalFile(senses[0]);
            Integer known = file.isEmpty() ? Integer.valueOf(-1) : numbers.get(file);
            if (known == null) {
                known = numbers.size();
                numbers.put(file, known);
            }
            assignment[id] = known;
        }
        return new LexicalFiles(List.copyOf(numbers.keySet()), assignment);
    }
}
