package org.wvtoolkit.nn.classifier;

import java.util.List;

/**
 * How well a classifier does on texts whose labels are known: the confusion matrix and what follows from it. Mutable while predictions
 * are added; confined to one thread.
 *
 * <p>Intervals hold the true value with 95 % confidence: Wilson's (1927) for accuracy, precision and recall, which are proportions. F1
 * = 2·TP/(2·TP + FP + FN) is none, but it rises with the proportion J = TP/(TP + FP + FN), F1 = 2J/(1 + J), so that the ends of J's
 * interval give those of F1's.
 */
public final class ClassificationReport {
    private static final double Z = 1.959963984540054;

    private final List<String> labels;
    private final long[][] confusion;
    private long texts;
    private long withoutWords;
    private double loss;

    /**
     * An empty report.
     *
     * @param labels those of the classifier
     */
    public ClassificationReport(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.confusion = new long[labels.size()][labels.size()];
    }

    /**
     * A value and its interval.
     *
     * @param value 0 to 1; NaN where there is nothing to count
     * @param low lower end
     * @param high upper end
     */
    public record Proportion(double value, double low, double high) {
        /**
         * Wilson's interval.
         *
         * @param hits how many
         * @param trials of how many
         * @return the proportion; NaN, 0 and 1 if there were no trials
         */
        public static Proportion of(long hits, long trials) {
            if (trials == 0) {
                return new Proportion(Double.NaN, 0, 1);
            }
            double p = (double) hits / trials;
            double n = trials;
            double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
            double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
            return new Proportion(p, Math.max(0, centre - half), Math.min(1, centre + half));
        }

        private Proportion toF1() {
            return new Proportion(2 * value / (1 + value), 2 * low / (1 + low), 2 * high / (1 + high));
        }
    }

    /**
     * What follows for a label.
     *
     * @param label its name
     * @param texts how many have it
     * @param precision how many of those said to have it do
     * @param recall how many of those that have it are said to
     * @param f1 their harmonic mean
     */
    public record ForLabel(String label, long texts, Proportion precision, Proportion recall, Proportion f1) {}

    /**
     * Counts a prediction.
     *
     * @param prediction of a text whose label is among the classifier's
     */
    public void add(Prediction prediction) {
        int actual = labels.indexOf(prediction.actual());
        confusion[actual][prediction.likeliest()]++;
        texts++;
        withoutWords += prediction.words() == 0 ? 1 : 0;
        loss -= Math.log(Math.max(prediction.probabilities()[actual], Double.MIN_NORMAL));
    }

    /**
     * The labels.
     *
     * @return in the order of the confusion matrix
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * How many texts with one label were said to have another.
     *
     * @param actual the label that a text has
     * @param predicted the label that it is said to have
     * @return at least 0
     */
    public long confusion(int actual, int predicted) {
        return confusion[actual][predicted];
    }

    /**
     * How many texts there were.
     *
     * @return at least 0
     */
    public long texts() {
        return texts;
    }

    /**
     * How many of them had no word that the classifier knows.
     *
     * @return at least 0
     */
    public long withoutWords() {
        return withoutWords;
    }

    /**
     * The mean cross-entropy.
     *
     * @return in nats; NaN without texts
     */
    public double loss() {
        return loss / texts;
    }

    /**
     * How many texts were given their own label.
     *
     * @return the proportion
     */
    public Proportion accuracy() {
        long right = 0;
        for (int label = 0; label < confusion.length; label++) {
            right += confusion[label][label];
        }
        return Proportion.of(right, texts);
    }

    /**
     * What follows for a label.
     *
     * @param label its place among the labels
     * @return precision, recall and F1
     */
    public ForLabel of(int label) {
        long actual = 0;
        long predicted = 0;
        for (int other = 0; other < confusion.length; other++) {
            actual += confusion[label][other];
            predicted += confusion[other][label];
        }
        long hits = confusion[label][label];
        return new ForLabel(
                labels.get(label),
                actual,
                Proportion.of(hits, predicted),
                Proportion.of(hits, actual),
                Proportion.of(hits, actual + predicted - hits).toF1());
    }

    /**
     * The mean F1 of the labels that a text has or was said to have.
     *
     * @return 0 to 1; NaN without texts
     */
    public double macroF1() {
        double sum = 0;
        int counted = 0;
        for (int label = 0; label < confusion.length; label++) {
            double f1 = of(label).f1().value();
            if (!Double.isNaN(f1)) {
                sum += f1;
                counted++;
            }
        }
        return sum / counted;
    }
}
