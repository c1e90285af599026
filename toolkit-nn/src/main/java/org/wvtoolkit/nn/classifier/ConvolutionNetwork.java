package org.wvtoolkit.nn.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;
import org.wvtoolkit.nn.layer.Affine;
import org.wvtoolkit.nn.layer.Convolution1D;
import org.wvtoolkit.nn.layer.Dropout;
import org.wvtoolkit.nn.layer.Embedding;
import org.wvtoolkit.nn.layer.MaxOverTime;
import org.wvtoolkit.nn.layer.Relu;
import org.wvtoolkit.nn.layer.Sequential;

/**
 * Convolutional network for sentence classification (Kim 2014), for one text at a time: words →
 * vectors (one or two channels) → convolutions of several widths → maximum of each filter over the
 * text → ReLU → dropout → scores for a softmax. Kim applies the ReLU before the maximum. Because
 * ReLU is monotone, applying it afterwards gives the same result with one value per filter instead
 * of one per position.
 *
 * <p>The text is padded with zeros, so that every word occurs at every position of a window. A long
 * text is computed in pieces, so that the memory does not grow with its length. Adjacent pieces share
 * the words of all windows that cross their border. The maximum over the pieces is the maximum over
 * the text, and only the piece of the maximum has a gradient, so the result is the same.
 *
 * <p>Not thread-safe; {@link #replica} creates another instance with the same weights.
 */
final class ConvolutionNetwork {
    /** Number of windows in a piece of a text; a longer text is computed in several pieces. */
    static final int PIECE = 1 << 13;

    private final ConvolutionOptions options;
    private final int pieceSize;
    private final @Nullable Embedding fixed;
    private final @Nullable Embedding tuned;
    private final List<Sequential> groups;
    private final Dropout dropout;
    private final Affine output;
    private final DropoutDraws draws;
    private final List<Parameter> parameters;
    private final Weights weights;
    private int[] ids = {};
    private int pieces;

    /** For each feature, the piece of its maximum, the first one among equals. */
    private int[] pieceOfMaximum = {};

    /**
     * The weights.
     *
     * @param fixed words × d, or null if there is no untrained channel
     * @param tuned words × d, or null if there is no trained channel
     * @param convolutions weights and bias of each group in turn
     * @param output weights and bias
     */
    record Weights(
            @Nullable Parameter fixed,
            @Nullable Parameter tuned,
            List<Parameter> convolutions,
            List<Parameter> output) {
        /** Returns the trainable weights. */
        List<Parameter> learning() {
            List<Parameter> learning = new ArrayList<>();
            if (tuned != null) {
                learning.add(tuned);
            }
            learning.addAll(convolutions);
            learning.addAll(output);
            return List.copyOf(learning);
        }

        /** Returns all weights. */
        List<Parameter> all() {
            List<Parameter> all = new ArrayList<>();
            if (fixed != null) {
                all.add(fixed);
            }
            all.addAll(learning());
            return List.copyOf(all);
        }

        Weights replica() {
            return new Weights(
                    fixed,
                    tuned == null ? null : tuned.replica(),
                    convolutions.stream().map(Parameter::replica).toList(),
                    output.stream().map(Parameter::replica).toList());
        }

        /** Returns initial weights with the given tables. */
        static Weights drawn(
                ConvolutionOptions options,
                @Nullable Parameter fixed,
                @Nullable Parameter tuned,
                int labels,
                RandomGenerator random) {
            List<Parameter> convolutions = new ArrayList<>();
            for (int width : options.widths()) {
                String name = "convolution" + width;
                int inputs = width * options.columns();
                convolutions.add(
                        Parameter.dense(name + ".weights", Initializer.he().hidden(inputs, options.filters(), random)));
                convolutions.add(Parameter.dense(name + ".bias", new Matrix(1, options.filters())));
            }
            int features = options.filters() * options.widths().size();
            return new Weights(
                    fixed,
                    tuned,
                    convolutions,
                    List.of(
                            Parameter.dense(
                                    "output.weights", Initializer.xavier().output(features, labels, random)),
                            Parameter.dense("output.bias", new Matrix(1, labels))));
        }
    }

    /**
     * Random number generator of dropout, reset for each text, so that its numbers depend on the
     * text and not on the thread.
     */
    private static final class DropoutDraws implements RandomGenerator {
        private SplittableRandom random = new SplittableRandom(0);

        void begin(long key) {
            random = new SplittableRandom(key);
        }

        @Override
        public long nextLong() {
            return random.nextLong();
        }
    }

    ConvolutionNetwork(ConvolutionOptions options, Weights weights, Products products) {
        this(options, weights, products, PIECE);
    }

    ConvolutionNetwork(ConvolutionOptions options, Weights weights, Products products, int pieceSize) {
        this.options = options;
        this.pieceSize = pieceSize;
        this.weights = weights;
        this.fixed = weights.fixed() == null ? null : new Embedding(weights.fixed());
        this.tuned = weights.tuned() == null ? null : new Embedding(weights.tuned());
        this.groups = new ArrayList<>();
        for (int group = 0; group < options.widths().size(); group++) {
            groups.add(new Sequential(
                    new Convolution1D(
                            weights.convolutions().get(2 * group),
                            weights.convolutions().get(2 * group + 1),
                            options.widths().get(group),
                            products),
                    new MaxOverTime(),
                    new Relu()));
        }
        this.draws = new DropoutDraws();
        this.dropout = new Dropout(options.dropout(), draws);
        this.output = new Affine(weights.output().get(0), weights.output().get(1), products);
        this.parameters = weights.learning();
    }

    /** Returns a network with the same weights and its own gradients. */
    ConvolutionNetwork replica(Products products) {
        return new ConvolutionNetwork(options, weights.replica(), products, pieceSize);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    Weights weights() {
        return weights;
    }

    /**
     * Computes the scores of a text's labels, before softmax.
     *
     * @param words word ids; copied
     * @param count number of words
     * @param key seed of dropout
     * @return 1 × labels
     */
    Matrix forward(int[] words, int count, Mode mode, long key) {
        ids = Arrays.copyOf(words, count);
        int windows = count + 2 * padding() - options.widest() + 1;
        pieces = Math.ceilDiv(windows, pieceSize);
        Matrix features = forwardPiece(0, mode);
        pieceOfMaximum = new int[features.columns()];
        for (int piece = 1; piece < pieces; piece++) {
            double[] found = forwardPiece(piece, mode).values();
            for (int k = 0; k < found.length; k++) {
                // NaN counts as the maximum, so that it propagates.
                if (!(found[k] <= features.values()[k])) {
                    features.values()[k] = found[k];
                    pieceOfMaximum[k] = piece;
                }
            }
        }
        draws.begin(key);
        return output.forward(dropout.forward(features, mode), mode);
    }

    /** Returns the features of a piece of the text, 1 × (filters · groups). */
    private Matrix forwardPiece(int piece, Mode mode) {
        Matrix text = new Matrix(rows(piece), options.columns());
        int[] words = words(piece);
        if (words.length > 0) {
            if (fixed != null) {
                copyInto(fixed.forward(words), text, firstRow(piece), 0);
            }
            if (tuned != null) {
                copyInto(tuned.forward(words), text, firstRow(piece), fixed == null ? 0 : options.dimension());
            }
        }
        int filters = options.filters();
        Matrix features = new Matrix(1, filters * groups.size());
        for (int group = 0; group < groups.size(); group++) {
            Matrix found = groups.get(group).forward(text, mode);
            System.arraycopy(found.values(), 0, features.values(), group * filters, filters);
        }
        return features;
    }

    /** Returns the number of rows of a piece of the padded text. */
    private int rows(int piece) {
        int begin = piece * pieceSize;
        return Math.min(pieceSize + options.widest() - 1, ids.length + 2 * padding() - begin);
    }

    /** Returns the position in the text of the first word of a piece. */
    private int firstWord(int piece) {
        return Math.max(0, piece * pieceSize - padding());
    }

    /** Returns the row of the first word of a piece within the piece. */
    private int firstRow(int piece) {
        return firstWord(piece) + padding() - piece * pieceSize;
    }

    private int[] words(int piece) {
        int end = Math.min(ids.length, piece * pieceSize + rows(piece) - padding());
        return Arrays.copyOfRange(ids, firstWord(piece), Math.max(firstWord(piece), end));
    }

    private int padding() {
        return options.widest() - 1 + (options.widest() == 1 ? 1 : 0);
    }

    private static void copyInto(Matrix vectors, Matrix text, int firstRow, int column) {
        for (int row = 0; row < vectors.rows(); row++) {
            System.arraycopy(
                    vectors.values(),
                    row * vectors.columns(),
                    text.values(),
                    (row + firstRow) * text.columns() + column,
                    vectors.columns());
        }
    }

    /**
     * Computes the gradients of all trainable weights from the gradient of the scores of the last
     * text.
     */
    void backward(Matrix gradient) {
        Matrix features = dropout.backward(output.backward(gradient));
        for (int piece = 0; piece < pieces; piece++) {
            Matrix own = new Matrix(1, features.columns());
            boolean any = pieces == 1;
            for (int k = 0; k < own.columns(); k++) {
                if (pieceOfMaximum[k] == piece) {
                    own.set(0, k, features.get(0, k));
                    any |= features.get(0, k) != 0;
                }
            }
            if (any) {
                if (pieces > 1) {
                    // The layers hold the state of the piece that was computed last.
                    forwardPiece(piece, Mode.TRAINING);
                }
                backwardPiece(piece, own);
            }
        }
    }

    private void backwardPiece(int piece, Matrix features) {
        int filters = options.filters();
        Matrix text = new Matrix(rows(piece), options.columns());
        for (int group = 0; group < groups.size(); group++) {
            Matrix found = new Matrix(1, filters);
            System.arraycopy(features.values(), group * filters, found.values(), 0, filters);
            double[] part = groups.get(group).backward(found).values();
            for (int i = 0; i < part.length; i++) {
                text.values()[i] += part[i];
            }
        }
        int words = words(piece).length;
        if (tuned != null && words > 0) {
            int column = fixed == null ? 0 : options.dimension();
            Matrix vectors = new Matrix(words, options.dimension());
            for (int row = 0; row < words; row++) {
                System.arraycopy(
                        text.values(),
                        (row + firstRow(piece)) * text.columns() + column,
                        vectors.values(),
                        row * vectors.columns(),
                        vectors.columns());
            }
            tuned.backward(vectors);
        }
    }

    /** Scales the weights of each label to the maximum norm, as Kim does after each step. */
    void constrain() {
        Matrix matrix = weights.output().getFirst().value();
        for (int label = 0; label < matrix.columns(); label++) {
            double squares = 0;
            for (int row = 0; row < matrix.rows(); row++) {
                squares += matrix.get(row, label) * matrix.get(row, label);
            }
            double norm = Math.sqrt(squares);
            if (norm > options.normLimit()) {
                for (int row = 0; row < matrix.rows(); row++) {
                    matrix.set(row, label, matrix.get(row, label) * options.normLimit() / norm);
                }
            }
        }
    }
}
