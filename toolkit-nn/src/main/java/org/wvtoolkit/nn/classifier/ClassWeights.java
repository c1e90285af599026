package org.wvtoolkit.nn.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.OptionType;

/** The weights of labels in the loss. */
final class ClassWeights {
    /** Name of the option. */
    static final String OPTION = "class-weights";

    private static final String NONE = "none";
    private static final String BALANCED = "balanced";

    /** Text of the option; labels and weights are validated once the labels are known. */
    static final OptionType<String> TYPE = OptionType.text(
            "none, balanced, or LABEL=WEIGHT,…",
            text -> Optional.of(text).filter(ClassWeights::isWellFormed),
            text -> text);

    private ClassWeights() {}

    private static boolean isWellFormed(String text) {
        return text.equals(NONE)
                || text.equals(BALANCED)
                || pairs(text).stream().allMatch(pair -> pair.indexOf('=') > 0);
    }

    /** Splits at commas. A backslash before a comma or another backslash is removed, and that character is kept. */
    private static List<String> pairs(String text) {
        List<String> pairs = new ArrayList<>();
        StringBuilder pair = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                pairs.add(pair.toString());
                pair.setLength(0);
                continue;
            }
            boolean escapes = c == '\\' && i + 1 < text.length() && ",\\".indexOf(text.charAt(i + 1)) >= 0;
            pair.append(escapes ? text.charAt(++i) : c);
        }
        pairs.add(pair.toString());
        return pairs;
    }

    /**
     * Returns weights whose mean over the texts is 1, so that the learning rate does not depend on them.
     *
     * @param written {@code none}, {@code balanced} or {@code LABEL=WEIGHT,…}, with a backslash
     *     before commas and backslashes in labels; labels without a weight have weight 1
     * @param labels the labels
     * @param counts number of texts with each label
     * @throws InvalidOptionException if a label is unknown or occurs twice, or a weight is not accepted
     */
    static double[] of(String written, List<String> labels, int[] counts) {
        double[] weights = new double[labels.size()];
        Arrays.fill(weights, 1);
        if (written.equals(BALANCED)) {
            Arrays.setAll(weights, label -> counts[label] == 0 ? 1 : 1.0 / counts[label]);
        } else if (!written.equals(NONE)) {
            boolean[] given = new boolean[weights.length];
            for (String pair : pairs(written)) {
                int equals = pair.lastIndexOf('=');
                int label = equals < 0 ? -1 : labels.indexOf(pair.substring(0, equals));
                if (label < 0) {
                    throw new InvalidOptionException(
                            OPTION,
                            pair,
                            "must be LABEL=WEIGHT with one of the labels " + ClassifierTraining.some(labels));
                }
                if (given[label]) {
                    throw new InvalidOptionException(OPTION, written, "must have one weight for each label");
                }
                given[label] = true;
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
