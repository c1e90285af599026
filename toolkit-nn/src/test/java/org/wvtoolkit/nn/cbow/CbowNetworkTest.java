package org.wvtoolkit.nn.cbow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.optimizer.Optimizer;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.word2vec.CbowGradient;

/** Tests the network alone on examples that it can memorize. */
class CbowNetworkTest {
    private static final int WORDS = 20;
    private static final int DIMENSION = 12;
    private static final int[] TARGETS = IntStream.range(0, WORDS).toArray();

    /** For each word the two preceding and the two following words in a ring. */
    private static final int[][] CONTEXTS = IntStream.range(0, WORDS)
            .mapToObj(word -> IntStream.of(-2, -1, 1, 2)
                    .map(step -> Math.floorMod(word + step, WORDS))
                    .toArray())
            .toArray(int[][]::new);

    private final Matrix inputs = Initializer.xavier().hidden(WORDS, DIMENSION, new SplittableRandom(1));
    private final Matrix outputs = new Matrix(WORDS, DIMENSION);
    private final CbowNetwork network = new CbowNetwork(inputs, outputs, CbowGradient.EXACT);

    static List<String> optimizers() {
        return UpdateRules.all().stream().map(UpdateRules.Entry::name).toList();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    @DisplayName("Memorizes twenty words with the softmax")
    void memorizeBySoftmax(String name) {
        Optimizer optimizer = new Optimizer(UpdateRules.named(name).factory().get());
        for (int epoch = 0; epoch < 400; epoch++) {
            network.fullSoftmax(TARGETS, CONTEXTS);
            optimizer.step(network.parameters(), rate(name));
        }
        assertEquals(WORDS, right());
    }

    @Test
    @DisplayName("Memorizes twenty words with negative sampling")
    void memorizeByNegativeSampling() {
        Optimizer optimizer = new Optimizer(UpdateRules.named("adam").factory().get());
        // Every word is noise for every other; the loss omits noise that equals the target.
        for (int epoch = 0; epoch < 400; epoch++) {
            network.negativeSampling(TARGETS, CONTEXTS, TARGETS, 0.2);
            optimizer.step(network.parameters(), 0.05);
        }
        assertEquals(WORDS, right());
    }

    private static double rate(String name) {
        return switch (name) {
            case "sgd" -> 0.5;
            case "momentum", "nesterov" -> 0.05;
            case "adagrad", "adadelta" -> 1;
            default -> 0.02;
        };
    }

    /** Returns the number of words with the highest product with the mean of their context. */
    private int right() {
        int right = 0;
        for (int word = 0; word < WORDS; word++) {
            int best = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int other = 0; other < WORDS; other++) {
                double product = 0;
                for (int context : CONTEXTS[word]) {
                    for (int k = 0; k < DIMENSION; k++) {
                        product += inputs.get(context, k) * outputs.get(other, k);
                    }
                }
                if (product > highest) {
                    highest = product;
                    best = other;
                }
            }
            right += best == word ? 1 : 0;
        }
        return right;
    }
}
