package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;

/**
 * The word embedding association test (WEAT; Caliskan, Bryson and Narayanan 2017). It tests whether
 * the words of two target sets X and Y differ in their association with two attribute sets A and B.
 * The association of a word is its mean cosine to A minus its mean cosine to B.
 *
 * @param effect the effect size d: the difference of the mean associations of X and Y, divided by
 *     the standard deviation over both; −2 to 2, positive if X is associated with A
 * @param statistic the sum of the associations of X minus that of Y
 * @param pValue the share of divisions into equal halves whose statistic is at least as large, 0 to
 *     1
 * @param divisions the number of divisions evaluated
 * @param exact whether all divisions were evaluated; otherwise a random sample
 * @param targets the known words of X and Y
 * @param attributes the known words of A and B
 * @param unknown the out-of-vocabulary words, which were skipped
 */
public record AssociationTest(
        double effect,
        double statistic,
        double pValue,
        long divisions,
        boolean exact,
        List<Integer> targets,
        List<Integer> attributes,
        List<String> unknown) {
    /**
     * Maximum number of divisions evaluated. If there are more, a random sample of this size is
     * evaluated.
     */
    public static final int DIVISIONS = 100_000;

    /** Minimum number of known words in each set. */
    private static final int MIN_WORDS = 2;

    /** Copies the lists. */
    public AssociationTest {
        targets = List.copyOf(targets);
        attributes = List.copyOf(attributes);
        unknown = List.copyOf(unknown);
    }

    /**
     * Tests a model. The test is defined for target sets of equal size, so if X and Y have
     * different numbers of known words, the last words of the larger set are omitted.
     *
     * @param model the model
     * @param x the first target set
     * @param y the second target set
     * @param a the first attribute set
     * @param b the second attribute set
     * @param seed seed of the random divisions
     * @return the result
     * @throws UnsuitableInputException if the model has fewer than two words of a set, or all
     *     associations are equal
     */
    public static AssociationTest of(
            DenseEmbeddings model, List<String> x, List<String> y, List<String> a, List<String> b, long seed) {
        List<String> unknown = new ArrayList<>();
        List<float[]> xs = known(model, x, "X", unknown);
        List<float[]> ys = known(model, y, "Y", unknown);
        List<float[]> as = known(model, a, "A", unknown);
        List<float[]> bs = known(model, b, "B", unknown);
        int half = Math.min(xs.size(), ys.size());
        double[] association = new double[2 * half];
        for (int i = 0; i < half; i++) {
            association[i] = meanCosine(xs.get(i), as) - meanCosine(xs.get(i), bs);
            association[half + i] = meanCosine(ys.get(i), as) - meanCosine(ys.get(i), bs);
        }
        double mean = 0;
        for (double value : association) {
            mean += value / association.length;
        }
        double squares = 0;
        double first = 0;
        for (int i = 0; i < association.length; i++) {
            squares += (association[i] - mean) * (association[i] - mean);
            first += i < half ? association[i] : 0;
        }
        double all = mean * association.length;
        double deviation = Math.sqrt(squares / (association.length - 1));
        if (!(deviation > 0)) {
            throw new UnsuitableInputException(
                    "all target words have the same association; use target sets of different words");
        }
        double statistic = 2 * first - all;
        double effect = statistic / half / deviation;
        boolean exact = combinations(2 * half, half) <= DIVISIONS;
        long[] counts = exact ? all(association, half, first) : drawn(association, half, first, seed);
        return new AssociationTest(
                effect,
                statistic,
                counts[0] / (double) counts[1],
                counts[1],
                exact,
                List.of(half, half),
                List.of(as.size(), bs.size()),
                unknown);
    }

    private static List<float[]> known(DenseEmbeddings model, List<String> words, String set, List<String> unknown) {
        List<float[]> vectors = new ArrayList<>();
        for (String word : new LinkedHashSet<>(words)) {
            int id = model.vocabulary().id(word);
            float[] row = new float[model.dimension()];
            float norm = id < 0 ? 0 : model.copyVector(id, row, 0);
            if (norm == 0) {
                unknown.add(word);
                continue;
            }
            for (int k = 0; k < row.length; k++) {
                row[k] /= norm;
            }
            vectors.add(row);
        }
        if (vectors.size() < MIN_WORDS) {
            throw new UnsuitableInputException("the model has " + vectors.size() + " of the words of set " + set
                    + ", and a test needs two; it has no vectors of " + String.join(", ", unknown));
        }
        return vectors;
    }

    private static double meanCosine(float[] word, List<float[]> set) {
        double sum = 0;
        for (float[] other : set) {
            for (int k = 0; k < word.length; k++) {
                sum += word[k] * (double) other[k];
            }
        }
        return sum / set.size();
    }

    /** Returns a binomial coefficient, rounded to an integer. */
    private static double combinations(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) {
            result = result * (n - k + i) / i;
        }
        return Math.rint(result);
    }

    /** Returns whether a sum is at least the observed one, with a tolerance for rounding. */
    private static boolean reaches(double sum, double observed) {
        return sum >= observed - 1e-12 * (1 + Math.abs(observed));
    }

    /** Enumerates all divisions as numbers with as many one bits as X has words (Gosper's sequence). */
    private static long[] all(double[] association, int half, double observed) {
        long reached = 0;
        long count = 0;
        long end = 1L << association.length;
        for (long set = (1L << half) - 1; set < end; ) {
            double sum = 0;
            for (long left = set; left != 0; left &= left - 1) {
                sum += association[Long.numberOfTrailingZeros(left)];
            }
            reached += reaches(sum, observed) ? 1 : 0;
            count++;
            long lowest = set & -set;
            long ripple = set + lowest;
            set = ripple | (((set ^ ripple) >>> 2) / lowest);
        }
        return new long[] {reached, count};
    }

    private static long[] drawn(double[] association, int half, double observed, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shuffled = association.clone();
        // The observed division is included, so no p-value is 0.
        long reached = 1;
        for (int i = 1; i < DIVISIONS; i++) {
            double sum = 0;
            for (int k = 0; k < half; k++) {
                int other = k + random.nextInt(shuffled.length - k);
                double value = shuffled[other];
                shuffled[other] = shuffled[k];
                shuffled[k] = value;
                sum += value;
            }
            reached += reaches(sum, observed) ? 1 : 0;
        }
        return new long[] {reached, DIVISIONS};
    }
}
