package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * Mean of each square of an image (LeCun et al. 1998): n images of C × H × W → n of C × H/size ×
 * W/size. The gradient is distributed equally to the pixels of the square.
 */
public final class AveragePooling2D implements Layer {
    private final Squares squares;
    private int images;

    /**
     * Creates the layer.
     *
     * @param in shape of the input images
     * @param size side of a square; divides height and width
     */
    public AveragePooling2D(ImageShape in, int size) {
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
        for (int square = 0; square < output.values().length; square++) {
            double sum = 0;
            for (int i = 0; i < squares.pixels(); i++) {
                sum += input.values()[squares.pixel(square, i)];
            }
            output.values()[square] = sum / squares.pixels();
        }
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        gradient.require(images, out().size());
        Matrix result = new Matrix(images, squares.in().size());
        for (int square = 0; square < gradient.values().length; square++) {
            for (int i = 0; i < squares.pixels(); i++) {
                result.values()[squares.pixel(square, i)] = gradient.values()[square] / squares.pixels();
            }
        }
        return result;
    }
}
