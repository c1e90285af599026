package org.wvtoolkit.relations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.query.relation.Relation;

class WordRelationsTest {
    private static final long SEED = 21;

    private static SenseGraph graph;
    private static WordRelations relations;

    @BeforeAll
    static void read() throws IOException {
        graph = WordNetGraph.read();
        relations = new WordRelations(graph);
    }

    @ParameterizedTest
    @DisplayName("Known pairs of words have the expected relation")
    @CsvSource({
        "good,bad,antonym",
        "good,evil,antonym",
        "bad,good,antonym",
        "car,automobile,synonym",
        "car,cars,form",
        "good,better,form",
        "mice,mouse,form",
        "dog,animal,kind of",
        "Dog,Animals,kind of",
        "dog,poodle,kind",
        "france,paris,part",
        "paris,france,part of",
        "france,french,derived",
        "french,france,derived",
        "france,germany,co-hyponym",
        "snore,sleep,related",
        "new_york,city,kind of",
        "dog,notaword,none",
        "notaword,dog,none"
    })
    void knownPairs(String word, String other, String expected) {
        assertEquals(expected, relations.relation(word, other).label());
    }

    @Test
    @DisplayName("The relations of 10,000 random pairs agree with the reference implementation")
    void bruteForce() throws IOException {
        Reference reference = WordNetDatabase.read(WordNetDatabase.VERSION, Reference::new);
        List<String> words = reference.words();
        Random random = new Random(SEED);
        int related = 0;
        for (int i = 0; i < 10_000; i++) {
            String word = words.get(random.nextInt(words.size()));
            // Every second pair is close in the database; nearly all random pairs are unrelated.
            String other = i % 2 == 0 ? words.get(random.nextInt(words.size())) : reference.near(word, random);
            Relation found = relations.relation(word, other);
            assertEquals(reference.relation(word, other), found, "seed " + SEED + ": " + word + ", " + other);
            related += found == Relation.NONE ? 0 : 1;
        }
        assertTrue(related > 3000, related + " pairs are related");
    }

    /** A synset of the database with its words and pointers. */
    private record Node(String key, List<String> words, List<Link> links) {}

    /** A pointer: its type, the numbers of its source and target words (0 for all), and its target. */
    private record Link(PointerType type, int from, int to, String target) {}

    /** Reference implementation: follows the pointers of the database from synset to synset. */
    private static final class Reference {
        private final Map<String, Node> nodes = new HashMap<>();
        private final Map<String, List<Node>> byWord = new TreeMap<>();

        Reference(Dictionary dictionary) throws JWNLException {
            for (POS pos : POS.values()) {
                Iterator<Synset> synsets = dictionary.getSynsetIterator(pos);
                while (synsets.hasNext()) {
                    add(synsets.next());
                }
            }
        }

        private void add(Synset synset) throws JWNLException {
            Node node = new Node(synset.getPOS() + " " + synset.getOffset(), new ArrayList<>(), new ArrayList<>());
            nodes.put(node.key, node);
            for (Word word : synset.getWords()) {
                String lemma = SenseGraph.normalized(word.getLemma());
                node.words.add(lemma);
                byWord.computeIfAbsent(lemma, first -> new ArrayList<>()).add(node);
            }
            for (Pointer pointer : synset.getPointers()) {
                node.links.add(new Link(
                        pointer.getType(),
                        pointer.getSourceIndex(),
                        pointer.getTargetIndex(),
                        pointer.getTargetPOS() + " " + pointer.getTargetOffset()));
            }
        }

        /** Returns words without another base form, so that both implementations use the same senses. */
        List<String> words() {
            return byWord.keySet().stream()
                    .filter(word -> graph.lemmasOf(word).length == 1)
                    .toList();
        }

        private Node node(String key) {
            return Objects.requireNonNull(nodes.get(key), key);
        }

        private List<Node> senses(String word) {
            return Objects.requireNonNull(byWord.get(word), word);
        }

        String near(String word, Random random) {
            Node node = senses(word).getFirst();
            for (int step = random.nextInt(4); step > 0 && !node.links.isEmpty(); step--) {
                node = node(node.links.get(random.nextInt(node.links.size())).target);
            }
            String lemma = node.words.get(random.nextInt(node.words.size()));
            return graph.lemmasOf(lemma).length == 1 ? lemma : word;
        }

        Relation relation(String word, String other) {
            if (word.equals(other)) {
                return Relation.FORM;
            }
            Set<Relation> all = EnumSet.of(Relation.NONE);
            List<Node> ends = senses(other);
            for (Node sense : senses(word)) {
                if (ends.contains(sense)) {
                    all.add(Relation.SYNONYM);
                }
                if (reaches(sense, ends, PointerType.HYPERNYM, PointerType.INSTANCE_HYPERNYM)) {
                    all.add(Relation.KIND_OF);
                }
                if (reaches(sense, ends, PointerType.HYPONYM, PointerType.INSTANCES_HYPONYM)) {
                    all.add(Relation.KIND);
                }
                direct(sense, word, ends, other, false, all);
                for (Node end : ends) {
                    if (above(sense).stream().anyMatch(above(end)::contains)) {
                        all.add(Relation.CO_HYPONYM);
                    }
                }
            }
            for (Node sense : ends) {
                direct(sense, other, senses(word), word, true, all);
            }
            return all.iterator().next();
        }

        private static List<String> above(Node sense) {
            return sense.links.stream()
                    .filter(link -> link.type == PointerType.HYPERNYM || link.type == PointerType.INSTANCE_HYPERNYM)
                    .map(Link::target)
                    .toList();
        }

        private boolean reaches(Node from, List<Node> ends, PointerType... types) {
            Deque<Node> open = new ArrayDeque<>(List.of(from));
            Set<String> seen = new HashSet<>(List.of(from.key));
            while (!open.isEmpty()) {
                for (Link link : open.removeFirst().links) {
                    if (Arrays.asList(types).contains(link.type) && seen.add(link.target)) {
                        Node target = node(link.target);
                        if (ends.contains(target)) {
                            return true;
                        }
                        open.addLast(target);
                    }
                }
            }
            return false;
        }

        /** Adds the relations of direct pointers from a sense of one word to senses of the other. */
        private void direct(
                Node sense, String word, List<Node> ends, String other, boolean backwards, Set<Relation> found) {
            for (Link link : sense.links) {
                Node target = node(link.target);
                if (!ends.contains(target)) {
                    continue;
                }
                switch (link.type) {
                    case ANTONYM, DERIVATION, PERTAINYM, PARTICIPLE_OF -> {
                        if (names(sense, link.from, word) && names(target, link.to, other)) {
                            found.add(link.type == PointerType.ANTONYM ? Relation.ANTONYM : Relation.DERIVED);
                        }
                    }
                    case PART_HOLONYM, MEMBER_HOLONYM, SUBSTANCE_HOLONYM ->
                        found.add(backwards ? Relation.PART : Relation.PART_OF);
                    case PART_MERONYM, MEMBER_MERONYM, SUBSTANCE_MERONYM ->
                        found.add(backwards ? Relation.PART_OF : Relation.PART);
                    case HYPERNYM, INSTANCE_HYPERNYM, HYPONYM, INSTANCES_HYPONYM -> {}
                    default -> found.add(Relation.RELATED);
                }
            }
        }

        private static boolean names(Node node, int number, String word) {
            return number == 0 || node.words.get(number - 1).equals(word);
        }
    }

    @Test
    @DisplayName("Related words are grouped by relation")
    void relatedWords() {
        assertTrue(Objects.requireNonNull(relations.related("good").get(Relation.ANTONYM))
                .containsAll(List.of("bad", "evil")));
        assertTrue(Objects.requireNonNull(relations.related("france").get(Relation.PART))
                .contains("paris"));
        assertTrue(relations.related("notaword").isEmpty());
    }

    @Test
    @DisplayName("The shortest path between two words follows the permitted relations")
    void shortestPath() {
        SensePath path = SensePath.between(
                        graph, "car", "bicycle", EnumSet.of(SenseRelation.HYPERNYM, SenseRelation.HYPONYM))
                .orElseThrow();
        assertTrue(graph.words(path.start()).contains("car"));
        assertTrue(graph.words(path.steps().getLast().target()).contains("bicycle"));
        for (int i = 1; i < path.steps().size(); i++) {
            assertEquals(path.steps().get(i - 1).target(), path.steps().get(i).source());
        }
        assertEquals(2, path.steps().size(), "a railway car and a bicycle are wheeled vehicles");
        assertTrue(SensePath.between(graph, "car", "notaword", EnumSet.allOf(SenseRelation.class))
                .isEmpty());
        assertEquals(
                List.of(),
                SensePath.between(graph, "car", "auto", EnumSet.noneOf(SenseRelation.class))
                        .orElseThrow()
                        .steps());
    }

    @Test
    @DisplayName("A saved graph is read back unchanged, and a damaged file is rejected")
    void savedGraph(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("wordnet.graph");
        graph.save(file);
        SenseGraph opened = SenseGraph.open(file);
        assertEquals(graph.name(), opened.name());
        assertEquals(graph.lemmas(), opened.lemmas());
        for (int sense = 0; sense < graph.senses(); sense += 97) {
            assertEquals(graph.words(sense), opened.words(sense));
            assertEquals(graph.edges(sense), opened.edges(sense));
            assertEquals(graph.partOfSpeech(sense), opened.partOfSpeech(sense));
        }
        Path again = folder.resolve("again.graph");
        opened.save(again);
        assertEquals(-1, Files.mismatch(file, again));
        byte[] bytes = Files.readAllBytes(file);
        // Makes the start offsets of the text, the first tensor, no longer ascending.
        Arrays.fill(bytes, bytes.length / 50, bytes.length / 40, (byte) 0x7f);
        Files.write(again, bytes);
        assertThrows(MalformedFileException.class, () -> SenseGraph.open(again));
        assertEquals(graph.senses(), WordNetGraph.open(again).senses());
        assertEquals(-1, Files.mismatch(file, again), "a damaged copy is replaced");
    }

    @Test
    @DisplayName("A relation added in one direction exists in both")
    void inverse() {
        SenseGraphBuilder builder = new SenseGraphBuilder("test", "xx");
        int animal = builder.addSense(PartOfSpeech.NOUN, List.of("Tier"), new int[0], new int[0]);
        int dog = builder.addSense(PartOfSpeech.NOUN, List.of("Hund"), new int[0], new int[0]);
        builder.addRelation(dog, SenseRelation.HYPERNYM, animal);
        WordRelations small = new WordRelations(builder.build());
        assertEquals(Relation.KIND_OF, small.relation("hund", "tier"));
        assertEquals(Relation.KIND, small.relation("tier", "Hund"));
        for (SenseRelation relation : SenseRelation.values()) {
            assertEquals(relation, relation.inverse().inverse(), relation.label());
        }
    }
}
