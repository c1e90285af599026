package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.pipeline.TrainingRequest;
import org.wvtoolkit.pipeline.Word2VecMethod;

class Word2VecOptionsTest {
    private static void assertRejected(String message, UnaryOperator<Word2VecOptions.Builder> change) {
        Word2VecOptions.Builder builder = change.apply(Word2VecOptions.builder(Word2VecModel.CBOW));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, builder::build);
        assertEquals(message, refusal.getMessage());
    }

    @Test
    @DisplayName("Values out of range are rejected with name and value")
    void ranges() {
        assertRejected("dimension must be 1 to 10000: 0", options -> options.dimension(0));
        assertRejected("dimension must be 1 to 10000: 10001", options -> options.dimension(10_001));
        assertRejected("window must be 1 to 1000: 0", options -> options.window(0));
        assertRejected("negative must be 1 to 1000: 0", options -> options.negativeSamples(0));
        assertRejected("noise-exponent must be 0 to 1: 1.1", options -> options.noiseExponent(1.1));
        assertRejected("noise-exponent must be 0 to 1: NaN", options -> options.noiseExponent(Double.NaN));
        assertRejected("subsample must be 0 to 1: -0.1", options -> options.subsample(-0.1));
        assertRejected("subsample must be 0 to 1: NaN", options -> options.subsample(Double.NaN));
        assertRejected("epochs must be 1 to 100000: 0", options -> options.epochs(0));
        assertRejected("learning-rate must be above 0 and at most 10: -1.0", options -> options.learningRate(-1));
        assertRejected(
                "learning-rate must be above 0 and at most 10: Infinity",
                options -> options.learningRate(Double.POSITIVE_INFINITY));
        assertRejected(
                "min-learning-rate must be 0 to the learning rate: 0.2",
                options -> options.learningRate(0.1).minimumLearningRate(0.2));
        assertRejected("batch must be 1 to 256: 0", options -> options.batchSize(0));
        assertRejected("shared-samples must be 1 to 1024: 0", options -> options.sharedSamples(0));
        assertRejected("validation-fraction must be 0 to 0.5: 0.6", options -> options.validationFraction(0.6));
        assertRejected(
                "early-stop needs a validation-fraction above 0",
                options -> options.validationFraction(0).earlyStop(true));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The defaults are valid, and the minimum learning rate follows the learning rate")
    void defaults(Word2VecModel model) {
        for (CbowGradient gradient : CbowGradient.values()) {
            Word2VecOptions options =
                    Word2VecOptions.builder(model).cbowGradient(gradient).build();
            assertTrue(options.learningRate() > 0);
            assertEquals(options.learningRate() * 1e-4, options.minimumLearningRate(), 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100, 1, 0.3",
        "100, 2, 0.2982",
        "100, 5, 0.15",
        "100, 10, 0.0892",
        "100, 15, 0.0658",
        "100, 23, 0.05",
        "100, 100, 0.05",
        "50, 10, 0.0892",
        "200, 10, 0.0818",
        "300, 5, 0.15",
        "300, 10, 0.075",
        "300, 15, 0.05",
        "500, 10, 0.075"
    })
    @DisplayName("The default learning rate decreases with the number of epochs, faster at large dimensions")
    void learningRateOfEpochs(int dimension, int epochs, double rate) {
        Word2VecOptions.Builder builder =
                Word2VecOptions.builder(Word2VecModel.CBOW).dimension(dimension).epochs(epochs);
        assertEquals(rate, builder.build().learningRate(), 1e-4);
        assertEquals(0.3, builder.learningRate(0.3).build().learningRate(), "a given rate is used as it is");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 10, 0.0892",
        "1, 2, 0.2982",
        "2, 5, 0.1664",
        "2, 1, 0.3",
        "8, 10, 0.1219",
        "8, 2, 0.18",
        "32, 5, 0.18"
    })
    @DisplayName("The default learning rate for replicas increases with their number, up to a lower bound")
    void learningRateOfReplicas(int replicas, int epochs, double rate) {
        Word2VecOptions options =
                Word2VecOptions.builder(Word2VecModel.CBOW).epochs(epochs).build();
        assertEquals(rate, options.defaultLearningRate(replicas), 1e-4);
    }

    @Test
    @DisplayName("Time limits that are not positive are rejected")
    void invalidLimits() {
        Duration never = TrainingLimits.NEVER;
        assertThrows(IllegalArgumentException.class, () -> new TrainingLimits(Duration.ZERO, state -> {}, never));
        assertThrows(
                IllegalArgumentException.class, () -> new TrainingLimits(never, state -> {}, Duration.ofSeconds(-1)));
        Duration forever = ChronoUnit.FOREVER.getDuration();
        assertEquals(TrainingLimits.NONE.timeLimit(), new TrainingLimits(never, state -> {}, forever).timeLimit());
        Word2VecMethod method =
                Word2VecMethod.of(Word2VecOptions.builder(Word2VecModel.CBOW).build());
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            InvalidOptionException limit =
                    assertThrows(InvalidOptionException.class, () -> method.withTimeLimit(wrong));
            assertTrue(String.valueOf(limit.getMessage()).startsWith("time-limit must be above 0"), limit.getMessage());
            InvalidOptionException interval = assertThrows(
                    InvalidOptionException.class, () -> new TrainingRequest.Resumed(Path.of("x"), Optional.of(wrong)));
            assertTrue(
                    String.valueOf(interval.getMessage()).startsWith("checkpoint-every must be above 0"),
                    interval.getMessage());
        }
    }
}
