package org.wvtoolkit.relations;

import com.carrotsearch.hppc.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Builder of a {@link SenseGraph}. It adds missing inverse relations and removes duplicates. Not
 * thread-safe.
 */
public final class SenseGraphBuilder {
    /**
     * Maximum number of words of a sense that edges can refer to, because {@code edgeFrom} and
     * {@code edgeTo} are unsigned bytes.
     */
    private static final int MAX_NAMED_WORDS = 254;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final String name;
    private final String language;
    private final List<Entry> senses = new ArrayList<>();
    private final List<List<SenseGraph.Edge>> edges = new ArrayList<>();
    private final List<Form> forms = new ArrayList<>();

    /** Definition and examples of senses that have them, by the number of the sense. */
    private final Map<Integer, List<String>> glosses = new HashMap<>();

    /** Lexicographer files of senses that have one, by the number of the sense. */
    private final Map<Integer, String> lexicalFiles = new HashMap<>();

    /** A sense with its words, as spelled and as lemmas, counts and ranks. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(PartOfSpeech part, List<String> spellings, List<String> lemmas, int[] counts, int[] ranks) {}

    /** An irregular form of a lemma. */
    private record Form(PartOfSpeech part, String form, String lemma) {}

    /**
     * Creates a builder.
     *
     * @param name name and version of the wordnet
     * @param language code of its language, {@code en} for English
     */
    public SenseGraphBuilder(String name, String language) {
        this.name = name;
        this.language = language;
    }

    /**
     * Adds a sense.
     *
     * @param part its part of speech
     * @param words its words, in any case, with spaces or underscores between the parts of a
     *     compound
     * @param counts the number of occurrences of each word with this sense; empty if unknown
     * @param ranks the rank of the sense among the senses of each word, the lowest first; empty to
     *     rank senses in the order in which they are added
     * @return the number of the sense
     */
    public int addSense(PartOfSpeech part, List<String> words, int[] counts, int[] ranks) {
        List<String> spellings =
                words.stream().map(word -> word.strip().replace('_', ' ')).toList();
        List<String> lemmas = words.stream().map(SenseGraph::normalized).toList();
        senses.add(new Entry(part, spellings, lemmas, counts.clone(), ranks.clone()));
        edges.add(new ArrayList<>());
        return senses.size() - 1;
    }

    /**
     * Adds a relation between senses.
     *
     * @param source the number of the source sense, which was added before
     * @param relation the relation of the target to the source
     * @param target the number of the target sense, which was added before
     */
    public void addRelation(int source, SenseRelation relation, int target) {
        addRelation(new SenseGraph.Edge(relation, source, -1, target, -1));
    }

    /**
     * Adds a relation between senses or individual words of them. A relation to or from a word after the 254th of its
     * sense is stored as one between the senses.
     *
     * @param edge the relation; both senses were added before
     */
    public void addRelation(SenseGraph.Edge edge) {
        boolean unnamed = edge.sourceWord() >= MAX_NAMED_WORDS || edge.targetWord() >= MAX_NAMED_WORDS;
        SenseGraph.Edge added =
                unnamed ? new SenseGraph.Edge(edge.relation(), edge.source(), -1, edge.target(), -1) : edge;
        edges.get(added.source()).add(added);
        edges.get(added.target()).add(added.inverse());
    }

    /**
     * Sets the definition and the examples of a sense. White space is reduced to single spaces.
     *
     * @param sense the number of the sense, which was added before
     * @param definition the definition; empty if there are only examples
     * @param examples sentences with the words of the sense
     */
    public void setGloss(int sense, String definition, List<String> examples) {
        List<String> lines = new ArrayList<>();
        lines.add(oneLine(definition));
        examples.stream()
                .map(SenseGraphBuilder::oneLine)
                .filter(example -> !example.isEmpty())
                .forEach(lines::add);
        glosses.put(sense, lines);
    }

    /**
     * Sets the lexicographer file of a sense.
     *
     * @param sense the number of the sense, which was added before
     * @param file the name, such as {@code noun.animal}; white space is reduced to single spaces
     */
    public void setLexicalFile(int sense, String file) {
        lexicalFiles.put(sense, oneLine(file));
    }

    private static String oneLine(String text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }

    /**
     * Adds an irregular form.
     *
     * @param part its part of speech
     * @param form for example {@code mice}
     * @param lemma for example {@code mouse}; the form is ignored if the lemma is unknown
     */
    public void addForm(PartOfSpeech part, String form, String lemma) {
        forms.add(new Form(part, SenseGraph.normalized(form), SenseGraph.normalized(lemma)));
    }

    /**
     * Returns the number of senses added so far.
     *
     * @return at least 0
     */
    public int senses() {
        return senses.size();
    }

    /**
     * Creates the graph.
     *
     * @return the graph
     */
    public SenseGraph build() {
        SequencedMap<byte[], Integer> ids = lemmaIds();
        Texts lemmas = Texts.of(ids.keySet());
        Members members = members(ids);
        Lists byLemma = byLemma(ids.size(), members);
        Edges joined = edges();
        Forms irregular = forms(ids);
        Texts spellings = Texts.of(spellings());
        // The empty name, of senses without a file, is the first.
        SortedSet<String> files = new TreeSet<>(lexicalFiles.values());
        files.add("");
        Texts texts = Texts.of(glosses());
        byte[] parts = new byte[senses.size()];
        int[] lexicalFile = new int[senses.size()];
        Map<String, Integer> fileNumbers = new HashMap<>();
        files.forEach(file -> fileNumbers.put(file, fileNumbers.size()));
        for (int sense = 0; sense < parts.length; sense++) {
            parts[sense] = (byte) senses.get(sense).part.number();
            lexicalFile[sense] = fileNumbers.getOrDefault(lexicalFiles.getOrDefault(sense, ""), 0);
        }
        return new SenseGraph(new SenseGraphArrays(
                name,
                language,
                lemmas.text,
                lemmas.start,
                parts,
                members.start,
                members.lemmas,
                members.counts,
                byLemma.start,
                byLemma.values,
                joined.start,
                joined.targets,
                joined.relations,
                joined.from,
                joined.to,
                irregular.forms.text,
                irregular.forms.start,
                irregular.lemmas,
                irregular.parts,
                spellings.text,
                spellings.start,
                lexicalFile,
                (String.join("\n", files) + "\n").getBytes(StandardCharsets.UTF_8),
                texts.text,
                texts.start));
    }

    /** Texts in one array, and the start of each. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Texts(byte[] text, int[] start) {
        static Texts of(Collection<byte[]> texts) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            int[] start = new int[texts.size() + 1];
            int count = 0;
            for (byte[] text : texts) {
                all.writeBytes(text);
                start[++count] = all.size();
            }
            return new Texts(all.toByteArray(), start);
        }
    }

    /** Returns the number of each lemma, in ascending order of their bytes. */
    private SequencedMap<byte[], Integer> lemmaIds() {
        SequencedMap<byte[], Integer> ids = new TreeMap<>(Arrays::compareUnsigned);
        senses.forEach(sense -> sense.lemmas.forEach(lemma -> ids.put(lemma.getBytes(StandardCharsets.UTF_8), 0)));
        int id = 0;
        for (Map.Entry<byte[], Integer> entry : ids.entrySet()) {
            entry.setValue(id++);
        }
        return ids;
    }

    /** Returns the spelling of each member, empty where it is that of the lemma. */
    private List<byte[]> spellings() {
        List<byte[]> spellings = new ArrayList<>();
        for (Entry entry : senses) {
            for (int i = 0; i < entry.lemmas.size(); i++) {
                String spelling = entry.spellings.get(i);
                spellings.add((spelling.equals(entry.lemmas.get(i)) ? "" : spelling).getBytes(StandardCharsets.UTF_8));
            }
        }
        return spellings;
    }

    /** Returns the gloss of each sense: the definition and the examples with line feeds between them. */
    private List<byte[]> glosses() {
        List<byte[]> texts = new ArrayList<>();
        for (int sense = 0; sense < senses.size(); sense++) {
            String gloss = String.join("\n", glosses.getOrDefault(sense, List.of()));
            texts.add(gloss.getBytes(StandardCharsets.UTF_8));
        }
        return texts;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Edges(int[] start, int[] targets, byte[] relations, byte[] from, byte[] to) {}

    private Edges edges() {
        List<SenseGraph.Edge> all = new ArrayList<>();
        int[] start = new int[senses.size() + 1];
        for (int sense = 0; sense < senses.size(); sense++) {
            all.addAll(new LinkedHashSet<>(edges.get(sense)));
            start[sense + 1] = all.size();
        }
        int[] targets = new int[all.size()];
        byte[] relations = new byte[all.size()];
        byte[] from = new byte[all.size()];
        byte[] to = new byte[all.size()];
        for (int edge = 0; edge < targets.length; edge++) {
            targets[edge] = all.get(edge).target();
            relations[edge] = all.get(edge).relation().code();
            from[edge] = (byte) (all.get(edge).sourceWord() + 1);
            to[edge] = (byte) (all.get(edge).targetWord() + 1);
        }
        return new Edges(start, targets, relations, from, to);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Members(int[] start, int[] lemmas, int[] counts, int[] ranks) {}

    private Members members(Map<byte[], Integer> ids) {
        int[] start = new int[senses.size() + 1];
        IntArrayList lemmas = new IntArrayList();
        IntArrayList counts = new IntArrayList();
        IntArrayList ranks = new IntArrayList();
        for (int sense = 0; sense < senses.size(); sense++) {
            Entry entry = senses.get(sense);
            for (int i = 0; i < entry.lemmas.size(); i++) {
                lemmas.add(id(ids, entry.lemmas.get(i)));
                counts.add(i < entry.counts.length ? entry.counts[i] : 0);
                ranks.add(i < entry.ranks.length ? entry.ranks[i] : sense);
            }
            start[sense + 1] = lemmas.size();
        }
        return new Members(start, lemmas.toArray(), counts.toArray(), ranks.toArray());
    }

    private static int id(Map<byte[], Integer> ids, String word) {
        Integer id = ids.get(word.getBytes(StandardCharsets.UTF_8));
        return id == null ? -1 : id;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Lists(int[] start, int[] values) {}

    /** A sense of a lemma with its sort keys. */
    private record RankedSense(int part, int rank, int sense) {
        static final Comparator<RankedSense> ORDER = Comparator.comparingInt(RankedSense::part)
                .thenComparingInt(RankedSense::rank)
                .thenComparingInt(RankedSense::sense);
    }

    private Lists byLemma(int lemmas, Members members) {
        List<List<RankedSense>> ranked = new ArrayList<>();
        for (int lemma = 0; lemma < lemmas; lemma++) {
            ranked.add(new ArrayList<>(2));
        }
        for (int sense = 0; sense < senses.size(); sense++) {
            for (int i = members.start[sense]; i < members.start[sense + 1]; i++) {
                ranked.get(members.lemmas[i])
                        .add(new RankedSense(senses.get(sense).part.number(), members.ranks[i], sense));
            }
        }
        int[] start = new int[lemmas + 1];
        IntArrayList values = new IntArrayList();
        for (int lemma = 0; lemma < lemmas; lemma++) {
            ranked.get(lemma).stream()
                    .sorted(RankedSense.ORDER)
                    .mapToInt(RankedSense::sense)
                    .distinct()
                    .forEach(values::add);
            start[lemma + 1] = values.size();
        }
        return new Lists(start, values.toArray());
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Forms(Texts forms, int[] lemmas, byte[] parts) {}

    private Forms forms(Map<byte[], Integer> ids) {
        List<Form> kept = forms.stream()
                .filter(form -> id(ids, form.lemma) >= 0)
                .distinct()
                .sorted((a, b) -> Arrays.compareUnsigned(
                        a.form.getBytes(StandardCharsets.UTF_8), b.form.getBytes(StandardCharsets.UTF_8)))
                .toList();
        int[] lemmas = new int[kept.size()];
        byte[] parts = new byte[kept.size()];
        for (int i = 0; i < lemmas.length; i++) {
            lemmas[i] = id(ids, kept.get(i).lemma);
            parts[i] = (byte) kept.get(i).part.number();
        }
        List<byte[]> texts = kept.stream()
                .map(form -> form.form.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Forms(Texts.of(texts), lemmas, parts);
    }
}
