package org.wvtoolkit.word2vec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Reference implementation of the training step, directly from the equations: double precision and
 * plain loops over centres, contexts and samples.
 */
final class ReferenceStep {
    private final Word2VecOptions options;
    private final WordRates rates;
    private final double weight;
    double[][] inputs;
    double[][] outputs;

    /** A centre word and the words of its window. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    record Centre(int target, int[] contexts) {}

    ReferenceStep(Word2VecOptions options, WordRates rates, FloatMatrix inputs, FloatMatrix outputs) {
        this.options = options;
        this.rates = rates;
        this.weight = (double) options.negativeSamples() / options.sharedSamples();
        this.inputs = values(inputs);
        this.outputs = values(outputs);
    }

    static double[][] values(FloatMatrix matrix) {
        double[][] values = new double[(int) matrix.rows()][matrix.columns()];
        for (int row = 0; row < values.length; row++) {
            for (int k = 0; k < matrix.columns(); k++) {
                values[row][k] = matrix.get(row, k);
            }
        }
        return values;
    }

    /** Fills a matrix with values around 0, in the range of a trained model. */
    static void randomize(FloatMatrix matrix, Random random) {
        double scale = 1 / Math.sqrt(matrix.columns());
        for (long row = 0; row < matrix.rows(); row++) {
            for (int k = 0; k < matrix.columns(); k++) {
                matrix.set(row, k, (float) (scale * 1.5 * random.nextGaussian()));
            }
        }
    }

    /** Returns the centres of a batch. */
    static List<Centre> centres(CentreBatch batch) {
        List<Centre> centres = new ArrayList<>();
        for (int i = 0; i < batch.count; i++) {
            centres.add(new Centre(batch.targets[i], batch.contextWords(i)));
        }
        return centres;
    }

    /**
     * Trains a block with the same sequence of random draws: the windows of a batch, then its
     * samples.
     */
    void train(TokenBlock block, NoiseDistribution noise, SplitMix random, double rate) {
        CentreBatch batch = new CentreBatch(options, block);
        batch.begin(block);
        while (batch.next(random)) {
            step(centres(batch), draw(noise, random), rate);
        }
    }

    int[] draw(NoiseDistribution noise, SplitMix random) {
        int[] samples = new int[options.sharedSamples()];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = noise.sample(random.next());
        }
        return samples;
    }

    /** Performs one step; all gradients are computed from the state at its beginning. */
    void step(List<Centre> centres, int[] samples, double rate) {
        double[][] newInputs = copy(inputs);
        double[][] newOutputs = copy(outputs);
        for (Centre centre : centres) {
            if (options.model() == Word2VecModel.CBOW) {
                double[] hidden = mean(centre.contexts());
                double[] change = predict(hidden, centre.target(), samples, rate, newOutputs);
                for (int context : centre.contexts()) {
                    double factor = options.cbowGradient().factor(centre.contexts().length);
                    add(newInputs[context], factor * rates.of(context), change);
                }
            } else {
                for (int context : centre.contexts()) {
                    double[] change = predict(inputs[context], centre.target(), samples, rate, newOutputs);
                    add(newInputs[context], rates.of(context), change);
                }
            }
        }
        inputs = newInputs;
        outputs = newOutputs;
    }

    /**
     * Changes the outputs for one prediction; returns the change of the vector that the prediction
     * is made from.
     */
    private double[] predict(double[] hidden, int target, int[] samples, double rate, double[][] newOutputs) {
        double[] change = new double[hidden.length];
        double gain = rate * (1 - sigmoid(dot(hidden, outputs[target])));
        add(newOutputs[target], gain * rates.of(target), hidden);
        add(change, gain, outputs[target]);
        for (int sample : samples) {
            if (sample != target) {
                double loss = -rate * weight * sigmoid(dot(hidden, outputs[sample]));
                add(newOutputs[sample], loss * rates.of(sample), hidden);
                add(change, loss, outputs[sample]);
            }
        }
        return change;
    }

    /** Returns the loss of one centre. */
    double loss(Centre centre, int[] samples) {
        if (options.model() == Word2VecModel.CBOW) {
            return loss(mean(centre.contexts()), centre.target(), samples);
        }
        double sum = 0;
        for (int context : centre.contexts()) {
            sum += loss(inputs[context], centre.target(), samples);
        }
        return sum;
    }

    private double loss(double[] hidden, int target, int[] samples) {
        double loss = -Math.log(sigmoid(dot(hidden, outputs[target])));
        for (int sample : samples) {
            if (sample != target) {
                loss -= weight * Math.log(sigmoid(-dot(hidden, outputs[sample])));
            }
        }
        return loss;
    }

    private double[] mean(int[] contexts) {
        double[] mean = new double[inputs[0].length];
        for (int context : contexts) {
            add(mean, 1.0 / contexts.length, inputs[context]);
        }
        return mean;
    }

    static double[][] copy(double[][] values) {
        double[][] copy = new double[values.length][];
        for (int row = 0; row < copy.length; row++) {
            copy[row] = values[row].clone();
        }
        return copy;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * what[k];
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
