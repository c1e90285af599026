package org.wvtoolkit.nn.layer;

/**
 * Shape of an image stored in a matrix row, channel by channel and line by line.
 *
 * @param channels at least 1
 * @param height height in pixels, at least 1
 * @param width width in pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) {
    /** Validates the ranges. */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "invalid image shape: " + channels + " channels, " + height + " × " + width + " pixels");
        }
    }

    /**
     * Returns the number of values in an image.
     *
     * @return channels × height × width
     */
    public int size() {
        return channels * height * width;
    }

    /**
     * Returns the index of a pixel in a row.
     *
     * @param channel from 0
     * @param y line, from 0
     * @param x column, from 0
     * @return an index
     */
    int at(int channel, int y, int x) {
        return (channel * height + y) * width + x;
    }
}
