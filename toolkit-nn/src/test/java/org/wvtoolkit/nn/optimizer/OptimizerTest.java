package org.wvtoolkit.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.experiment.BowlPaths;

class OptimizerTest {
    static List<String> names() {
        return UpdateRules.all().stream().map(UpdateRules.Entry::name).toList();
    }

    private static Parameter weight(double value) {
        return Parameter.dense("w", Matrix.of(new double[] {value}));
    }

    private static void step(Optimizer optimizer, Parameter parameter, double rate, double gradient) {
        parameter.gradient().add(Matrix.of(new double[] {gradient}));
        optimizer.step(List.of(parameter), rate);
    }

    /**
     * Two steps from w = 1 with gradients 0.5 and −0.2 at rate 0.1, computed by hand from the
     * equations of the papers.
     */
    @ParameterizedTest
    @CsvSource({
        "sgd, 0.95, 0.97",
        "momentum, 0.95, 0.925",
        "nesterov, 0.905, 0.9025",
        "adagrad, 0.900000002, 0.937139069",
        "rmsprop, 0.683772254, 0.806631270",
        // s = 0.0125, Δ = −√(1e-6/0.012501)·0.5 = −0.00447196; then u = 9.9992e-7, s = 0.013875, Δ
        // = 0.2·√(1.99992e-6/0.013876)
        "adadelta, 0.999552804, 0.999792910",
        "adam, 0.900000002, 0.865439418",
        "adamw, 0.899000002, 0.863540418",
    })
    @DisplayName("Steps equal those of the papers")
    void definition(String name, double first, double second) {
        Parameter parameter = weight(1);
        Optimizer optimizer = new Optimizer(UpdateRules.named(name).factory().get());
        step(optimizer, parameter, 0.1, 0.5);
        assertEquals(first, parameter.value().get(0, 0), 2e-9);
        step(optimizer, parameter, 0.1, -0.2);
        assertEquals(second, parameter.value().get(0, 0), 2e-9);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("Rows of sparse and dense gradients are updated equally")
    void sparseGradient(String name) {
        Matrix start = Matrix.of(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
        Parameter sparse = Parameter.sparse("s", start.copy());
        Parameter dense = Parameter.dense("d", start.copy());
        Optimizer optimizer = new Optimizer(UpdateRules.named(name).factory().get(), 0.01, 0.5);
        for (int i = 1; i <= 3; i++) {
            double[] row = {0.3 * i, -0.2};
            sparse.gradient().add(1, row, 0, 1);
            sparse.gradient().add(1, row, 0, 0.5);
            dense.gradient().add(1, row, 0, 1.5);
            optimizer.step(List.of(sparse), 0.1);
            // Separately, so that both are clipped equally.
            dense.gradient().add(0, new double[] {0, 0}, 0, 1);
            optimizer.step(List.of(dense), 0.1);
            assertEquals(0, sparse.gradient().count(), "a step empties the gradient");
        }
        assertArrayEquals(row(dense.value(), 1), row(sparse.value(), 1), 1e-12);
        assertArrayEquals(row(start, 0), row(sparse.value(), 0), 0, "rows without a gradient stay");
        assertArrayEquals(row(start, 2), row(sparse.value(), 2), 0);
    }

    private static double[] row(Matrix matrix, int row) {
        return new double[] {matrix.get(row, 0), matrix.get(row, 1)};
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("Converges on a quadratic function")
    void convergence(String name) {
        double[] end =
                BowlPaths.path(name, BowlPaths.rate(name), BowlPaths.STEPS).getLast();
        assertTrue(BowlPaths.height(end[0], end[1]) < 0.05 * BowlPaths.height(-7, 2), end[0] + ", " + end[1]);
    }

    /**
     * Characteristic behaviour on a function that is steep in one direction and shallow in the
     * other.
     */
    @Test
    @DisplayName("Paths have the characteristics of their rules")
    void paths() {
        int zigzags = turns("sgd");
        assertTrue(zigzags > 20, "plain descent swings across the valley: " + zigzags);
        assertTrue(turns("momentum") < zigzags / 2, "momentum swings slowly: " + turns("momentum"));
        assertTrue(turns("adagrad") < 5, "each direction gets its own step: " + turns("adagrad"));
        assertTrue(overshoot("momentum") > 1, "momentum rolls past the bottom");
        assertTrue(overshoot("nesterov") < overshoot("momentum"), "looking ahead brakes");
        assertEquals(0, overshoot("sgd"), 1e-9, "the shallow way, plain descent only creeps");
    }

    /** Returns how often a path crosses the valley. */
    private static int turns(String name) {
        List<double[]> path = BowlPaths.path(name, BowlPaths.rate(name), BowlPaths.STEPS);
        int turns = 0;
        for (int i = 1; i < path.size(); i++) {
            turns += path.get(i)[1] * path.get(i - 1)[1] < 0 ? 1 : 0;
        }
        return turns;
    }

    /** Returns how far a path overshoots the minimum in the shallow direction. */
    private static double overshoot(String name) {
        return BowlPaths.path(name, BowlPaths.rate(name), BowlPaths.STEPS).stream()
                .mapToDouble(point -> point[0])
                .map(x -> Math.max(0, x))
                .max()
                .orElse(0);
    }

    @Test
    @DisplayName("The norm of all gradients together is clipped")
    void clipping() {
        Parameter a = weight(0);
        Parameter b = weight(0);
        a.gradient().add(Matrix.of(new double[] {3}));
        b.gradient().add(Matrix.of(new double[] {4}));
        new Optimizer(new Sgd(), 0, 1).step(List.of(a, b), 1);
        assertEquals(-0.6, a.value().get(0, 0), 1e-12);
        assertEquals(-0.8, b.value().get(0, 0), 1e-12);
        step(new Optimizer(new Sgd(), 0, 1), a, 1, 0.5);
        assertEquals(-1.1, a.value().get(0, 0), 1e-12, "what is below the limit is left alone");
    }

    @Test
    @DisplayName("Weight decay is added to the gradient")
    void weightDecay() {
        Parameter parameter = weight(2);
        step(new Optimizer(new Sgd(), 0.1, 1), parameter, 0.5, 0);
        assertEquals(1.9, parameter.value().get(0, 0), 1e-12);
    }

    @Test
    @DisplayName("Schedules go from their beginning to their end")
    void schedules() {
        assertEquals(1, Schedule.constant().factor(0.7));
        assertEquals(1, Schedule.linear(0.1).factor(0));
        assertEquals(0.55, Schedule.linear(0.1).factor(0.5), 1e-12);
        assertEquals(0.1, Schedule.linear(0.1).factor(1), 1e-12);
        assertEquals(0.5, Schedule.cosine().factor(0.5), 1e-12);
        assertEquals(0, Schedule.cosine().factor(1), 1e-12);
        assertEquals(1, Schedule.steps(2, 0.1).factor(0.3));
        assertEquals(0.1, Schedule.steps(2, 0.1).factor(0.4), 1e-12);
        assertEquals(0.01, Schedule.steps(2, 0.1).factor(1), 1e-12);
        assertEquals(0.5, Schedule.constant().warmedUp(0.2).factor(0.1), 1e-12);
        assertEquals(1, Schedule.constant().warmedUp(0.2).factor(0.2));
    }

    @Test
    @DisplayName("Values out of range are rejected")
    void outOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new Momentum(1));
        assertThrows(IllegalArgumentException.class, () -> new AdaGrad(0));
        assertThrows(IllegalArgumentException.class, () -> new Optimizer(new Sgd(), -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Optimizer(new Sgd(), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.linear(2));
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> UpdateRules.named("sdg"))
                .getMessage());
        assertTrue(message.contains("sgd, momentum"), message);
    }
}
