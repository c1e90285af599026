package org.wvtoolkit.nn.layer;

/**
 * How images are divided into squares that pooling makes one pixel of.
 *
 * @param in the images
 * @param size side of a square
 */
record Squares(ImageShape in, int size) {
    Squares {
        if (size < 1 || in.height() % size != 0 || in.width() % size != 0) {
            throw new IllegalArgumentException(
                    "squares of " + size + " do not divide an image of " + in.height() + " × " + in.width());
        }
    }

    /** The images of one pixel a square. */
    ImageShape out() {
        return new ImageShape(in.channels(), in.height() / size, in.width() / size);
    }

    /** Pixels in a square. */
    int pixels() {
        return size * size;
    }

    /** Where pixel {@code i} of a square lies in a batch; squares are counted through all images. */
    int pixel(int square, int i) {
        int width = in.width() / size;
        int height = in.height() / size;
        int x = square % width;
        int y = square / width % height;
        int channel = square / width / height; // of all images
        return (channel * in.height() + y * size + i / size) * in.width() + x * size + i % size;
    }
}
