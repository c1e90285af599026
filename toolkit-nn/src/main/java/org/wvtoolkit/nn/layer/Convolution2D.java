package org.wvtoolkit.nn.layer;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;

/**
 * Convolution over images (LeCun et al. 1998), stride 1, zeros around the edge: n images of C × H × W → n of filters × H' × W', where H'
 * = H + 2·padding − kernel + 1. By im2col: each window becomes a row, so that the convolution is one matrix product, rows · W + b,
 * and its gradient that of a product; a pixel's gradient is the sum over the windows it lies in (col2im).
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
     * A layer that begins anew, for ReLU.
     *
     * @param name precedes the names of its parameters
     * @param in the images that come in
     * @param filters channels that go out
     * @param kernel side of a window, at most the padded image
     * @param padding zeros around the edge, at least 0
     * @param random draws
     * @param products how to multiply
     */
    public Convolution2D(
            String name,
            ImageShape in,
            int filters,
            int kernel,
            int padding,
            RandomGenerator random,
            Products products) {
        this.in = in;
        this.out =
                new ImageShape(filters, in.height() + 2 * padding - kernel + 1, in.width() + 2 * padding - kernel + 1);
        this.kernel = kernel;
        this.padding = padding;
        this.products = products;
        int inputs = in.channels() * kernel * kernel;
        this.weights = Parameter.dense(name + ".weights", Initializer.he().hidden(inputs, filters, random));
        this.bias = Parameter.dense(name + ".bias", new Matrix(1, filters));
    }

    /**
     * The images that go out.
     *
     * @return filters × H' × W'
     */
    public ImageShape out() {
        return out;
    }

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        images = input.require(-1, in.size()).rows();
        int places = out.height() * out.width();
        windows = new Matrix(images * places, in.channels() * kernel * kernel);
        eachWindowPixel((window, pixel) -> windows.values()[window] = input.values()[pixel]);
        Matrix product = products.times(windows, weights.value());
        Affine.addToRows(product, bias.value());
        return byChannel(product, places);
    }

    @Override
    public Matrix backward(Matrix gradient) {
        int places = out.height() * out.width();
        Matrix byPlace = byPlace(gradient.require(images, out.size()), places);
        weights.gradient().add(products.transposedTimes(windows, byPlace));
        bias.gradient().add(Sum.ofRows(byPlace));
        Matrix windowGradients = products.timesTransposed(byPlace, weights.value());
        Matrix result = new Matrix(images, in.size());
        eachWindowPixel(
                (window, pixel) -> result.values()[pixel] += windowGradients.values()[window]);
        return result;
    }

    /** Told of each value of each window and the pixel that it is; pixels of the padding are left out. */
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

    /** From a row for each place to a row for each image, channel by channel. */
    private Matrix byChannel(Matrix byPlace, int places) {
        Matrix result = new Matrix(images, out.size());
        for (int image = 0; image < images; image++) {
            for (int place = 0; place < places; place++) {
                for (int f = 0; f < out.channels(); f++) {
                    result.set(image, f * places + place, byPlace.get(image * places + place, f));
                }
            }
        }
        return result;
    }

    private Matrix byPlace(Matrix byChannel, int places) {
        Matrix result = new Matrix(images * places, out.channels());
        for (int image = 0; image < images; image++) {
            for (int place = 0; place < places; place++) {
                for (int f = 0; f < out.channels(); f++) {
                    result.set(image * places + place, f, byChannel.get(image, f * places + place));
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
