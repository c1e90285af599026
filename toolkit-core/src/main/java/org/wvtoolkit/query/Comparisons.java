package org.wvtoolkit.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.rows.VectorRows;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Questions to the vectors of a few words, which do not look at the others: how similar they are, which one does not belong, where
 * their centre lies, how far one text is from another.
 *
 * <p>Cost: a few vectors of length d; word mover's distance see {@link #distance}. Threads: safe from any, as long as the embeddings
 * are open.
 */
public final class Comparisons {
    /** Different words of a text, beyond which its distance would take minutes. */
    private static final int MOST_WORDS = 2000;

    private final Vocabulary vocabulary;
    private final VectorRows rows;

    private Comparisons(Vocabulary vocabulary, VectorRows rows) {
        this.vocabulary = vocabulary;
        this.rows = rows;
    }

    /**
     * Questions to embeddings.
     *
     * @param embeddings stay open while questions are asked; not closed here
     * @return the front for questions
     */
    public static Comparisons of(Embeddings embeddings) {
        return new Comparisons(embeddings.vocabulary(), VectorRows.of(embeddings));
    }

    /**
     * How similar two words are, or two lists of words, each taken as the sum of its unit vectors.
     *
     * @param one at least one word
     * @param other at least one word
     * @return the cosine of the angle between them, −1 to 1
     */
    public Outcome<Double> similarity(List<String> one, List<String> other) {
        List<String> words = new ArrayList<>(one);
        words.addAll(other);
        return known(words, ids -> {
            double[] first = sum(ids, 0, one.size());
            double[] second = sum(ids, one.size(), ids.length);
            double lengths = length(first) * length(second);
            // Unit vectors that cancel leave rounding errors.
            return lengths < 1e-9
                    ? new Outcome.NoDirection<>(words)
                    : new Outcome.Known<>(Math.clamp(dot(first, second) / lengths, -1, 1));
        });
    }

    /**
     * Which word does not belong to the others: the one that is farthest from the centre of all (the mean of their unit vectors).
     *
     * @param words at least one
     * @return each word with its cosine to the centre, the nearest first, so that the last is the odd one; equal ones in the order of
     *     their ids
     */
    public Outcome<List<Neighbour>> oddOneOut(List<String> words) {
        return known(words, ids -> {
            double[] centre = sum(ids, 0, ids.length);
            double length = length(centre);
            if (length < 1e-9) {
                return new Outcome.NoDirection<>(words);
            }
            List<Neighbour> byCentrality = new ArrayList<>();
            for (int i = 0; i < ids.length; i++) {
                double cosine = dot(sum(ids, i, i + 1), centre) / length;
                byCentrality.add(new Neighbour(ids[i], words.get(i), (float) cosine));
            }
            byCentrality.sort(Comparator.<Neighbour>comparingDouble(neighbour -> -neighbour.score())
                    .thenComparingInt(Neighbour::id));
            return new Outcome.Known<>(List.copyOf(byCentrality));
        });
    }

    /**
     * The vector of a word.
     *
     * @param word any word
     * @return a copy of its d values, as training left them
     */
    public Outcome<float[]> vector(String word) {
        return known(List.of(word), ids -> {
            float[] vector = new float[rows.dimension()];
            rows.copy(ids[0], vector);
            return new Outcome.Known<>(vector);
        });
    }

    /**
     * The centre of some words: the mean of their unit vectors. Also what a text comes to, as the bag of its words.
     *
     * @param words at least one; a word that comes twice counts twice
     * @return d values, of length at most 1
     */
    public Outcome<float[]> centroid(List<String> words) {
        return known(words, ids -> {
            double[] sum = sum(ids, 0, ids.length);
            float[] mean = new float[sum.length];
            for (int j = 0; j < sum.length; j++) {
                mean[j] = (float) (sum[j] / ids.length);
            }
            return new Outcome.Known<>(mean);
        });
    }

    /**
     * The words of a text that the model knows.
     *
     * @param words any words
     * @return those of them, in order, with repetitions
     */
    public List<String> known(List<String> words) {
        List<String> known = new ArrayList<>();
        for (String word : words) {
            if (vocabulary.id(word) >= 0 || rows.composedId(word) >= 0) {
                known.add(word);
            }
        }
        return known;
    }

    /**
     * How far the words of one text must travel to become those of another (word mover's distance; Kusner et al. 2015): the least
     * cost of a transport between the two bags of words, each of weight 1 in all, where the cost of a way is the Euclidean distance
     * between unit vectors. Solved exactly.
     *
     * @param one the words of a text, at least one
     * @param other the words of another; time grows with the cube of the number of different words
     * @return the distance, 0 to 2, and the ways
     * @throws IllegalArgumentException if a text has more than 2,000 different words
     */
    public Outcome<Transport> distance(List<String> one, List<String> other) {
        List<String> words = new ArrayList<>(one);
        words.addAll(other);
        return known(words, ids -> {
            Map<Integer, Long> from = bag(ids, 0, one.size());
            Map<Integer, Long> to = bag(ids, one.size(), ids.length);
            double[][] sources = units(from);
            double[][] targets = units(to);
            double[][] costs = new double[sources.length][targets.length];
            for (int i = 0; i < sources.length; i++) {
                for (int j = 0; j < targets.length; j++) {
                    costs[i][j] = distance(sources[i], targets[j]);
                }
            }
            // Whole numbers, so that nothing is left over: each text weighs the product of both lengths.
            long[] supply = weights(from, other.size());
            long[] demand = weights(to, one.size());
            long[][] flow = TransportProblem.solve(costs, supply, demand);
            return new Outcome.Known<>(transport(
                    List.copyOf(from.keySet()),
                    List.copyOf(to.keySet()),
                    costs,
                    flow,
                    (double) one.size() * other.size()));
        });
    }

    private static Map<Integer, Long> bag(int[] ids, int from, int to) {
        Map<Integer, Long> bag = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            bag.merge(ids[i], 1L, Long::sum);
        }
        if (bag.size() > MOST_WORDS) {
            throw new IllegalArgumentException(
                    "a text has " + bag.size() + " different words; a distance takes at most " + MOST_WORDS);
        }
        return bag;
    }

    private static long[] weights(Map<Integer, Long> bag, long factor) {
        return bag.values().stream().mapToLong(count -> count * factor).toArray();
    }

    private double[][] units(Map<Integer, Long> bag) {
        return bag.keySet().stream().map(id -> sum(new int[] {id}, 0, 1)).toArray(double[][]::new);
    }

    private Transport transport(List<Integer> from, List<Integer> to, double[][] costs, long[][] flow, double total) {
        List<Transport.Way> ways = new ArrayList<>();
        double distance = 0;
        for (int i = 0; i < flow.length; i++) {
            for (int j = 0; j < flow[i].length; j++) {
                if (flow[i][j] > 0) {
                    double weight = flow[i][j] / total;
                    distance += weight * costs[i][j];
                    ways.add(new Transport.Way(word(from.get(i)), word(to.get(j)), weight, costs[i][j]));
                }
            }
        }
        return new Transport(distance, ways);
    }

    private String word(int id) {
        return id < vocabulary.size() ? vocabulary.word(id) : rows.composedWord(id);
    }

    private <T> Outcome<T> known(List<String> words, Function<int[], Outcome<T>> answer) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a question needs at least one word");
        }
        int[] ids = new int[words.size()];
        Answer.Unknown unknown = Neighbours.lookUp(vocabulary, rows, words, ids);
        return unknown == null ? Objects.requireNonNull(answer.apply(ids)) : new Outcome.Unknown<>(unknown.words());
    }

    private double[] sum(int[] ids, int from, int to) {
        double[] sum = new double[rows.dimension()];
        for (int i = from; i < to; i++) {
            rows.addUnitVector(ids[i], 1, sum);
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return Math.sqrt(sum);
    }
}
