package org.wvtoolkit.walks;

import com.carrotsearch.hppc.IntDoubleHashMap;
import com.carrotsearch.hppc.cursors.IntDoubleCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Generator of single walks. For each sense it stores the neighbours with cumulative weights, and
 * the words as bytes with cumulative weights. Edges are followed in both directions. If several
 * edges connect two senses, the largest weight is used.
 *
 * <p>Immutable and thread-safe; each walk uses the random generator of its caller.
 */
final class WalkGenerator {
    private static final String TAGS = "nvar";

    private final double restart;
    private final int[] neighbourStart;
    private final int[] neighbours;
    private final float[] neighbourWeight;
    private final int[] wordStart;
    private final byte[][][] words;
    private final float[] wordWeight;

    WalkGenerator(SenseGraph graph, WalkOptions options) {
        restart = options.restart();
        int senses = graph.senses();
        List<IntDoubleHashMap> weights = new ArrayList<>(senses);
        for (int sense = 0; sense < senses; sense++) {
            weights.add(new IntDoubleHashMap(4));
        }
        for (int sense = 0; sense < senses; sense++) {
            for (SenseGraph.Edge edge : graph.edges(sense)) {
                double weight = options.weights().getOrDefault(edge.relation(), 0.0);
                if (weight > 0 && edge.target() != sense) {
                    raise(weights.get(sense), edge.target(), weight);
                    raise(weights.get(edge.target()), sense, weight);
                }
            }
        }
        neighbourStart = new int[senses + 1];
        int total = 0;
        for (int sense = 0; sense < senses; sense++) {
            total += weights.get(sense).size();
            neighbourStart[sense + 1] = total;
        }
        neighbours = new int[total];
        neighbourWeight = new float[total];
        for (int sense = 0; sense < senses; sense++) {
            fill(weights.get(sense), neighbourStart[sense]);
        }
        wordStart = new int[senses + 1];
        List<byte[][]> allWords = new ArrayList<>();
        List<Float> allWeights = new ArrayList<>();
        for (int sense = 0; sense < senses; sense++) {
            words(graph, sense, options, allWords, allWeights);
            wordStart[sense + 1] = allWords.size();
        }
        words = allWords.toArray(byte[][][]::new);
        wordWeight = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            wordWeight[i] = allWeights.get(i);
        }
    }

    private static void raise(IntDoubleHashMap weights, int target, double weight) {
        weights.put(target, Math.max(weight, weights.getOrDefault(target, 0)));
    }

    /**
     * Stores the neighbours of a sense in ascending order. The order of the hash map is
     * unspecified.
     */
    private void fill(IntDoubleHashMap weights, int at) {
        int[] targets = new int[weights.size()];
        int count = 0;
        for (IntDoubleCursor cursor : weights) {
            targets[count++] = cursor.key;
        }
        Arrays.sort(targets);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights.get(targets[i]);
            neighbours[at + i] = targets[i];
            neighbourWeight[at + i] = (float) sum;
        }
    }

    private static void words(
            SenseGraph graph, int sense, WalkOptions options, List<byte[][]> words, List<Float> weights) {
        int[] members = graph.members(sense);
        int[] counts = graph.memberCounts(sense);
        String tag =
                options.tagged() ? "#" + TAGS.charAt(graph.partOfSpeech(sense).number()) : "";
        float sum = 0;
        for (int i = 0; i < members.length; i++) {
            String word = graph.lemma(members[i]);
            if (options.compounds() == WalkOptions.Compounds.SKIP && word.indexOf(' ') >= 0) {
                continue;
            }
            String[] parts = options.compounds() == WalkOptions.Compounds.SPLIT
                    ? word.split(" ", -1)
                    : new String[] {word.replace(' ', '_')};
            byte[][] tokens = new byte[parts.length][];
            for (int part = 0; part < parts.length; part++) {
                tokens[part] = (parts[part] + tag).getBytes(StandardCharsets.UTF_8);
            }
            sum += options.wordChoice() == WalkOptions.WordChoice.FREQUENCY ? counts[i] + 1 : 1;
            words.add(tokens);
            weights.add(sum);
        }
    }

    int senses() {
        return neighbourStart.length - 1;
    }

    /** Returns whether no sense has a word. */
    boolean isEmpty() {
        return words.length == 0;
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
                for (byte[] token : words[word]) {
                    sink.token(token, 0, token.length);
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
        return new SplittableRandom(mix(seed) ^ mix(number + 0x632BE59BD9B4E019L));
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
