package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * Maximum of each square of an image (LeCun et al. 1998; Zhou and Chellappa 1988): n images of C ×
 * H × W → n of C × H/size × W/size. The gradient goes to the pixel of the maximum, the first one
 * among equals.
 */
public final class MaxPooling2D implements Layer {
    private final Squares squares;
    private int images;
    private int[] largest = {};

    /**
     * Creates the layer.
     *
     * @param in shape of the input images
     * @param size side of a square; divides height and width
     */
    public MaxPooling2D(ImageShape in, int size) {
        this.squares = new Squares(in, size);
    }

    /**
     * Returns the shape of the output images.
     *
     * @return C × H/size × W/size
     */
    public ImageShape out() {
        return squares.out();
    }

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        images = input.require(-1, squares.in().size()).rows();
        Matrix output = new Matrix(images, out().size());
        largest = new int[output.values().length];
        double[] pixels = input.values();
        for (int square = 0; square < largest.length; square++) {
            int best = squares.pixel(square, 0);
            for (int i = 1; i < squares.pixels(); i++) {
                int pixel = squares.pixel(square, i);
                // NaN counts as the maximum, so that it propagates.
                if (pixels[pixel] > pixels[best] || Double.isNaN(pixels[pixel])) {
                    best = pixel;
                }
            }
            largest[square] = best;
            output.values()[square] = pixels[best];
        }
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        gradient.require(images, out().size());
        Matrix result = new Matrix(images, squares.in().size());
        for (int square = 0; square < largest.length; square++) {
            result.values()[largest[square]] += gradient.values()[square];
        }
        return result;
    }
}
