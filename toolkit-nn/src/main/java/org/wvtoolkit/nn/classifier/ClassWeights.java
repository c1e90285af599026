package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How much each label weighs in the loss. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * Weights whose mean over the texts is 1, so that the learning rate need not follow them.
     *
     * @param written {@code none}, {@code balanced} or {@code LABEL=WEIGHT,…}, where labels that are not named weigh 1
     * @param labels the labels
     * @param counts texts with each
     * @throws IOException if a label is unknown, or a weight is none; says which
     */
    static double[] of(String written, List<String> labels, int[] counts) throws IOException {
        double[] weights = new double[labels.size()];
        Arrays.fill(weights, 1);
        if (written.equals("balanced")) {
            Arrays.setAll(weights, label -> counts[label] == 0 ? 1 : 1.0 / counts[label]);
        } else if (!written.equals("none")) {
            for (String pair : written.split(",", -1)) {
                int equals = pair.lastIndexOf('=');
                int label = equals < 0 ? -1 : labels.indexOf(pair.substring(0, equals));
                if (label < 0) {
                    throw new IOException("--class-weights: '" + pair + "' is no LABEL=WEIGHT of the labels "
                            + ClassifierTraining.some(labels));
                }
                weights[label] = weight(pair, pair.substring(equals + 1));
            }
        }
        double sum = 0;
        double texts = 0;
        for (int label = 0; label < weights.length; label++) {
            sum += weights[label] * counts[label];
            texts += counts[label];
        }
        double mean = sum / texts;
        Arrays.setAll(weights, label -> weights[label] / mean);
        return weights;
    }

    private static double weight(String pair, String number) throws IOException {
        try {
            double weight = Double.parseDouble(number);
            if (weight > 0 && weight <= 1e6) {
                return weight;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new IOException("--class-weights: '" + pair + "' needs a weight above 0 and at most 1000000");
    }
}
