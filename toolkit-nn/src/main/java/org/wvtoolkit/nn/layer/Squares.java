package org.wvtoolkit.nn.layer;

/**
 * Division of images into squares for pooling.
 *
 * @param in shape of the images
 * @param size side of a square
 */
record Squares(ImageShape in, int size) {
    Squares {
        if (size < 1 || in.height() % size != 0 || in.width() % size != 0) {
            throw new IllegalArgumentException(
                    "squares of " + size + " do not divide an image of " + in.height() + " × " + in.width());
        }
    }

    /** Returns the shape of images with one pixel per square. */
    ImageShape out() {
        return new ImageShape(in.channels(), in.height() / size, in.width() / size);
    }

    /** Returns the number of pixels in a square. */
    int pixels() {
        return size * size;
    }

    /**
     * Returns the index of pixel {@code i} of a square in a batch; squares are numbered over all
     * images.
     */
    int pixel(int square, int i) {
        int width = in.width() / size;
        int height = in.height() / size;
        int x = square % width;
        int y = square / width % height;
        int channel = square / width / height; // over all images
        return (channel * in.height() + y * size + i / size) * in.width() + x * size + i % size;
    }
}
