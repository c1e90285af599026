package org.wvtoolkit.nn.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier says of a line.
 *
 * @param actual the line's own label, empty where it has none
 * @param labels the labels that there are
 * @param probabilities one for each
 * @param words how many of the text's words are known; without any, the probabilities say nothing of the text
 */
@SuppressWarnings("ArrayRecordComponent") // a copy, handed over once
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
     * The likeliest label.
     *
     * @return its place among the labels
     */
    public int likeliest() {
        return likeliest(probabilities);
    }

    /**
     * Labels by descending probability.
     *
     * @param count at most this many
     * @return places among the labels
     */
    public int[] ranked(int count) {
        int[] ranked = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .mapToInt(label -> label)
                .toArray();
        return Arrays.copyOf(ranked, Math.min(count, ranked.length));
    }
}
