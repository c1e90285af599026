package org.wvtoolkit.nn.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.wvtoolkit.nn.FastProducts;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Products;
import org.wvtoolkit.nn.layer.Affine;
import org.wvtoolkit.nn.layer.BatchNormalization;
import org.wvtoolkit.nn.layer.Convolution2D;
import org.wvtoolkit.nn.layer.Dropout;
import org.wvtoolkit.nn.layer.ImageShape;
import org.wvtoolkit.nn.layer.MaxPooling2D;
import org.wvtoolkit.nn.layer.Relu;
import org.wvtoolkit.nn.layer.Sequential;
import org.wvtoolkit.nn.layer.SoftmaxCrossEntropy;
import org.wvtoolkit.nn.optimizer.Adam;
import org.wvtoolkit.nn.optimizer.Optimizer;

/**
 * The 1,797 digits of 8 × 8 pixels in scikit-learn (Alpaydin and Kaynak 1998), and a network
 * similar to LeNet (LeCun et al. 1998) with two convolutions, pooling and two affine layers.
 */
public final class Digits {
    /** Location of the file in Debian's python3-sklearn. */
    public static final Path FILE = Path.of("/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz");

    private static final int PIXELS = 64;
    private static final int BATCH = 32;

    /** 64 values each, 0 to 1. */
    private final List<double[]> images = new ArrayList<>();
    /** 0 to 9. */
    private final List<Integer> labels = new ArrayList<>();

    private Digits() {}

    /**
     * Reads the digits.
     *
     * @return the digits in the order of the file
     * @throws IOException if {@link #FILE} cannot be read
     */
    public static Digits read() throws IOException {
        Digits digits = new Digits();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                double[] image = new double[PIXELS];
                for (int i = 0; i < PIXELS; i++) {
                    image[i] = Double.parseDouble(fields[i]) / 16;
                }
                digits.images.add(image);
                digits.labels.add((int) Double.parseDouble(fields[PIXELS]));
            }
        }
        return digits;
    }

    /**
     * Returns the number of digits.
     *
     * @return 1,797
     */
    public int size() {
        return images.size();
    }

    /** The network. Not thread-safe. */
    public static final class Network {
        private final Convolution2D first;
        private final Sequential layers;
        private final Optimizer optimizer = new Optimizer(new Adam(0.9, 0.999, 1e-8));
        private final SplittableRandom random;

        /**
         * Creates a network with initial weights.
         *
         * @param seed seed of the weights and of dropout
         */
        public Network(long seed) {
            random = new SplittableRandom(seed);
            Products products = new FastProducts();
            first = new Convolution2D(
                    "c1", new ImageShape(1, 8, 8), new Convolution2D.Kernels(16, 3, 1), random, products);
            Convolution2D second =
                    new Convolution2D("c2", first.out(), new Convolution2D.Kernels(32, 3, 1), random, products);
            MaxPooling2D pooling = new MaxPooling2D(second.out(), 2);
            int features = pooling.out().size();
            layers = new Sequential(
                    first,
                    new Relu(),
                    second,
                    new Relu(),
                    pooling,
                    new Dropout(0.25, random),
                    Affine.hidden("a1", features, 64, Initializer.he(), random, products),
                    new BatchNormalization("n", 64, 0.9),
                    new Relu(),
                    new Dropout(0.25, random),
                    Affine.output("a2", 64, 10, Initializer.xavier(), random, products));
        }

        /**
         * Trains on selected digits.
         *
         * @param digits the digits
         * @param some indices of the digits to train on
         * @param epochs number of passes
         */
        public void train(Digits digits, List<Integer> some, int epochs) {
            SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(10);
            List<Integer> order = new ArrayList<>(some);
            int steps = 0;
            int total = epochs * ((order.size() + BATCH - 1) / BATCH);
            for (int epoch = 0; epoch < epochs; epoch++) {
                Collections.shuffle(order, new Random(epoch));
                for (int from = 0; from < order.size(); from += BATCH) {
                    List<Integer> batch = order.subList(from, Math.min(order.size(), from + BATCH));
                    loss.forward(
                            layers.forward(digits.pixels(batch), Mode.TRAINING),
                            batch.stream().mapToInt(digits.labels::get).toArray());
                    layers.backward(loss.backward());
                    optimizer.step(layers.parameters(), 0.003 * (1 - (double) steps++ / total));
                }
            }
        }

        /**
         * Returns the filters of the first layer: one row for each of the 3 × 3 pixels, one column
         * for each filter.
         *
         * @return a matrix of 9 × 16 weights, shared with the network
         */
        public Matrix filters() {
            return first.parameters().getFirst().value();
        }

        /**
         * Returns the accuracy on selected digits.
         *
         * @param digits the digits
         * @param some indices of at least one digit
         * @return 0 to 1
         */
        public double accuracy(Digits digits, List<Integer> some) {
            Matrix scores = layers.forward(digits.pixels(some), Mode.PREDICTION);
            int right = 0;
            for (int i = 0; i < some.size(); i++) {
                int best = 0;
                for (int label = 1; label < 10; label++) {
                    best = scores.get(i, label) > scores.get(i, best) ? label : best;
                }
                right += best == digits.labels.get(some.get(i)) ? 1 : 0;
            }
            return (double) right / some.size();
        }
    }

    private Matrix pixels(List<Integer> some) {
        return Matrix.of(some.stream().map(images::get).toArray(double[][]::new));
    }
}
