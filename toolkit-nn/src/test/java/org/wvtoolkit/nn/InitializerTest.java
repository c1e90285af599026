package org.wvtoolkit.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What bad initial values do to a deep network, and what good ones do. */
class InitializerTest {
    private static double deviationOfLast(Initializer initializer, String activation) {
        return DeepActivations.deviation(
                DeepActivations.of(initializer, activation).getLast());
    }

    @Test
    void tooLargeWeightsSaturate() {
        for (String activation : new String[] {"tanh", "sigmoid"}) {
            double[] last =
                    DeepActivations.of(Initializer.gaussian(1), activation).getLast();
            long atTheEnds = Arrays.stream(last)
                    .filter(value -> Math.abs(value) > 0.9 || (activation.equals("sigmoid") && value < 0.1))
                    .count();
            // There the slope is nearly nothing, and gradients vanish.
            assertTrue(atTheEnds > 0.6 * last.length, activation + ": " + atTheEnds);
        }
    }

    @Test
    void tooSmallWeightsCollapse() {
        assertTrue(deviationOfLast(Initializer.gaussian(0.01), "tanh") < 1e-4);
        assertTrue(deviationOfLast(Initializer.gaussian(0.01), "relu") < 1e-4);
        double[] sigmoids =
                DeepActivations.of(Initializer.gaussian(0.01), "sigmoid").getLast();
        assertTrue(Arrays.stream(sigmoids).allMatch(value -> Math.abs(value - 0.5) < 0.2));
        assertTrue(DeepActivations.deviation(sigmoids) < 0.05);
    }

    @Test
    void xavierAndHeKeepTheSpread() {
        assertTrue(deviationOfLast(Initializer.xavier(), "tanh") > 0.25);
        assertTrue(deviationOfLast(Initializer.he(), "relu") > 0.4);
        assertTrue(
                deviationOfLast(Initializer.xavier(), "relu") < 0.5 * deviationOfLast(Initializer.he(), "relu"),
                "ReLU halves the variance, which He makes up for and Xavier does not");
    }

    @Test
    void theirVarianceIsThatOfTheirPapers() {
        SplittableRandom random = new SplittableRandom(3);
        double he = DeepActivations.deviation(
                Initializer.he().hidden(200, 300, random).values());
        double xavier = DeepActivations.deviation(
                Initializer.xavier().hidden(200, 300, random).values());
        assertEquals(Math.sqrt(2.0 / 200), he, 0.01 * he);
        assertEquals(Math.sqrt(2.0 / 500), xavier, 0.01 * xavier);
    }

    @Test
    void anAllZeroStartIsRefusedForHiddenLayersWithTheReason() {
        SplittableRandom random = new SplittableRandom(4);
        String reason = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> Initializer.zero().hidden(3, 4, random))
                .getMessage());
        assertTrue(reason.contains("4 units would compute the same"), reason);
        assertEquals(0, Initializer.zero().output(3, 4, random).get(2, 3));
    }

    @Test
    void eachActivationGetsTheOneThatSuitsIt() {
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
