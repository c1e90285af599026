package org.wvtoolkit.web.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.relations.HypernymGraph;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordNetGraph;
import org.wvtoolkit.relations.WordRelations;
import org.wvtoolkit.thesaurus.PartOfSpeech;
import org.wvtoolkit.thesaurus.Sense;
import org.wvtoolkit.thesaurus.WordNet;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * The wordnet of a server. Relations are those of {@link WordRelations}. The definitions and
 * lexicographer files of WordNet 3.1 are in its database, which is opened when the first of them is
 * requested. This takes about one second. Another wordnet has the definitions of its file.
 *
 * <p>Thread-safe; the database is used by one thread at a time.
 *
 * <p>Not part of the public API.
 */
public final class Thesaurus implements AutoCloseable {
    private static final Pattern EXAMPLE = Pattern.compile("\"([^\"]*)\"");

    private final WordnetSource wordnet;
    private @Nullable WordRelations relations;
    private @Nullable WordNet database;
    private boolean closed;

    /** Lexicographer files by sense id, cached by {@link #lexicalFiles}. */
    private final Map<Integer, String> files = new HashMap<>();

    /**
     * Creates a thesaurus without opening a database.
     *
     * @param wordnet the wordnet
     */
    public Thesaurus(WordnetSource wordnet) {
        this.wordnet = wordnet;
        SenseGraph graph = wordnet.graph();
        this.relations = graph == null ? null : new WordRelations(graph);
    }

    /**
     * A sense.
     *
     * @param id the number of the sense
     * @param partOfSpeech part of speech
     * @param words the synonyms
     * @param definition the definition, or empty
     * @param examples example sentences
     * @param lexicalFile lexicographer file such as {@code noun.animal}, or empty
     */
    public record Entry(
            int id,
            PartOfSpeech partOfSpeech,
            List<String> words,
            String definition,
            List<String> examples,
            String lexicalFile) {
        /** Copies the lists. */
        public Entry {
            words = List.copyOf(words);
            examples = List.copyOf(examples);
        }
    }

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

    /**
     * Returns whether the thesaurus has lexicographer files.
     *
     * @return true for WordNet 3.1, false for another wordnet
     */
    public boolean hasLexicalFiles() {
        return wordnet.graph() == null;
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
        checkOpen();
        WordRelations known = relations;
        if (known == null) {
            known = new WordRelations(wordnet.copy() == null ? WordNetGraph.read() : WordNetGraph.open(wordnet.copy()));
            relations = known;
        }
        return known;
    }

    private WordNet database() throws IOException {
        checkOpen();
        if (database == null) {
            database = WordNet.open();
        }
        return database;
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the thesaurus is closed");
        }
    }

    /**
     * Returns the senses of a word.
     *
     * @param word the word, in any case and inflection
     * @return the senses by part of speech, most frequent first; empty for an unknown word
     * @throws IOException if WordNet cannot be opened
     */
    public List<Entry> senses(String word) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int sense : relations().graph().sensesOf(word)) {
            entries.add(entry(sense));
        }
        return entries;
    }

    /**
     * Returns the number of senses.
     *
     * @return the number of senses, about 117,000 in WordNet
     * @throws IOException if WordNet cannot be opened
     */
    public int size() throws IOException {
        return relations().graph().senses();
    }

    /**
     * Returns a sense by its number.
     *
     * @param id 0 to {@link #size()} − 1
     * @return the sense
     * @throws IOException if WordNet cannot be opened
     */
    public synchronized Entry entry(int id) throws IOException {
        SenseGraph graph = wordnet.graph();
        if (graph != null) {
            return new Entry(id, graph.partOfSpeech(id), graph.words(id), graph.definition(id), graph.examples(id), "");
        }
        WordNet open = database();
        Sense sense = open.sense(id);
        List<String> examples = new ArrayList<>();
        String gloss = sense.gloss();
        Matcher matcher = EXAMPLE.matcher(
                gloss.substring(Math.min(gloss.length(), sense.definition().length())));
        while (matcher.find()) {
            examples.add(matcher.group(1));
        }
        return new Entry(
                id, sense.partOfSpeech(), sense.words(), sense.definition(), examples, open.lexicalFile(sense));
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
    public Graph graph(List<Entry> focus, int up, int down, int limit) throws IOException {
        HypernymGraph graph = HypernymGraph.around(
                relations().graph(), focus.stream().map(Entry::id).toList(), up, down, limit);
        List<GraphEntry> nodes = new ArrayList<>();
        for (HypernymGraph.Node node : graph.nodes()) {
            nodes.add(new GraphEntry(entry(node.sense()), node));
        }
        return new Graph(nodes, graph);
    }

    /**
     * Returns the relation of one word to another.
     *
     * @param word the central word
     * @param other the related word
     * @return the strongest relation over all senses
     * @throws IOException if WordNet cannot be opened
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
     * @throws IOException if WordNet cannot be opened
     */
    public LexicalFiles lexicalFiles(Vocabulary vocabulary, int count) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] assignment = new int[count];
        for (int id = 0; id < count; id++) {
            // The lock is held for one word at a time, so that other requests are not blocked.
            String file = hasLexicalFiles() ? firstFile(vocabulary.word(id)) : "";
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
        WordNet open = database();
        int sense = open.firstSense(word);
        return sense < 0 ? "" : files.computeIfAbsent(sense, id -> open.lexicalFile(open.sense(id)));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
