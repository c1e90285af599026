package org.wvtoolkit.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.nn.experiment.DeepActivations;

/** Checks the effect of unsuitable and suitable initial weights on a deep network. */
class InitializerTest {
    private static double deviationOfLast(Initializer initializer, String activation) {
        return DeepActivations.deviation(
                DeepActivations.of(initializer, activation).getLast());
    }

    @Test
    @DisplayName("Weights that are too large saturate the activations")
    void tooLarge() {
        for (String activation : new String[] {"tanh", "sigmoid"}) {
            double[] last =
                    DeepActivations.of(Initializer.gaussian(1), activation).getLast();
            long atTheEnds = Arrays.stream(last)
                    .filter(value -> Math.abs(value) > 0.9 || (activation.equals("sigmoid") && value < 0.1))
                    .count();
            // The slope there is close to zero, and gradients vanish.
            assertTrue(atTheEnds > 0.6 * last.length, activation + ": " + atTheEnds);
        }
    }

    @Test
    @DisplayName("Weights that are too small collapse the activations")
    void tooSmall() {
        assertTrue(deviationOfLast(Initializer.gaussian(0.01), "tanh") < 1e-4);
        assertTrue(deviationOfLast(Initializer.gaussian(0.01), "relu") < 1e-4);
        double[] sigmoids =
                DeepActivations.of(Initializer.gaussian(0.01), "sigmoid").getLast();
        assertTrue(Arrays.stream(sigmoids).allMatch(value -> Math.abs(value - 0.5) < 0.2));
        assertTrue(DeepActivations.deviation(sigmoids) < 0.05);
    }

    @Test
    @DisplayName("Xavier and He initialization keep the variance")
    void keepVariance() {
        assertTrue(deviationOfLast(Initializer.xavier(), "tanh") > 0.25);
        assertTrue(deviationOfLast(Initializer.he(), "relu") > 0.4);
        assertTrue(
                deviationOfLast(Initializer.xavier(), "relu") < 0.5 * deviationOfLast(Initializer.he(), "relu"),
                "ReLU halves the variance, which He makes up for and Xavier does not");
    }

    @Test
    @DisplayName("The variances are those of the papers")
    void variance() {
        SplittableRandom random = new SplittableRandom(3);
        double he = DeepActivations.deviation(
                Initializer.he().hidden(200, 300, random).values());
        double xavier = DeepActivations.deviation(
                Initializer.xavier().hidden(200, 300, random).values());
        assertEquals(Math.sqrt(2.0 / 200), he, 0.01 * he);
        assertEquals(Math.sqrt(2.0 / 500), xavier, 0.01 * xavier);
    }

    @Test
    @DisplayName("Zero weights of hidden layers are rejected with the reason")
    void allZero() {
        SplittableRandom random = new SplittableRandom(4);
        String reason = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> Initializer.zero().hidden(3, 4, random))
                .getMessage());
        assertTrue(reason.contains("4 units would have the same outputs"), reason);
        assertEquals(0, Initializer.zero().output(3, 4, random).get(2, 3));
    }

    @Test
    @DisplayName("Each activation gets its suitable initializer")
    void suitableInitializer() {
        SplittableRandom one = new SplittableRandom(5);
        SplittableRandom other = new SplittableRandom(5);
        assertEquals(
                Initializer.he().draw(10, 30, one),
                Initializer.of(Initializer.Activation.RELU).draw(10, 30, other));
        assertEquals(
                Initializer.xavier().draw(10, 30, one),
                Initializer.of(Initializer.Activation.TANH).draw(10, 30, other));
    }
}
