package org.wvtoolkit.nn.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.nn.ExactProducts;
import org.wvtoolkit.nn.FastProducts;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;
import org.wvtoolkit.option.OptionValues;

@DisplayName("ConvolutionNetwork")
class ConvolutionNetworkTest {
    private static final int WORDS = 50;
    private static final int DIMENSION = 4;

    /** Products that record the number of rows of the largest text or piece. */
    private static final class RecordedProducts implements Products {
        private final Products products = new FastProducts();
        private int largest;

        @Override
        public Matrix windows(Matrix a, int width, Matrix b) {
            largest = Math.max(largest, a.rows());
            return products.windows(a, width, b);
        }

        @Override
        public Matrix transposedTimes(Matrix a, Matrix b) {
            return products.transposedTimes(a, b);
        }

        @Override
        public Matrix timesTransposed(Matrix a, Matrix b) {
            return products.timesTransposed(a, b);
        }
    }

    private static ConvolutionOptions options(String widths) {
        return ConvolutionOptions.of(OptionValues.of(Map.of(
                "dimension",
                Integer.toString(DIMENSION),
                "filters",
                "6",
                "widths",
                widths,
                "channels",
                "both",
                "dropout",
                "0.4")));
    }

    private static ConvolutionNetwork network(String widths, Products products, int pieceSize) {
        SplittableRandom random = new SplittableRandom(3);
        Matrix table = new Matrix(WORDS, DIMENSION);
        for (int i = 0; i < table.values().length; i++) {
            table.values()[i] = random.nextDouble() - 0.5;
        }
        ConvolutionOptions options = options(widths);
        ConvolutionNetwork.Weights weights = ConvolutionNetwork.Weights.drawn(
                options, Parameter.sparse("static", table), Parameter.sparse("tuned", table.copy()), 3, random);
        return new ConvolutionNetwork(options, weights, products, pieceSize);
    }

    private static int[] text(int count) {
        return new SplittableRandom(7).ints(count, 0, WORDS).toArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2,4 | 1
            2,4 | 2
            3   | 5
            1   | 1
            1,7 | 4
            """)
    @DisplayName("Pieces give the scores and gradients of the whole text")
    void pieces(String widths, int pieceSize) {
        for (int count = 0; count < 40; count++) {
            ConvolutionNetwork whole = network(widths, new ExactProducts(), 1000);
            ConvolutionNetwork pieces = network(widths, new ExactProducts(), pieceSize);
            for (Mode mode : List.of(Mode.PREDICTION, Mode.TRAINING)) {
                assertArrayEquals(
                        whole.forward(text(count), count, mode, 5).values(),
                        pieces.forward(text(count), count, mode, 5).values(),
                        1e-12);
            }
            Matrix gradient = new Matrix(1, 3);
            gradient.set(0, 0, 0.3);
            gradient.set(0, 1, -0.7);
            gradient.set(0, 2, 0.4);
            whole.backward(gradient);
            pieces.backward(gradient);
            for (int i = 0; i < whole.parameters().size(); i++) {
                Parameter expected = whole.parameters().get(i);
                assertArrayEquals(
                        expected.gradient().toMatrix().values(),
                        pieces.parameters().get(i).gradient().toMatrix().values(),
                        1e-12,
                        expected.name() + ", " + count + " words");
            }
        }
    }

    @Test
    @DisplayName("The size of a matrix does not grow with the length of the text")
    void bounded() {
        RecordedProducts products = new RecordedProducts();
        int count = 5 * ConvolutionNetwork.PIECE;
        ConvolutionNetwork network = new ConvolutionNetwork(
                options("2,4"), network("2,4", products, 1).weights(), products);
        assertEquals(3, network.forward(text(count), count, Mode.TRAINING, 1).columns());
        network.backward(new Matrix(1, 3));
        assertTrue(products.largest <= ConvolutionNetwork.PIECE + 3, products.largest + " rows");
    }
}
