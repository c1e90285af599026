package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.weighting.WeightingOptions;

class MethodDefaultsTest {
    private static final OptionValues NONE = OptionValues.of(Map.of());

    @Test
    @DisplayName("methods made in code have the defaults of the registry")
    void defaults() {
        assertEquals(
                TrainingMethods.create("svd", NONE),
                SvdMethod.of(SvdOptions.builder().build()));
        assertEquals(
                TrainingMethods.create("ppmi", NONE),
                PpmiMethod.of(CooccurrenceOptions.builder().build()));
    }

    @Test
    @DisplayName("each part of a method can be replaced alone")
    void parts() {
        CooccurrenceOptions counting = CooccurrenceOptions.builder().window(7).build();
        WeightingOptions weights = WeightingOptions.of(OptionValues.of(Map.of("weighting", "pmi")));
        SvdOptions factors = SvdOptions.builder().dimension(30).build();
        assertEquals(
                new SvdMethod(counting, weights, factors),
                SvdMethod.of(factors).withCounting(counting).withWeights(weights));
        assertEquals(new PpmiMethod(counting, weights), PpmiMethod.of(counting).withWeights(weights));
    }
}
