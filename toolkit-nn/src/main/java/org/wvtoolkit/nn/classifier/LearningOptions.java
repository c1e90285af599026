package org.wvtoolkit.nn.classifier;

/**
 * How any classifier learns.
 *
 * @param epochs passes over the texts, at most; 1 to 100,000
 * @param validationFraction how many of the texts are kept out to watch the loss on; 0 to 0.5
 * @param patience epochs without a lower validation loss after which to stop, with the weights of the lowest; 0 for never
 * @param classWeights {@code none}, {@code balanced} (each label weighs the same in all), or {@code LABEL=WEIGHT,…}
 * @param minCount words seen less often are left out; at least 1
 * @param seed of all draws
 */
public record LearningOptions(
        int epochs, double validationFraction, int patience, String classWeights, long minCount, long seed) {
    /** Checks the ranges. */
    public LearningOptions {
        Ranges.require(epochs >= 1 && epochs <= 100_000, "epochs must be 1 to 100000", epochs);
        Ranges.require(
                validationFraction >= 0 && validationFraction <= 0.5,
                "validation-fraction must be 0 to 0.5",
                validationFraction);
        Ranges.require(patience >= 0, "patience must be at least 0", patience);
        Ranges.require(minCount >= 1, "min-count must be at least 1", minCount);
        if (patience > 0 && validationFraction == 0) {
            throw new IllegalArgumentException("patience needs a validation-fraction above 0");
        }
    }
}
