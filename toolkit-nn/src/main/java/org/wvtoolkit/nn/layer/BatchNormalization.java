package org.wvtoolkit.nn.layer;

import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;

/**
 * Batch normalization (Ioffe and Szegedy 2015), n × d → n × d. Each column is normalized to mean 0
 * and variance 1 over the batch, x̂ = (x − μ)/√(σ² + ε), then scaled and shifted by trained
 * parameters, y = γ·x̂ + β. For prediction, running means of μ and σ² replace those of the batch,
 * so that an output does not depend on the other examples.
 *
 * <p>∂L/∂γ = Σ ∂L/∂y·x̂, ∂L/∂β = Σ ∂L/∂y, and because μ and σ² depend on every x, ∂L/∂x = γ/√(σ² +
 * ε) · (∂L/∂y − mean(∂L/∂y) − x̂ · mean(∂L/∂y·x̂)).
 */
public final class BatchNormalization implements Layer {
    private static final double EPSILON = 1e-5;

    private final Parameter scale;
    private final Parameter shift;
    private final double momentum;
    private final double[] runningMean;
    private final double[] runningVariance;
    private Matrix normalized = new Matrix(0, 1);
    private double[] inverseDeviation = {};
    private Mode mode = Mode.TRAINING;

    /**
     * Creates the layer.
     *
     * @param name prefix of its parameter names
     * @param columns d
     * @param momentum fraction of a running statistic that is kept at each batch, 0 to below 1;
     *     usually 0.9
     */
    public BatchNormalization(String name, int columns, double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be 0 to below 1: " + momentum);
        }
        Matrix ones = new Matrix(1, columns);
        Arrays.fill(ones.values(), 1);
        this.scale = Parameter.dense(name + ".scale", ones);
        this.shift = Parameter.dense(name + ".shift", new Matrix(1, columns));
        this.momentum = momentum;
        this.runningMean = new double[columns];
        this.runningVariance = new double[columns];
        Arrays.fill(runningVariance, 1);
    }

    @Override
    public Matrix forward(Matrix input, Mode newMode) {
        int columns = input.require(-1, runningMean.length).columns();
        if (newMode == Mode.TRAINING && input.rows() == 0) {
            throw new IllegalArgumentException("the mean of no rows is undefined");
        }
        mode = newMode;
        normalized = new Matrix(input.rows(), columns);
        inverseDeviation = new double[columns];
        Matrix output = new Matrix(input.rows(), columns);
        for (int k = 0; k < columns; k++) {
            double mean = runningMean[k];
            double variance = runningVariance[k];
            if (mode == Mode.TRAINING) {
                mean = mean(input, k);
                variance = variance(input, k, mean);
                runningMean[k] = momentum * runningMean[k] + (1 - momentum) * mean;
                runningVariance[k] = momentum * runningVariance[k] + (1 - momentum) * variance;
            }
            inverseDeviation[k] = 1 / Math.sqrt(variance + EPSILON);
            for (int i = 0; i < input.rows(); i++) {
                double value = (input.get(i, k) - mean) * inverseDeviation[k];
                normalized.set(i, k, value);
                output.set(i, k, scale.value().get(0, k) * value + shift.value().get(0, k));
            }
        }
        return output;
    }

    private static double mean(Matrix input, int column) {
        double sum = 0;
        for (int i = 0; i < input.rows(); i++) {
            sum += input.get(i, column);
        }
        return sum / input.rows();
    }

    private static double variance(Matrix input, int column, double mean) {
        double sum = 0;
        for (int i = 0; i < input.rows(); i++) {
            double difference = input.get(i, column) - mean;
            sum += difference * difference;
        }
        return sum / input.rows();
    }

    @Override
    public Matrix backward(Matrix gradient) {
        int rows = normalized.rows();
        int columns = gradient.require(rows, normalized.columns()).columns();
        Matrix result = new Matrix(rows, columns);
        Matrix scaleGradient = new Matrix(1, columns);
        Matrix shiftGradient = new Matrix(1, columns);
        for (int k = 0; k < columns; k++) {
            double sum = 0;
            double product = 0;
            for (int i = 0; i < rows; i++) {
                sum += gradient.get(i, k);
                product += gradient.get(i, k) * normalized.get(i, k);
            }
            scaleGradient.set(0, k, product);
            shiftGradient.set(0, k, sum);
            double factor = scale.value().get(0, k) * inverseDeviation[k];
            for (int i = 0; i < rows; i++) {
                // For prediction the running statistics are constant, so the layer is affine.
                double centred = mode == Mode.PREDICTION
                        ? gradient.get(i, k)
                        : gradient.get(i, k) - sum / rows - normalized.get(i, k) * product / rows;
                result.set(i, k, factor * centred);
            }
        }
        scale.gradient().add(scaleGradient);
        shift.gradient().add(shiftGradient);
        return result;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(scale, shift);
    }
}
