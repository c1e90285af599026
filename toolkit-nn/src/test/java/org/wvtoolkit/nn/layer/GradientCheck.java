package org.wvtoolkit.nn.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;

/**
 * Compares backward passes with the numeric gradient (f(x + h) − f(x − h))/2h in double precision,
 * for every value of every input and parameter.
 */
final class GradientCheck {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;

    private final SplittableRandom random;

    GradientCheck(long seed) {
        random = new SplittableRandom(seed);
    }

    Matrix random(int rows, int columns) {
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = random.nextGaussian();
        }
        return matrix;
    }

    /** Checks a layer. The loss is the inner product of its output and a fixed random matrix. */
    void layer(Layer layer, Matrix input, Mode mode) {
        Matrix first = layer.forward(input, mode);
        Matrix direction = random(first.rows(), first.columns());
        check(
                () -> inner(layer.forward(input, mode), direction),
                () -> List.of(layer.backward(direction)),
                List.of(input),
                layer.parameters());
    }

    void node(Node node, Matrix a, Matrix b) {
        Matrix first = node.forward(a, b);
        Matrix direction = random(first.rows(), first.columns());
        check(
                () -> inner(node.forward(a, b), direction),
                () -> {
                    Node.Gradients gradients = node.backward(direction);
                    return List.of(gradients.a(), gradients.b());
                },
                List.of(a, b),
                List.of());
    }

    /**
     * Checks the contract.
     *
     * @param loss forward pass
     * @param backward returns the gradients of the inputs and adds to those of the parameters
     */
    void check(DoubleSupplier loss, Supplier<List<Matrix>> backward, List<Matrix> inputs, List<Parameter> parameters) {
        parameters.forEach(parameter -> parameter.gradient().clear());
        assertTrue(Double.isFinite(loss.getAsDouble()));
        List<Matrix> gradients = new ArrayList<>(backward.get());
        List<Matrix> values = new ArrayList<>(inputs);
        for (Parameter parameter : parameters) {
            gradients.add(parameter.gradient().toMatrix());
            values.add(parameter.value());
        }
        for (int i = 0; i < values.size(); i++) {
            compare(values.get(i), gradients.get(i), loss, i < inputs.size() ? "input " + i : "parameter " + i);
        }
    }

    private static void compare(Matrix values, Matrix gradient, DoubleSupplier loss, String name) {
        gradient.require(values.rows(), values.columns());
        double difference = 0;
        double size = 0;
        for (int i = 0; i < values.values().length; i++) {
            double value = values.values()[i];
            values.values()[i] = value + STEP;
            double above = loss.getAsDouble();
            values.values()[i] = value - STEP;
            double below = loss.getAsDouble();
            values.values()[i] = value;
            double numeric = (above - below) / (2 * STEP);
            difference += Math.pow(numeric - gradient.values()[i], 2);
            size += Math.pow(numeric, 2) + Math.pow(gradient.values()[i], 2);
        }
        double relative = Math.sqrt(difference) / Math.max(1e-3, Math.sqrt(size));
        assertTrue(relative < TOLERANCE, name + ": relative error " + relative);
        assertTrue(size > 0, name + " has no gradient at all");
    }

    private static double inner(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            sum += a.values()[i] * b.values()[i];
        }
        return sum;
    }
}
