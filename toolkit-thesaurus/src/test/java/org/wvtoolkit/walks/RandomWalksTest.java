package org.wvtoolkit.walks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.SenseGraphBuilder;
import org.wvtoolkit.relations.SenseRelation;

class RandomWalksTest {
    private static final int[] NONE = {};

    private static SenseGraph graph;

    /**
     * Builds a star: a centre with the words "hub one" and "centre", the leaves a to d, the last with another
     * relation, and the unconnected sense "alone".
     */
    @BeforeAll
    static void build() {
        SenseGraphBuilder builder = new SenseGraphBuilder("star", "en");
        int hub = builder.addSense(PartOfSpeech.NOUN, List.of("hub_one", "centre"), new int[] {0, 8}, NONE);
        for (String leaf : List.of("a", "b", "c")) {
            builder.addRelation(
                    builder.addSense(PartOfSpeech.NOUN, List.of(leaf), NONE, NONE), SenseRelation.HYPERNYM, hub);
        }
        builder.addRelation(
                builder.addSense(PartOfSpeech.VERB, List.of("d"), NONE, NONE), SenseRelation.DERIVATION, hub);
        builder.addSense(PartOfSpeech.NOUN, List.of("alone"), NONE, NONE);
        graph = builder.build();
    }

    private static String text(WalkOptions options, int threads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RandomWalks(graph, options).write(out, threads);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Integer> counts(List<String> tokens) {
        Map<String, Integer> counts = new TreeMap<>();
        tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
        return counts;
    }

    /**
     * Returns the sum of (observed − expected)² / expected. With 4 degrees of freedom it exceeds 18.5 in
     * one of a thousand samples.
     */
    private static double chiSquare(Map<String, Integer> observed, Map<String, Double> shares) {
        double total = observed.values().stream().mapToInt(Integer::intValue).sum();
        double sum = 0;
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            double expected = total * share.getValue();
            double difference = observed.getOrDefault(share.getKey(), 0) - expected;
            sum += difference * difference / expected;
        }
        return sum;
    }

    @Test
    @DisplayName("Walks begin at every sense with equal probability (chi-square test)")
    void starts() throws IOException {
        List<String> starts = new ArrayList<>();
        for (String line : text(WalkOptions.defaults(100_000), 2).split("\n", 0)) {
            String first = line.split(" ", 0)[0];
            starts.add(first.equals("hub_one") ? "centre" : first);
        }
        Map<String, Double> even = new HashMap<>();
        for (String word : List.of("a", "b", "c", "d", "centre", "alone")) {
            even.put(word, 1.0 / 6);
        }
        assertTrue(chiSquare(counts(starts), even) < 20.5, counts(starts).toString());
    }

    @Test
    @DisplayName("The probability of a neighbour is proportional to the weight of the relation (chi-square test)")
    void neighbours() throws IOException {
        Map<SenseRelation, Double> weights = new EnumMap<>(WalkOptions.defaultWeights());
        weights.put(SenseRelation.DERIVATION, 3.0);
        WalkOptions options = new WalkOptions(
                200_000, 0.15, weights, WalkOptions.WordChoice.FREQUENCY, WalkOptions.Compounds.JOIN, false, 5);
        List<String> next = new ArrayList<>();
        List<String> middle = new ArrayList<>();
        for (String line : text(options, 2).split("\n", 0)) {
            String[] words = line.split(" ", 0);
            for (int i = 0; i < words.length; i++) {
                if (words[i].equals("hub_one") || words[i].equals("centre")) {
                    middle.add(words[i]);
                    if (i + 1 < words.length) {
                        next.add(words[i + 1]);
                    }
                }
            }
        }
        assertTrue(
                chiSquare(counts(next), Map.of("a", 1 / 6.0, "b", 1 / 6.0, "c", 1 / 6.0, "d", 0.5)) < 16.3,
                counts(next).toString());
        assertTrue(
                chiSquare(counts(middle), Map.of("hub_one", 0.1, "centre", 0.9)) < 10.9,
                counts(middle).toString());
    }

    @Test
    @DisplayName("The mean length of walks is 1 / restart in a graph without dead ends")
    void lengths() throws IOException {
        SenseGraphBuilder ring = new SenseGraphBuilder("ring", "en");
        int first = ring.addSense(PartOfSpeech.NOUN, List.of("x"), NONE, NONE);
        int second = ring.addSense(PartOfSpeech.NOUN, List.of("y"), NONE, NONE);
        ring.addRelation(first, SenseRelation.SIMILAR, second);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RandomWalks(ring.build(), WalkOptions.defaults(200_000)).write(out, 1);
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n", 0);
        assertEquals(1 / 0.15, 200_000.0 / lines.length, 0.1);
    }

    @Test
    @DisplayName("Walks depend on the seed, not on the number of threads")
    void deterministic() throws IOException {
        WalkOptions options = WalkOptions.defaults(300_000);
        String once = text(options, 1);
        assertEquals(once, text(options, 3));
        assertEquals(300_000, once.split("[ \n]", 0).length);
        WalkOptions other =
                new WalkOptions(300_000, 0.15, options.weights(), options.wordChoice(), options.compounds(), false, 2);
        assertTrue(!once.equals(text(other, 1)));
        Collected collected = new Collected();
        SourceReport report = new RandomWalks(graph, options).readTokens(collected, 2, ProgressListener.NONE);
        assertEquals(once, collected.text());
        assertEquals(once.length(), report.bytes());
    }

    @Test
    @DisplayName("Compounds are joined, split or skipped, and words can be tagged")
    void compoundsAndTags() throws IOException {
        WalkOptions base = WalkOptions.defaults(1000);
        assertTrue(text(base, 1).contains("hub_one"));
        WalkOptions split =
                new WalkOptions(1000, 0.15, base.weights(), base.wordChoice(), WalkOptions.Compounds.SPLIT, true, 1);
        String text = text(split, 1);
        assertTrue(text.contains("hub#n one#n"), text.substring(0, 100));
        assertTrue(text.contains("d#v"));
        WalkOptions skip =
                new WalkOptions(1000, 0.15, base.weights(), base.wordChoice(), WalkOptions.Compounds.SKIP, false, 1);
        assertTrue(!text(skip, 1).contains("hub"));
    }

    @Test
    @DisplayName("Options out of range are rejected")
    void invalidOptions() {
        assertThrows(IllegalArgumentException.class, () -> WalkOptions.defaults(0));
        Map<SenseRelation, Double> weights = WalkOptions.defaultWeights();
        for (double restart : new double[] {0, -1, 1.1, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new WalkOptions(
                            1, restart, weights, WalkOptions.WordChoice.UNIFORM, WalkOptions.Compounds.JOIN, false, 1));
        }
        weights.put(SenseRelation.ALSO, -1.0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new WalkOptions(
                        1, 0.5, weights, WalkOptions.WordChoice.UNIFORM, WalkOptions.Compounds.JOIN, false, 1));
        SenseGraph empty = new SenseGraphBuilder("empty", "en").build();
        assertThrows(IllegalArgumentException.class, () -> new RandomWalks(empty, WalkOptions.defaults(1)));
    }

    /** Collects the output of several workers by chunk. */
    private static final class Collected implements TokenCollector {
        private final Map<Long, StringBuilder> chunks = Collections.synchronizedMap(new TreeMap<>());

        String text() {
            return String.join("", chunks.values());
        }

        @Override
        public TokenSink newSink() {
            return new TokenSink() {
                private StringBuilder text = new StringBuilder();
                private boolean begun;

                @Override
                public void beginChunk(long chunkNumber) {
                    text = new StringBuilder();
                    chunks.put(chunkNumber, text);
                }

                @Override
                public void token(byte[] utf8, int offset, int length) {
                    text.append(begun ? " " : "").append(new String(utf8, offset, length, StandardCharsets.UTF_8));
                    begun = true;
                }

                @Override
                public void endSentence() {
                    text.append('\n');
                    begun = false;
                }

                @Override
                public void endChunk() {}
            };
        }
    }

    /**
     * Source of chunks with sentences of ten words "text". With 0 sentences, a chunk has ten words and no sentence
     * end.
     */
    private record Lines(int chunks, int sentences) implements TokenSource {
        @Override
        public String name() {
            return "lines";
        }

        @Override
        public Map<String, String> provenance() {
            return Map.of("analyzer", "test");
        }

        @Override
        public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
                throws IOException {
            byte[] word = "text".getBytes(StandardCharsets.UTF_8);
            TokenSink sink = collector.newSink();
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                sink.beginChunk(chunk);
                for (int sentence = 0; sentence < Math.max(1, sentences); sentence++) {
                    for (int i = 0; i < 10; i++) {
                        sink.token(word, 0, word.length);
                    }
                    if (sentences > 0) {
                        sink.endSentence();
                    }
                }
                sink.endChunk();
            }
            return new SourceReport(0, 0, 0, "");
        }
    }

    @Test
    @DisplayName("Walks have the specified share and are inserted between sentences")
    void mixture() throws IOException {
        for (double share : new double[] {0.1, 0.5, 0.8}) {
            MixedSource mixed = new MixedSource(new Lines(20, 500), graph, WalkOptions.defaults(1), share);
            Collected collected = new Collected();
            mixed.readTokens(collected, 2, ProgressListener.NONE);
            String[] tokens = collected.text().split("[ \n]", 0);
            long walked = 0;
            for (String token : tokens) {
                walked += token.equals("text") ? 0 : 1;
            }
            assertEquals(share, walked / (double) tokens.length, 0.01);
            for (String line : collected.text().split("\n", 0)) {
                assertTrue(!line.contains("text") || line.equals("text" + " text".repeat(9)), line);
            }
            Collected again = new Collected();
            mixed.readTokens(again, 1, ProgressListener.NONE);
            assertEquals(collected.text(), again.text());
            assertEquals(Double.toString(share), mixed.provenance().get("walk-share"));
            assertEquals("test", mixed.provenance().get("analyzer"));
        }
    }

    @Test
    @DisplayName("In a text without line ends, walks are inserted after each chunk")
    void noSentences() throws IOException {
        Collected collected = new Collected();
        new MixedSource(new Lines(5, 0), graph, WalkOptions.defaults(1), 0.5)
                .readTokens(collected, 1, ProgressListener.NONE);
        assertTrue(collected.text().split("\n", 0).length >= 10, collected.text());
    }

    @Test
    @DisplayName("A share out of range is rejected")
    void invalidShare() {
        for (double share : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new MixedSource(new Lines(1, 1), graph, WalkOptions.defaults(1), share));
        }
    }

    @Test
    @DisplayName("Random numbers depend on the seed and the chunk")
    void randomNumbers() {
        SplittableRandom one = WalkGenerator.random(1, 0);
        SplittableRandom same = WalkGenerator.random(1, 0);
        assertArrayEquals(one.longs(5).toArray(), same.longs(5).toArray());
        assertTrue(WalkGenerator.random(1, 1).nextLong()
                != WalkGenerator.random(2, 1).nextLong());
    }
}
