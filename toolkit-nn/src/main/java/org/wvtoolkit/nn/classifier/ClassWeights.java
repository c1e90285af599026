package org.wvtoolkit.nn.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.OptionType;

/** The weights of labels in the loss. */
final class ClassWeights {
    /** Name of the option. */
    static final String OPTION = "class-weights";

    /** Text of the option; labels are validated once they are known. */
    static final OptionType<String> TYPE = OptionType.text(
            "none, balanced, or LABEL=WEIGHT,…", text -> Optional.of(text).filter(t -> !t.isBlank()), text -> text);

    private ClassWeights() {}

    /**
     * Returns weights whose mean over the texts is 1, so that the learning rate does not depend on them.
     *
     * @param written {@code none}, {@code balanced} or {@code LABEL=WEIGHT,…}; labels without a weight have weight 1
     * @param labels the labels
     * @param counts number of texts with each label
     * @throws InvalidOptionException if a label is unknown, or a weight is not accepted
     */
    static double[] of(String written, List<String> labels, int[] counts) {
        double[] weights = new double[labels.size()];
        Arrays.fill(weights, 1);
        if (written.equals("balanced")) {
            Arrays.setAll(weights, label -> counts[label] == 0 ? 1 : 1.0 / counts[label]);
        } else if (!written.equals("none")) {
            for (String pair : written.split(",", -1)) {
                int equals = pair.lastIndexOf('=');
                int label = equals < 0 ? -1 : labels.indexOf(pair.substring(0, equals));
                if (label < 0) {
                    throw new InvalidOptionException(
                            OPTION,
                            pair,
                            "must be LABEL=WEIGHT with one of the labels " + ClassifierTraining.some(labels));
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

    private static double weight(String pair, String number) {
        try {
            double weight = Double.parseDouble(number);
            if (weight > 0 && weight <= 1e6) {
                return weight;
            }
        } catch (NumberFormatException notOne) {
            // Reported below.
        }
        throw new InvalidOptionException(OPTION, pair, "must have weights above 0 and at most 1000000");
    }
}
