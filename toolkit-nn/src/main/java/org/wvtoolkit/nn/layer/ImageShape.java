package org.wvtoolkit.nn.layer;

/**
 * How a row of a matrix is an image: channel by channel, line by line.
 *
 * @param channels at least 1
 * @param height pixels, at least 1
 * @param width pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) {
    /** Checks the ranges. */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an image of " + channels + " channels, " + height + " × " + width + " pixels");
        }
    }

    /**
     * Values in an image.
     *
     * @return channels × height × width
     */
    public int size() {
        return channels * height * width;
    }

    /**
     * Where a pixel lies in a row.
     *
     * @param channel from 0
     * @param y line from 0
     * @param x column from 0
     * @return an index
     */
    int at(int channel, int y, int x) {
        return (channel * height + y) * width + x;
    }
}
