package org.wvtoolkit.walks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.linalg.SplitMix64;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Generator of single walks. For each sense it stores the neighbours with cumulative weights, and
 * the words with cumulative weights. Edges are followed in both directions. If several edges
 * connect two senses, the largest weight is used.
 *
 * <p>Immutable and thread-safe; each walk uses the random generator of its caller.
 */
final class WalkGenerator {
    /** The constant of SplitMix64 that separates the seeds of neighbouring numbers. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final String TAGS = "nvar";

    private final double restart;
    private final int[] neighbourStart;
    private final int[] neighbours;
    private final float[] neighbourWeight;
    private final int[] wordStart;
    private final float[] wordWeight;

    /** First token of each word; a word has several tokens if compounds are split. */
    private final int[] tokenStart;

    /** First byte of each token in the text. */
    private final int[] textStart;

    private final byte[] text;

    WalkGenerator(SenseGraph graph, WalkOptions options) {
        restart = options.restart();
        Neighbours found = new Neighbours(graph, options);
        neighbourStart = found.start;
        neighbours = found.targets;
        neighbourWeight = found.cumulative;
        Words spelled = new Words(graph, options);
        wordStart = spelled.start;
        wordWeight = spelled.cumulative;
        tokenStart = spelled.tokenStart;
        textStart = spelled.textStart;
        text = spelled.text;
    }

    /** The neighbours of every sense in ascending order. */
    private static final class Neighbours {
        private final int[] start;
        private final int[] targets;
        private final float[] cumulative;

        Neighbours(SenseGraph graph, WalkOptions options) {
            // Sorted levels, so that a neighbour and the rank of its weight are one number.
            double[] levels = options.weights().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .distinct()
                    .sorted()
                    .toArray();
            int senses = graph.senses();
            int[] next = new int[senses + 1];
            visit(graph, options, (source, target, weight) -> next[source + 1]++);
            for (int sense = 0; sense < senses; sense++) {
                next[sense + 1] += next[sense];
            }
            int[] begin = next.clone();
            long[] edges = new long[next[senses]];
            visit(
                    graph,
                    options,
                    (source, target, weight) ->
                            edges[next[source]++] = (long) target << 32 | Arrays.binarySearch(levels, weight));
            start = new int[senses + 1];
            targets = new int[edges.length];
            cumulative = new float[edges.length];
            int count = 0;
            for (int sense = 0; sense < senses; sense++) {
                Arrays.sort(edges, begin[sense], begin[sense + 1]);
                double sum = 0;
                for (int i = begin[sense]; i < begin[sense + 1]; i++) {
                    // The last of several edges to a sense has the largest weight.
                    if (i + 1 == begin[sense + 1] || edges[i] >> 32 != edges[i + 1] >> 32) {
                        sum += levels[(int) edges[i]];
                        targets[count] = (int) (edges[i] >> 32);
                        cumulative[count++] = (float) sum;
                    }
                }
                start[sense + 1] = count;
            }
        }

        private interface Visitor {
            void edge(int source, int target, double weight);
        }

        /** Visits the edges that are followed, each in both directions. */
        private static void visit(SenseGraph graph, WalkOptions options, Visitor visitor) {
            for (int sense = 0; sense < graph.senses(); sense++) {
                for (SenseGraph.Edge edge : graph.edges(sense)) {
                    double weight = options.weights().getOrDefault(edge.relation(), 0.0);
                    if (weight > 0 && edge.target() != sense) {
                        visitor.edge(sense, edge.target(), weight);
                        visitor.edge(edge.target(), sense, weight);
                    }
                }
            }
        }
    }

    /** The words of every sense as tokens. */
    private static final class Words {
        private final int[] start;
        private float[] cumulative = new float[1 << 10];
        private int[] tokenStart = new int[1 << 10];
        private int[] textStart = new int[1 << 10];
        private byte[] text = new byte[1 << 14];
        private int words;
        private int tokens;

        Words(SenseGraph graph, WalkOptions options) {
            start = new int[graph.senses() + 1];
            for (int sense = 0; sense < graph.senses(); sense++) {
                add(graph, sense, options);
                start[sense + 1] = words;
            }
        }

        private void add(SenseGraph graph, int sense, WalkOptions options) {
            int[] members = graph.members(sense);
            int[] counts = graph.memberCounts(sense);
            String tag = options.tagged()
                    ? "#" + TAGS.charAt(graph.partOfSpeech(sense).number())
                    : "";
            float sum = 0;
            for (int i = 0; i < members.length; i++) {
                String word = graph.lemma(members[i]);
                boolean compound = word.indexOf(' ') >= 0;
                if (compound && options.compounds() == WalkOptions.Compounds.SKIP) {
                    continue;
                }
                if (compound && options.compounds() == WalkOptions.Compounds.SPLIT) {
                    for (String part : word.split(" ", -1)) {
                        addToken(part + tag);
                    }
                } else {
                    addToken(word.replace(' ', '_') + tag);
                }
                sum += options.wordChoice() == WalkOptions.WordChoice.FREQUENCY ? counts[i] + 1 : 1;
                endWord(sum);
            }
        }

        private void addToken(String token) {
            byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
            int begin = textStart[tokens];
            int end = begin + utf8.length;
            if (end > text.length) {
                text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
            }
            System.arraycopy(utf8, 0, text, begin, utf8.length);
            tokens++;
            if (tokens == textStart.length) {
                textStart = Arrays.copyOf(textStart, 2 * tokens);
            }
            textStart[tokens] = end;
        }

        private void endWord(float sum) {
            if (words + 1 == tokenStart.length) {
                tokenStart = Arrays.copyOf(tokenStart, 2 * tokenStart.length);
                cumulative = Arrays.copyOf(cumulative, tokenStart.length);
            }
            cumulative[words++] = sum;
            tokenStart[words] = tokens;
        }
    }

    int senses() {
        return neighbourStart.length - 1;
    }

    /** Returns whether no sense has a word. */
    boolean isEmpty() {
        return wordStart[senses()] == 0;
    }

    /**
     * Generates one walk.
     *
     * @param maxWords the maximum number of words, at least 1
     * @return the number of words; 0 if no visited sense has a word
     */
    long walk(SplittableRandom random, long maxWords, TokenSink sink) {
        int sense = random.nextInt(senses());
        long written = 0;
        while (true) {
            int word = draw(wordWeight, wordStart[sense], wordStart[sense + 1], random);
            if (word >= 0) {
                for (int token = tokenStart[word]; token < tokenStart[word + 1]; token++) {
                    sink.token(text, textStart[token], textStart[token + 1] - textStart[token]);
                }
                written++;
            }
            if (written >= maxWords || random.nextDouble() < restart) {
                break;
            }
            int next = draw(neighbourWeight, neighbourStart[sense], neighbourStart[sense + 1], random);
            if (next < 0) {
                break;
            }
            sense = neighbours[next];
        }
        if (written > 0) {
            sink.endSentence();
        }
        return written;
    }

    /** Draws an index from cumulative weights by binary search. Returns −1 if there are none. */
    private static int draw(float[] cumulative, int from, int to, SplittableRandom random) {
        if (from == to) {
            return -1;
        }
        if (to - from == 1) {
            return from;
        }
        float wanted = (float) (random.nextDouble() * cumulative[to - 1]);
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Creates a generator whose output depends only on the seed and the number. */
    static SplittableRandom random(long seed, long number) {
        return new SplittableRandom(
                SplitMix64.mix(seed * GOLDEN_GAMMA) ^ SplitMix64.mix((number + 0x632BE59BD9B4E019L) * GOLDEN_GAMMA));
    }
}
