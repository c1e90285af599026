package org.wvtoolkit.nn.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prediction for a line.
 *
 * @param actual the true label, empty if the line has none
 * @param labels the labels of the classifier
 * @param probabilities one for each label
 * @param words number of in-vocabulary words in the text; if 0, the probabilities do not depend on
 *     the text
 */
@SuppressWarnings("ArrayRecordComponent") // a copy, passed on once
public record Prediction(String actual, List<String> labels, double[] probabilities, int words) {
    static int likeliest(double[] probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            if (probabilities[label] > probabilities[best]) {
                best = label;
            }
        }
        return best;
    }

    /**
     * Returns the label with the highest probability.
     *
     * @return its index
     */
    public int likeliest() {
        return likeliest(probabilities);
    }

    /**
     * Returns the labels by descending probability.
     *
     * @param count maximum number of labels
     * @return indices of labels
     */
    public int[] ranked(int count) {
        int[] ranked = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .mapToInt(label -> label)
                .toArray();
        return Arrays.copyOf(ranked, Math.min(count, ranked.length));
    }

    /**
     * Returns the labels with their probabilities, the most probable first.
     *
     * @return for example {@code pos 0.931, neg 0.069}
     */
    @Override
    public String toString() {
        return Arrays.stream(ranked(labels.size()))
                .mapToObj(label -> String.format(Locale.ROOT, "%s %.3f", labels.get(label), probabilities[label]))
                .collect(Collectors.joining(", "));
    }
}
