package org.wvtoolkit.nn.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;

/**
 * Convolution over images (LeCun et al. 1998) with stride 1 and zero padding: n images of C × H × W
 * → n of filters × H' × W', where H' = H + 2·padding − kernel + 1. Uses im2col: each window becomes
 * a row, so the convolution is one matrix product, rows · W + b. The gradient of a pixel is the sum
 * over the windows that contain it (col2im).
 */
public final class Convolution2D implements Layer {
    private final Parameter weights;
    private final Parameter bias;
    private final ImageShape in;
    private final ImageShape out;
    private final int kernel;
    private final int padding;
    private final Products products;
    private Matrix windows = new Matrix(0, 1);
    private int images;

    /**
     * The filters of a convolution.
     *
     * @param filters number of filters, which is the number of output channels
     * @param size side of a window, at most that of the padded image
     * @param padding width of the zero padding, at least 0
     */
    public record Kernels(int filters, int size, int padding) {}

    /**
     * Creates a layer with initial weights for ReLU.
     *
     * @param name prefix of its parameter names
     * @param in shape of the input images
     * @param kernels the filters
     * @param random random number generator
     * @param products matrix products
     */
    public Convolution2D(String name, ImageShape in, Kernels kernels, RandomGenerator random, Products products) {
        int filters = kernels.filters;
        this.in = in;
        this.kernel = kernels.size;
        this.padding = kernels.padding;
        this.out =
                new ImageShape(filters, in.height() + 2 * padding - kernel + 1, in.width() + 2 * padding - kernel + 1);
        this.products = products;
        int inputs = in.channels() * kernel * kernel;
        this.weights = Parameter.dense(name + ".weights", Initializer.he().hidden(inputs, filters, random));
        this.bias = Parameter.dense(name + ".bias", new Matrix(1, filters));
    }

    /**
     * Returns the shape of the output images.
     *
     * @return filters × H' × W'
     */
    public ImageShape out() {
        return out;
    }

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        images = input.require(-1, in.size()).rows();
        int positions = out.height() * out.width();
        windows = new Matrix(images * positions, in.channels() * kernel * kernel);
        eachWindowPixel((window, pixel) -> windows.values()[window] = input.values()[pixel]);
        Matrix product = products.times(windows, weights.value());
        Affine.addToRows(product, bias.value());
        return byChannel(product, positions);
    }

    @Override
    public Matrix backward(Matrix gradient) {
        int positions = out.height() * out.width();
        Matrix byPosition = byPosition(gradient.require(images, out.size()), positions);
        weights.gradient().add(products.transposedTimes(windows, byPosition));
        bias.gradient().add(Sum.ofRows(byPosition));
        Matrix windowGradients = products.timesTransposed(byPosition, weights.value());
        Matrix result = new Matrix(images, in.size());
        eachWindowPixel(
                (window, pixel) -> result.values()[pixel] += windowGradients.values()[window]);
        return result;
    }

    /** Callback for each value of each window with its pixel, excluding padding. */
    private interface WindowPixel {
        void at(int window, int pixel);
    }

    private void eachWindowPixel(WindowPixel action) {
        int window = 0;
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < out.height(); y++) {
                for (int x = 0; x < out.width(); x++) {
                    for (int channel = 0; channel < in.channels(); channel++) {
                        for (int dy = 0; dy < kernel; dy++) {
                            for (int dx = 0; dx < kernel; dx++, window++) {
                                int py = y + dy - padding;
                                int px = x + dx - padding;
                                if (py >= 0 && py < in.height() && px >= 0 && px < in.width()) {
                                    action.at(window, image * in.size() + in.at(channel, py, px));
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** Converts from one row per position to one row per image, channel by channel. */
    private Matrix byChannel(Matrix byPosition, int positions) {
        Matrix result = new Matrix(images, out.size());
        for (int image = 0; image < images; image++) {
            for (int position = 0; position < positions; position++) {
                for (int f = 0; f < out.channels(); f++) {
                    result.set(image, f * positions + position, byPosition.get(image * positions + position, f));
                }
            }
        }
        return result;
    }

    private Matrix byPosition(Matrix byChannel, int positions) {
        Matrix result = new Matrix(images * positions, out.channels());
        for (int image = 0; image < images; image++) {
            for (int position = 0; position < positions; position++) {
                for (int f = 0; f < out.channels(); f++) {
                    result.set(image * positions + position, f, byChannel.get(image, f * positions + position));
                }
            }
        }
        return result;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, bias);
    }
}
