package org.wvtoolkit.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.nn.ExactProducts;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/** Tests the layers whose training and prediction modes differ. */
class LayerModesTest {
    private static final double EPSILON = 1e-5;

    private static Matrix drawn(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = 3 + i % columns + (1 + i % columns) * random.nextGaussian();
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.9})
    @DisplayName("Dropout keeps the expectation")
    void dropoutExpectation(double rate) {
        Matrix input = drawn(4, 5, 1);
        Dropout dropout = new Dropout(rate, new SplittableRandom(2));
        int draws = 20_000;
        double[] sums = new double[20];
        int left = 0;
        for (int draw = 0; draw < draws; draw++) {
            double[] output = dropout.forward(input, Mode.TRAINING).values();
            for (int i = 0; i < output.length; i++) {
                sums[i] += output[i];
                left += output[i] == 0 ? 1 : 0;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            // A value x becomes x/(1 − p) with probability 1 − p, else 0: a variance of x²·p/(1 −
            // p).
            double error = Math.abs(input.values()[i]) * Math.sqrt(rate / (1 - rate) / draws);
            assertEquals(input.values()[i], sums[i] / draws, 5 * error + 1e-9, "value " + i);
        }
        assertEquals(rate, (double) left / draws / sums.length, 0.005);
        assertArrayEquals(
                input.values(), dropout.forward(input, Mode.PREDICTION).values(), 0);
    }

    @Test
    @DisplayName("The gradient of dropout passes where the value did")
    void dropoutGradient() {
        Matrix input = drawn(3, 7, 3);
        Dropout dropout = new Dropout(0.4, new SplittableRandom(4));
        Matrix output = dropout.forward(input, Mode.TRAINING);
        Matrix gradient = dropout.backward(drawn(3, 7, 5));
        for (int i = 0; i < 21; i++) {
            double factor = output.values()[i] == 0 ? 0 : 1 / 0.6;
            assertEquals(factor * drawn(3, 7, 5).values()[i], gradient.values()[i], 1e-12);
        }
        assertThrows(IllegalArgumentException.class, () -> new Dropout(1, new SplittableRandom(1)));
    }

    @Test
    @DisplayName("Batch normalization gives mean zero and variance one")
    void batchStatistics() {
        BatchNormalization layer = new BatchNormalization("n", 3, 0.9);
        Matrix output = layer.forward(drawn(50, 3, 6), Mode.TRAINING);
        for (int column = 0; column < 3; column++) {
            double[] moments = moments(output, column);
            assertEquals(0, moments[0], 1e-12);
            double variance = moments(drawn(50, 3, 6), column)[1];
            assertEquals(variance / (variance + EPSILON), moments[1], 1e-12);
        }
        // Scaled and shifted by trained parameters.
        layer.parameters().get(0).value().set(0, 1, 2);
        layer.parameters().get(1).value().set(0, 1, -5);
        Matrix scaled = layer.forward(drawn(50, 3, 6), Mode.TRAINING);
        for (int row = 0; row < 50; row++) {
            assertEquals(2 * output.get(row, 1) - 5, scaled.get(row, 1), 1e-12);
        }
    }

    @Test
    @DisplayName("Prediction uses running statistics and does not change them")
    void runningStatistics() {
        double momentum = 0.8;
        BatchNormalization layer = new BatchNormalization("n", 2, momentum);
        double[] mean = {0, 0};
        double[] variance = {1, 1};
        for (int batch = 0; batch < 30; batch++) {
            Matrix input = drawn(40, 2, 100 + batch);
            layer.forward(input, Mode.TRAINING);
            for (int column = 0; column < 2; column++) {
                double[] moments = moments(input, column);
                mean[column] = momentum * mean[column] + (1 - momentum) * moments[0];
                variance[column] = momentum * variance[column] + (1 - momentum) * moments[1];
            }
        }
        // Independent of other rows: a single row, and rows with very different values.
        Matrix alone = Matrix.of(new double[] {4, 7});
        Matrix among = Matrix.of(new double[] {900, -900}, new double[] {4, 7});
        Matrix ofAlone = layer.forward(alone, Mode.PREDICTION);
        Matrix ofAmong = layer.forward(among, Mode.PREDICTION);
        for (int column = 0; column < 2; column++) {
            double expected = (alone.get(0, column) - mean[column]) / Math.sqrt(variance[column] + EPSILON);
            assertEquals(expected, ofAlone.get(0, column), 1e-12);
            assertEquals(expected, ofAmong.get(1, column), 1e-12);
        }
        // After many batches the running statistics are those of the source: mean 3 + column,
        // variance (1 + column)².
        assertTrue(Math.abs(mean[0] - 3) < 0.5 && Math.abs(variance[1] - 4) < 1.5, mean[0] + ", " + variance[1]);
    }

    @Test
    @DisplayName("A batch without rows is rejected and does not change the running statistics")
    void emptyBatch() {
        BatchNormalization layer = new BatchNormalization("n", 2, 0.9);
        assertThrows(IllegalArgumentException.class, () -> layer.forward(new Matrix(0, 2), Mode.TRAINING));
        assertEquals(0, layer.forward(new Matrix(0, 2), Mode.PREDICTION).rows());
        double[] output =
                layer.forward(Matrix.of(new double[] {1, 2}), Mode.PREDICTION).values();
        assertArrayEquals(new double[] {1, 2}, output, 1e-4);
    }

    @Test
    @DisplayName("A text shorter than a window has no output rows, and a gradient with rows is rejected")
    void shorterThanWindow() {
        Convolution1D layer = Convolution1D.of("c", 4, 3, 5, new SplittableRandom(1), new ExactProducts());
        assertEquals(0, layer.forward(drawn(2, 3, 1), Mode.TRAINING).rows());
        assertEquals(2, layer.backward(new Matrix(0, 5)).rows());
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> layer.backward(new Matrix(1, 5)));
        assertEquals("a matrix of 1 × 5 instead of 0 × 5", wrong.getMessage());
    }

    private static double[] moments(Matrix matrix, int column) {
        double mean = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            mean += matrix.get(row, column) / matrix.rows();
        }
        double variance = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            variance += (matrix.get(row, column) - mean) * (matrix.get(row, column) - mean) / matrix.rows();
        }
        return new double[] {mean, variance};
    }
}
