package org.wvtoolkit.nn.experiment;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.optimizer.Optimizer;
import org.wvtoolkit.nn.optimizer.UpdateRules;

/** Paths of the optimizers on the anisotropic quadratic f(x, y) = x²/20 + y², from (−7, 2). */
public final class BowlPaths {
    /** Number of steps. */
    public static final int STEPS = 60;

    private BowlPaths() {}

    /**
     * Returns a characteristic learning rate of a rule, close to divergence for plain gradient
     * descent.
     *
     * @param name name of an update rule
     * @return the learning rate, above 0
     */
    public static double rate(String name) {
        return switch (name) {
            case "sgd" -> 0.95;
            case "momentum", "nesterov" -> 0.1;
            case "adagrad" -> 1.5;
            case "adadelta" -> 60; // its initial steps have size √ε and would need thousands
            default -> 0.3;
        };
    }

    /**
     * Returns the value of f.
     *
     * @param x first coordinate
     * @param y second coordinate
     * @return at least 0
     */
    public static double height(double x, double y) {
        return x * x / 20 + y * y;
    }

    /**
     * Returns the points of a path, including the first.
     *
     * @param name name of an update rule
     * @param rate learning rate
     * @param steps number of steps
     * @return {@code steps + 1} points of two coordinates
     */
    public static List<double[]> path(String name, double rate, int steps) {
        Parameter point = Parameter.dense("point", Matrix.of(new double[] {-7, 2}));
        Optimizer optimizer = new Optimizer(UpdateRules.named(name).factory().get());
        List<double[]> path = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            double x = point.value().get(0, 0);
            double y = point.value().get(0, 1);
            path.add(new double[] {x, y});
            point.gradient().add(Matrix.of(new double[] {x / 10, 2 * y}));
            optimizer.step(List.of(point), rate);
        }
        return path;
    }
}
