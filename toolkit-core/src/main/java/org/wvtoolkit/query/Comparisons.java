package org.wvtoolkit.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.query.rows.VectorRows;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Operations on the vectors of given words: similarity, odd one out, centroid, and word mover's
 * distance.
 *
 * <p>Each operation reads only the vectors involved; for the cost of word mover's distance see
 * {@link #distance}. Thread-safe as long as the embeddings are open.
 */
public final class Comparisons {
    /**
     * Maximum number of distinct words of a text; word mover's distance would take minutes beyond
     * it.
     */
    private static final int MAX_WORDS = 2000;

    private final Vocabulary vocabulary;
    private final VectorRows rows;

    private Comparisons(Vocabulary vocabulary, VectorRows rows) {
        this.vocabulary = vocabulary;
        this.rows = rows;
    }

    /**
     * Creates an instance for embeddings.
     *
     * @param embeddings must stay open; not closed by this class
     * @return the operations
     */
    public static Comparisons of(Embeddings embeddings) {
        return new Comparisons(embeddings.vocabulary(), VectorRows.of(embeddings));
    }

    /**
     * Computes the similarity of two words, or of two lists of words, each represented by the sum
     * of its unit vectors.
     *
     * @param one at least one word
     * @param other at least one word
     * @return the cosine, −1 to 1
     */
    public Outcome<Double> similarity(List<String> one, List<String> other) {
        List<String> words = new ArrayList<>(one);
        words.addAll(other);
        return known(words, ids -> {
            double[] first = sum(ids, 0, one.size());
            double[] second = sum(ids, one.size(), ids.length);
            double lengths = length(first) * length(second);
            // Unit vectors that cancel out leave rounding errors.
            return lengths < 1e-9
                    ? new Outcome.NoDirection<>(words)
                    : new Outcome.Known<>(Math.clamp(dot(first, second) / lengths, -1, 1));
        });
    }

    /**
     * Computes the similarity of two words by a given function of their vectors as trained.
     *
     * @param one a word
     * @param other a word
     * @param function the function, for example {@code SimilarityFunctions.named("euclidean")}
     * @return the value of the function
     */
    public Outcome<Double> similarity(String one, String other, SimilarityFunction function) {
        return known(List.of(one, other), ids -> {
            float[] first = new float[rows.dimension()];
            float[] second = new float[rows.dimension()];
            rows.copy(ids[0], first);
            rows.copy(ids[1], second);
            return new Outcome.Known<>(function.similarity(first, second));
        });
    }

    /**
     * Finds the word that fits least: the one with the largest angle to the centroid of all (the
     * mean of their unit vectors).
     *
     * @param words at least one
     * @return each word with its cosine to the centroid in descending order, so that the odd one is
     *     last; ties in the order of their ids
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
     * Returns the vector of a word.
     *
     * @param word any word
     * @return a copy of its d values, as trained
     */
    public Outcome<float[]> vector(String word) {
        return known(List.of(word), ids -> {
            float[] vector = new float[rows.dimension()];
            rows.copy(ids[0], vector);
            return new Outcome.Known<>(vector);
        });
    }

    /**
     * Computes the centroid of words, the mean of their unit vectors. It also represents a text as
     * a bag of words.
     *
     * @param words at least one; repeated words count repeatedly
     * @return d values, with a norm of at most 1
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
     * Selects the words that have a vector.
     *
     * @param words any words
     * @return those with a vector, in order, including repetitions
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
     * Computes the word mover's distance of two texts (Kusner et al. 2015): the minimum cost of
     * transforming one bag of words, with total weight 1, into the other, where the cost between
     * two words is the Euclidean distance of their unit vectors. The solution is exact.
     *
     * @param one the words of one text, at least one
     * @param other the words of the other text; the time grows with the cube of the number of
     *     distinct words
     * @return the distance, 0 to 2, and the transport plan
     * @throws UnsuitableInputException if a text has more than 2,000 distinct words
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
            // Integer weights avoid rounding: each text has the product of both lengths as its
            // total weight.
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
        if (bag.size() > MAX_WORDS) {
            throw new UnsuitableInputException(
                    "a text has " + bag.size() + " distinct words, more than " + MAX_WORDS + "; use shorter texts");
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
            throw new IllegalArgumentException("a query needs at least one word");
        }
        int[] ids = new int[words.size()];
        List<UnknownWord> unknown = Neighbours.lookUp(vocabulary, rows, words, ids);
        return unknown.isEmpty() ? Objects.requireNonNull(answer.apply(ids)) : new Outcome.Unknown<>(unknown);
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
