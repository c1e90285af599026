package org.wvtoolkit.nn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.wvtoolkit.nn.ExactProducts;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.layer.Affine;
import org.wvtoolkit.nn.layer.Layer;
import org.wvtoolkit.nn.layer.Relu;
import org.wvtoolkit.nn.layer.Sigmoid;
import org.wvtoolkit.nn.layer.Tanh;

/**
 * Activations of a deep untrained network: 1,000 rows of standard normal values through five layers
 * of 100 units.
 */
public final class DeepActivations {
    /** Number of layers. */
    public static final int LAYERS = 5;

    private static final int ROWS = 1000;
    private static final int UNITS = 100;

    private DeepActivations() {}

    /**
     * Runs the network.
     *
     * @param initializer initializer of all weights
     * @param activation tanh, sigmoid or relu
     * @return the outputs of each layer, in order
     */
    public static List<double[]> of(Initializer initializer, String activation) {
        SplittableRandom random = new SplittableRandom(1);
        Matrix values = new Matrix(ROWS, UNITS);
        for (int i = 0; i < values.values().length; i++) {
            values.values()[i] = random.nextGaussian();
        }
        List<double[]> layers = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            Layer affine = Affine.hidden("a" + layer, UNITS, UNITS, initializer, random, new ExactProducts());
            Layer bent = switch (activation) {
                case "tanh" -> new Tanh();
                case "sigmoid" -> new Sigmoid();
                default -> new Relu();
            };
            values = bent.forward(affine.forward(values, Mode.TRAINING), Mode.TRAINING);
            layers.add(values.values().clone());
        }
        return layers;
    }

    /**
     * Returns the standard deviation of values.
     *
     * @param values at least one
     * @return at least 0
     */
    public static double deviation(double... values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        return Math.sqrt(squares);
    }
}
