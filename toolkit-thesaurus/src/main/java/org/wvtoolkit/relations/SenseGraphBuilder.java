package org.wvtoolkit.relations;

import com.carrotsearch.hppc.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private record Entry(PartOfSpeech part, List<String> spellings, List<String> words, int[] counts, int[] ranks) {}

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
     * Adds a relation between senses or individual words of them.
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
        TreeMap<byte[], Integer> ids = new TreeMap<>(Arrays::compareUnsigned);
        Set<String> distinct = new TreeSet<>();
        senses.forEach(sense -> distinct.addAll(sense.words));
        distinct.forEach(word -> ids.put(word.getBytes(StandardCharsets.UTF_8), 0));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int[] textStart = new int[ids.size() + 1];
        int lemma = 0;
        for (Map.Entry<byte[], Integer> entry : ids.entrySet()) {
            entry.setValue(lemma);
            text.writeBytes(entry.getKey());
            textStart[++lemma] = text.size();
        }
        Members members = members(ids);
        Lists byLemma = byLemma(lemma, members);
        List<SenseGraph.Edge> all = new ArrayList<>();
        int[] edgeStart = new int[senses.size() + 1];
        for (int sense = 0; sense < senses.size(); sense++) {
            Set<SenseGraph.Edge> seen = new HashSet<>();
            for (SenseGraph.Edge edge : edges.get(sense)) {
                if (seen.add(edge)) {
                    all.add(edge);
                }
            }
            edgeStart[sense + 1] = all.size();
        }
        byte[] parts = new byte[senses.size()];
        for (int sense = 0; sense < parts.length; sense++) {
            parts[sense] = (byte) senses.get(sense).part.number();
        }
        byte[] relations = new byte[all.size()];
        byte[] from = new byte[all.size()];
        byte[] to = new byte[all.size()];
        int[] target = new int[all.size()];
        for (int edge = 0; edge < target.length; edge++) {
            target[edge] = all.get(edge).target();
            relations[edge] = all.get(edge).relation().code();
            from[edge] = (byte) (all.get(edge).sourceWord() + 1);
            to[edge] = (byte) (all.get(edge).targetWord() + 1);
        }
        Forms irregular = forms(ids);
        ByteArrayOutputStream spellingText = new ByteArrayOutputStream();
        IntArrayList spellingStart = new IntArrayList();
        spellingStart.add(0);
        for (Entry entry : senses) {
            for (int i = 0; i < entry.words.size(); i++) {
                if (!entry.spellings.get(i).equals(entry.words.get(i))) {
                    spellingText.writeBytes(entry.spellings.get(i).getBytes(StandardCharsets.UTF_8));
                }
                spellingStart.add(spellingText.size());
            }
        }
        Map<String, Integer> files = new LinkedHashMap<>();
        files.put("", 0);
        int[] lexicalFile = new int[senses.size()];
        for (int sense = 0; sense < lexicalFile.length; sense++) {
            String file = lexicalFiles.getOrDefault(sense, "");
            files.putIfAbsent(file, files.size());
            lexicalFile[sense] = files.getOrDefault(file, 0);
        }
        String fileNames = String.join("\n", files.keySet()) + "\n";
        ByteArrayOutputStream glossText = new ByteArrayOutputStream();
        int[] glossStart = new int[senses.size() + 1];
        for (int sense = 0; sense < senses.size(); sense++) {
            String gloss = String.join("\n", glosses.getOrDefault(sense, List.of()));
            glossText.writeBytes(gloss.getBytes(StandardCharsets.UTF_8));
            glossStart[sense + 1] = glossText.size();
        }
        return new SenseGraph(new SenseGraphArrays(
                name,
                language,
                text.toByteArray(),
                textStart,
                parts,
                members.start,
                members.lemmas,
                members.counts,
                byLemma.start,
                byLemma.values,
                edgeStart,
                target,
                relations,
                from,
                to,
                irregular.text,
                irregular.start,
                irregular.lemmas,
                irregular.parts,
                spellingText.toByteArray(),
                spellingStart.toArray(),
                lexicalFile,
                fileNames.getBytes(StandardCharsets.UTF_8),
                glossText.toByteArray(),
                glossStart));
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
            for (int i = 0; i < entry.words.size(); i++) {
                lemmas.add(id(ids, entry.words.get(i)));
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
    private record Forms(byte[] text, int[] start, int[] lemmas, byte[] parts) {}

    private Forms forms(Map<byte[], Integer> ids) {
        List<Form> kept = forms.stream()
                .filter(form -> id(ids, form.lemma) >= 0)
                .distinct()
                .sorted((a, b) -> Arrays.compareUnsigned(
                        a.form.getBytes(StandardCharsets.UTF_8), b.form.getBytes(StandardCharsets.UTF_8)))
                .toList();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int[] start = new int[kept.size() + 1];
        int[] lemmas = new int[kept.size()];
        byte[] parts = new byte[kept.size()];
        for (int i = 0; i < lemmas.length; i++) {
            text.writeBytes(kept.get(i).form.getBytes(StandardCharsets.UTF_8));
            start[i + 1] = text.size();
            lemmas[i] = id(ids, kept.get(i).lemma);
            parts[i] = (byte) kept.get(i).part.number();
        }
        return new Forms(text.toByteArray(), start, lemmas, parts);
    }
}
