package org.wvtoolkit.nn.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Results of a classifier on labelled texts: the confusion matrix and the measures derived from it.
 * Mutable while predictions are added; not thread-safe.
 *
 * <p>Confidence intervals have a level of 95 %. Those of accuracy, precision and recall, which are
 * proportions, are Wilson's (1927). F1 = 2·TP/(2·TP + FP + FN) is not a proportion, but increases
 * with the proportion J = TP/(TP + FP + FN), F1 = 2J/(1 + J), so the ends of J's interval give
 * those of F1's.
 */
public final class ClassificationReport {
    private static final double Z = 1.959963984540054;

    private final List<String> labels;
    private final Map<String, Integer> indices = new HashMap<>();

    /** Row of the confusion matrix for each true label, sparse because there may be many labels. */
    private final List<Map<Integer, Long>> confusion = new ArrayList<>();

    private final long[] actual;
    private final long[] predicted;
    private long texts;
    private long withoutWords;
    private double loss;

    /**
     * Creates an empty report.
     *
     * @param labels the labels of the classifier
     */
    public ClassificationReport(List<String> labels) {
        this.labels = List.copyOf(labels);
        for (int label = 0; label < labels.size(); label++) {
            indices.putIfAbsent(labels.get(label), label);
            confusion.add(new HashMap<>());
        }
        this.actual = new long[labels.size()];
        this.predicted = new long[labels.size()];
    }

    /**
     * Value with its confidence interval.
     *
     * @param value 0 to 1; NaN if undefined
     * @param low lower end
     * @param high upper end
     */
    public record Proportion(double value, double low, double high) {
        /**
         * Computes Wilson's interval.
         *
         * @param hits number of successes
         * @param trials number of trials
         * @return the proportion; NaN, 0 and 1 if there are no trials
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
     * Measures of one label.
     *
     * @param label its name
     * @param texts number of texts with the label
     * @param precision fraction of correct ones among those predicted
     * @param recall fraction of predicted ones among those with the label
     * @param f1 harmonic mean of precision and recall
     */
    public record ForLabel(String label, long texts, Proportion precision, Proportion recall, Proportion f1) {}

    /**
     * Adds a prediction.
     *
     * @param prediction prediction for a text whose label the classifier has
     */
    public void add(Prediction prediction) {
        Integer label = indices.get(prediction.actual());
        if (label == null) {
            throw new IllegalArgumentException("not a label of the classifier: " + prediction.actual());
        }
        int likeliest = prediction.likeliest();
        confusion.get(label).merge(likeliest, 1L, Long::sum);
        actual[label]++;
        predicted[likeliest]++;
        texts++;
        withoutWords += prediction.words() == 0 ? 1 : 0;
        loss -= Math.log(Math.max(prediction.probabilities()[label], Double.MIN_NORMAL));
    }

    /**
     * Returns the labels.
     *
     * @return in the order of the confusion matrix
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * Returns an entry of the confusion matrix.
     *
     * @param trueLabel index of the true label
     * @param predictedLabel index of the predicted label
     * @return number of texts
     */
    public long confusion(int trueLabel, int predictedLabel) {
        return confusion.get(trueLabel).getOrDefault(Objects.checkIndex(predictedLabel, labels.size()), 0L);
    }

    /**
     * Returns the number of texts.
     *
     * @return at least 0
     */
    public long texts() {
        return texts;
    }

    /**
     * Returns the number of texts without any in-vocabulary word.
     *
     * @return at least 0
     */
    public long withoutWords() {
        return withoutWords;
    }

    /**
     * Returns the mean cross-entropy.
     *
     * @return in nats; NaN without texts
     */
    public double loss() {
        return loss / texts;
    }

    /**
     * Returns the accuracy, the fraction of correct predictions.
     *
     * @return the proportion
     */
    public Proportion accuracy() {
        long right = 0;
        for (int label = 0; label < labels.size(); label++) {
            right += confusion(label, label);
        }
        return Proportion.of(right, texts);
    }

    /**
     * Returns the measures of a label.
     *
     * @param label index of the label
     * @return precision, recall and F1
     */
    public ForLabel of(int label) {
        long hits = confusion(label, label);
        return new ForLabel(
                labels.get(label),
                actual[label],
                Proportion.of(hits, predicted[label]),
                Proportion.of(hits, actual[label]),
                Proportion.of(hits, actual[label] + predicted[label] - hits).toF1());
    }

    /**
     * Returns the macro-averaged F1 over the labels that occur in texts or predictions.
     *
     * @return 0 to 1; NaN without texts
     */
    public double macroF1() {
        double sum = 0;
        int counted = 0;
        for (int label = 0; label < labels.size(); label++) {
            double f1 = of(label).f1().value();
            if (!Double.isNaN(f1)) {
                sum += f1;
                counted++;
            }
        }
        return sum / counted;
    }
}
